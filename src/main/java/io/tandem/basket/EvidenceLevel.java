package io.tandem.basket;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;

/**
 * What a row of {@code frequently_bought_together} rests on. What is required always stands first;
 * of the further steps only the first that has anything to show is taken.
 */
enum EvidenceLevel {
  /** Curated: of no use without it. */
  REQUIRES(0),
  /** A rule between the two products. */
  PRODUCT(1),
  /** A rule of the product that the page's variant belongs to: the same step for its page. */
  VARIANT_PARENT(1),
  /** A rule between their categories. */
  CATEGORY(2),
  /** Curated: the two suit each other. */
  GOES_WITH(3);

  private final int step;

  EvidenceLevel(int step) {
    this.step = step;
  }

  /** The level as the table writes it. */
  Column named() {
    return lit(inWords());
  }

  /** The same, where no row is at hand. */
  String inWords() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step of this level: 0 for what always stands first. */
  int step() {
    return step;
  }

  /** The step of a level as the table writes it: 0 for what always stands first. */
  static Column step(Column level) {
    Column step = lit(null);
    for (EvidenceLevel each : values()) {
      step = when(level.equalTo(each.named()), each.step).otherwise(step);
    }
    return step;
  }
}
