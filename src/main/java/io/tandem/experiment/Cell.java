package io.tandem.experiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;

/**
 * A cell of the 2×2: which of the two levers a customer has. Written cross-selling/personalization.
 *
 * <p>A shop computes it itself: SHA-256 of the text {@code salt/lever/customer_id}, the first eight
 * hexadecimal digits as a number, modulo 10,000; the lever is on where that is below its share
 * times 10,000. {@code docs/operations.md} has a worked example.
 */
enum Cell {
  BOTH("on/on", true, true),
  CROSS_SELLING_ONLY("on/off", true, false),
  PERSONALIZATION_ONLY("off/on", false, true),
  NEITHER("off/off", false, false);

  private static final int BUCKETS = 10_000;
  private static final int DIGITS = 8;

  private final String written;
  private final boolean crossSelling;
  private final boolean personalization;

  Cell(String written, boolean crossSelling, boolean personalization) {
    this.written = written;
    this.crossSelling = crossSelling;
    this.personalization = personalization;
  }

  String written() {
    return written;
  }

  boolean hasCrossSelling() {
    return crossSelling;
  }

  boolean hasPersonalization() {
    return personalization;
  }

  /** Whether the customer has cross-selling. */
  static Column crossSelling(ExperimentSettings settings) {
    return isOn("cross-selling", settings.crossSellingShare(), settings);
  }

  /** Whether the customer has personalization; drawn independently. */
  static Column personalization(ExperimentSettings settings) {
    return isOn("personalization", settings.personalizationShare(), settings);
  }

  /** The cell of the customer, as it is written. */
  static Column of(ExperimentSettings settings) {
    return concat(onOrOff(crossSelling(settings)), lit("/"), onOrOff(personalization(settings)));
  }

  private static Column onOrOff(Column isOn) {
    return when(isOn, "on").otherwise("off");
  }

  private static Column isOn(String lever, double share, ExperimentSettings settings) {
    Column hashed = concat(lit(settings.hashSalt() + "/" + lever + "/"), col(Columns.CUSTOMER_ID));
    Column digits = substring(sha2(hashed.cast("binary"), 256), 1, DIGITS);
    return conv(digits, 16, 10).cast("bigint").mod(BUCKETS).lt(Math.round(share * BUCKETS));
  }

  /** The share of customers that each cell is drawn with, by cell. */
  static Map<String, Double> shares(ExperimentSettings settings) {
    Map<String, Double> shares = new TreeMap<>();
    double crossSelling = Math.round(settings.crossSellingShare() * BUCKETS) / (double) BUCKETS;
    double personalization =
        Math.round(settings.personalizationShare() * BUCKETS) / (double) BUCKETS;
    for (Cell cell : values()) {
      shares.put(
          cell.written,
          (cell.crossSelling ? crossSelling : 1 - crossSelling)
              * (cell.personalization ? personalization : 1 - personalization));
    }
    return shares;
  }

  /** The cells that are so, as they are written. */
  static List<String> where(Predicate<Cell> kind) {
    return Arrays.stream(values()).filter(kind).map(Cell::written).toList();
  }
}
