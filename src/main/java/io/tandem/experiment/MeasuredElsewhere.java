package io.tandem.experiment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.tandem.refusal.Refusal;
import io.tandem.table.Columns;
import io.tandem.table.ExperimentMoments;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Experiments whose outcomes somebody else measured: {@code experiment_outcomes} as outcomes. */
final class MeasuredElsewhere {
  /**
   * One row per customer and horizon, as {@link Outcomes} gives them.
   *
   * @param outcomes typed rows of the input
   * @param lastDay that the run reads, on which all of them enter
   */
  static Dataset<Row> outcomes(Dataset<Row> outcomes, LocalDate lastDay) {
    return outcomes.select(
        col(Columns.EXPERIMENT),
        col(Columns.ARM).as("cell"),
        lit(ExperimentMoments.OUTCOMES).as(Columns.METRIC_SET),
        coalesce(col(Columns.HORIZON_DAYS), lit(0)).as(Columns.HORIZON_DAYS),
        lit(Date.valueOf(lastDay)).as(Columns.ENTRY_DATE),
        MomentRows.cents(col(Columns.REVENUE)).as(Columns.REVENUE),
        col(Columns.ORDER_COUNT).cast("bigint").as(Columns.ORDER_COUNT),
        lit(null).cast("bigint").as("capped_revenue"),
        lit(null).cast("bigint").as("refunds"),
        col("retained").cast("int").cast("bigint").as("is_repeat"),
        coalesce(MomentRows.cents(col("pre_revenue")), lit(0L)).as("pre_revenue"),
        coalesce(col("pre_order_count"), lit(0)).cast("bigint").as("pre_order_count"),
        when(col("pre_revenue").isNotNull().or(col("pre_order_count").isNotNull()), 1L)
            .otherwise(0L)
            .as("has_pre"));
  }

  /** Refuses outcomes that cannot be what they are said to be. */
  static void refuseUnusable(Dataset<Row> outcomes, Optional<String> nightly) {
    nightly.ifPresent(
        name -> {
          if (!outcomes.where(col(Columns.EXPERIMENT).equalTo(name)).isEmpty()) {
            throw Refusal.badConfiguration(
                "Invalid experiment.name: %s (experiment_outcomes has an experiment of that name; give one of them another)"
                    .formatted(name));
          }
        });
    List<Row> twice =
        outcomes
            .where(col(Columns.CUSTOMER_ID).isNotNull())
            .groupBy(
                col(Columns.EXPERIMENT),
                col(Columns.CUSTOMER_ID),
                coalesce(col(Columns.HORIZON_DAYS), lit(0)))
            .agg(count(lit(1)).as("n"), max(Columns.ARM).as(Columns.ARM))
            .where(col("n").gt(1))
            .sort(Columns.EXPERIMENT, Columns.CUSTOMER_ID)
            .limit(1)
            .collectAsList();
    if (!twice.isEmpty()) {
      throw Refusal.dataRefused(
          "Refused experiment_outcomes: customer %s stands in %d rows of experiment %s at one horizon. One row is one customer."
              .formatted(twice.get(0).get(1), twice.get(0).getLong(3), twice.get(0).get(0)));
    }
    List<Row> halfMeasured =
        outcomes
            .groupBy(Columns.EXPERIMENT)
            .agg(count_if(col("retained").isNull()).as("unknown"), count(lit(1)).as("n"))
            .where(col("unknown").gt(0).and(col("unknown").lt(col("n"))))
            .sort(Columns.EXPERIMENT)
            .limit(1)
            .collectAsList();
    if (!halfMeasured.isEmpty()) {
      throw Refusal.dataRefused(
          "Refused experiment_outcomes: retained is null in %d of %d rows of experiment %s. Map it for all rows or for none."
              .formatted(
                  halfMeasured.get(0).getLong(1),
                  halfMeasured.get(0).getLong(2),
                  halfMeasured.get(0).get(0)));
    }
  }

  private MeasuredElsewhere() {}
}
