package io.tandem.report;

import static io.tandem.table.Columns.CONTRAST;
import static io.tandem.table.Columns.ESTIMATE;
import static io.tandem.table.Columns.EXPERIMENT;
import static io.tandem.table.Columns.HORIZON_DAYS;
import static io.tandem.table.Columns.METRIC;

import io.tandem.report.page.Statements.Statement;
import io.tandem.table.ExperimentEffects;
import java.util.Optional;

/**
 * A statement as it may be said.
 *
 * @param about what it is about, in a few words
 * @param key of the difference that it speaks of; its parts are empty where none is meant
 * @param estimate with the interval that the verdict goes by
 * @param checks what was checked, and what it found
 */
record Claim(
    String about,
    Key key,
    Verdict verdict,
    Optional<Estimate> estimate,
    String checks,
    String wording) {
  /** Which difference is meant. */
  record Key(String experiment, String contrast, String metric, int horizonDays) {
    static Key of(Cells row) {
      return new Key(
          row.optionalText(EXPERIMENT).orElse(""),
          row.optionalText(CONTRAST).orElse(""),
          row.optionalText(METRIC).orElse(""),
          row.optional(HORIZON_DAYS).map(Double::intValue).orElse(0));
    }
  }

  static Claim of(Cells row) {
    return new Claim(
        row.text("claim"),
        Key.of(row),
        Verdict.named(row.text("verdict")),
        row.estimate(ESTIMATE),
        row.text("checks"),
        row.text("wording"));
  }

  /** The statement with a label before it, word for word. */
  Statement labelled(String label) {
    return new Statement(label, verdict.words(), side(key.contrast()), wording, "");
  }

  /** The same with what was checked below it. */
  Statement labelledAndChecked(String label) {
    return new Statement(label, verdict.words(), side(key.contrast()), wording, checks);
  }

  /** The column of the page that a lever belongs to. */
  static String side(String contrast) {
    return switch (contrast) {
      case ExperimentEffects.CROSS_SELLING -> "left";
      case ExperimentEffects.PERSONALIZATION -> "right";
      default -> "other";
    };
  }

  /** What a lever is called; an arm has the name it was given. */
  static String name(String contrast) {
    return switch (contrast) {
      case ExperimentEffects.CROSS_SELLING -> "Cross-selling";
      case ExperimentEffects.PERSONALIZATION -> "Personalization";
      case ExperimentEffects.INTERACTION -> "Both together";
      default -> contrast;
    };
  }
}
