package io.tandem.report;

import static io.tandem.table.Columns.ARM;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.EXPERIMENT;
import static io.tandem.table.Columns.HORIZON_DAYS;
import static io.tandem.table.Columns.VALUE;

import java.util.Optional;

/**
 * What one arm of an experiment came to in one metric.
 *
 * @param customers assigned whose horizon is complete
 */
record Arm(
    String experiment,
    String name,
    Yardstick metric,
    int horizonDays,
    long customers,
    Optional<Estimate> value) {
  static Arm of(Cells row, Yardstick metric) {
    return new Arm(
        row.text(EXPERIMENT),
        row.text(ARM),
        metric,
        (int) row.count(HORIZON_DAYS),
        row.count(CUSTOMER_COUNT),
        row.estimate(VALUE));
  }

  /** {@code 61.40 (59.80 to 63.00)}. */
  String figure() {
    return value
        .map(
            v ->
                metric.level(v.value())
                    + v.interval().map(i -> " (" + metric.level(i) + ")").orElse(""))
        .orElse(Figures.ABSENT);
  }
}
