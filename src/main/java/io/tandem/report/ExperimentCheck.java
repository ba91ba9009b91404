package io.tandem.report;

import static io.tandem.table.Columns.EXPERIMENT;
import static io.tandem.table.Columns.P_VALUE;

import java.util.Locale;
import java.util.Optional;

/**
 * Something that must hold before an experiment may be read, and whether it does.
 *
 * @param observations customers, or exposures, behind it
 * @param finding the outcome in words
 */
record ExperimentCheck(
    String experiment,
    String kind,
    String subject,
    long observations,
    Optional<Double> pValue,
    boolean isPassed,
    String finding) {
  static ExperimentCheck of(Cells row) {
    return new ExperimentCheck(
        row.text(EXPERIMENT),
        row.text("check"),
        row.text("subject"),
        row.count("observation_count"),
        row.optional(P_VALUE),
        row.is("is_passed"),
        row.text("finding"));
  }

  /** {@code Sample ratio}. */
  String name() {
    String words = kind.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
