package io.tandem.experiment;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Something that must hold before an experiment may be believed, and whether it does.
 *
 * @param kind such as {@code sample_ratio}
 * @param subject what was looked at
 * @param count customers or exposures behind it
 * @param value NaN where nothing can be compared
 * @param pValue NaN where there is none
 * @param finding the outcome in words
 */
record Check(
    String experiment,
    String kind,
    String subject,
    long count,
    double value,
    double pValue,
    Outcome outcome,
    String finding) {
  /** Whether it holds. */
  enum Outcome {
    PASSED,
    FAILED;

    static Outcome of(boolean holds) {
      return holds ? PASSED : FAILED;
    }
  }

  boolean isPassed() {
    return outcome == Outcome.PASSED;
  }

  /** The row of {@code experiment_checks}. */
  Row row() {
    return RowFactory.create(
        experiment,
        kind,
        subject,
        count,
        Finding.orNull(value),
        Finding.orNull(pValue),
        isPassed(),
        finding);
  }
}
