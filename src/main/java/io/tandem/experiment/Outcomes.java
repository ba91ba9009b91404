package io.tandem.experiment;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ENROLLED_ON;
import static io.tandem.table.Columns.REFUNDS;
import static io.tandem.table.Columns.REVENUE;
import static io.tandem.table.Columns.STRATUM;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.retention.Horizon;
import io.tandem.table.Columns;
import io.tandem.table.ExperimentAssignments;
import io.tandem.table.ExperimentMoments;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of each enrolled customer within each horizon that is complete: whole totals, and
 * those of the time before. One row per customer and horizon: experiment, cell, metric_set,
 * horizon_days, entry_date, and the {@link ExperimentMoments#VARIABLES}, money in cents.
 */
final class Outcomes {
  /** The day of enrolment, and so many more. */
  static final List<Integer> HORIZONS = List.of(0, 7, 30, 90, 365);

  private static final String CAPPED = "capped_revenue";
  private static final String ORDERS = "order_count";
  private static final String PURCHASE_DAYS = "purchase_days";
  private static final String SINCE = "since";

  private final ExperimentSettings settings;
  private final double winsorizeAt;
  private final Horizon horizon;

  /**
   * @param winsorizeAt quantile of order values before the start above which orders are capped
   * @param horizon how far the run sees
   */
  Outcomes(ExperimentSettings settings, double winsorizeAt, Horizon horizon) {
    this.settings = settings;
    this.winsorizeAt = winsorizeAt;
    this.horizon = horizon;
  }

  /** The outcomes of these assignments in these orders, as {@code Orders.from} gives them. */
  Dataset<Row> of(Dataset<Row> assignments, Dataset<Row> orders) {
    Column isPast = col(SINCE).lt(0).and(col(SINCE).geq(-settings.prePeriodDays()));
    Column isWithin = col(SINCE).geq(0).and(col(SINCE).leq(col(Columns.HORIZON_DAYS)));
    Column isExisting = col(STRATUM).equalTo(ExperimentAssignments.EXISTING);
    Column needed = when(isExisting, 1).otherwise(2);
    return assignments
        .select(Columns.EXPERIMENT, CUSTOMER_ID, Columns.ARM, STRATUM, ENROLLED_ON)
        .join(purchaseDays(orders), new String[] {CUSTOMER_ID}, "left")
        .withColumn(SINCE, date_diff(col(DAY), col(ENROLLED_ON)))
        .withColumn(
            Columns.HORIZON_DAYS,
            explode(array(HORIZONS.stream().map(days -> lit(days)).toArray(Column[]::new))))
        .withColumn(Columns.ENTRY_DATE, date_add(col(ENROLLED_ON), col(Columns.HORIZON_DAYS)))
        .where(col(Columns.ENTRY_DATE).lt(lit(Date.valueOf(horizon.firstOpenDay()))))
        .groupBy(
            Columns.EXPERIMENT,
            CUSTOMER_ID,
            Columns.ARM,
            STRATUM,
            Columns.HORIZON_DAYS,
            Columns.ENTRY_DATE)
        .agg(
            total(REVENUE, isWithin).as(REVENUE),
            total(ORDERS, isWithin).as(ORDERS),
            total(CAPPED, isWithin).as(CAPPED),
            total(REFUNDS, isWithin).as(REFUNDS),
            count_if(isWithin).as(PURCHASE_DAYS),
            total(REVENUE, isPast.and(isExisting)).as("pre_revenue"),
            total(ORDERS, isPast.and(isExisting)).as("pre_order_count"))
        .select(
            col(Columns.EXPERIMENT),
            col(Columns.ARM).as("cell"),
            when(isExisting, ExperimentMoments.EXISTING_CUSTOMERS)
                .otherwise(ExperimentMoments.NEW_CUSTOMERS)
                .as(Columns.METRIC_SET),
            col(Columns.HORIZON_DAYS),
            col(Columns.ENTRY_DATE),
            col(REVENUE),
            col(ORDERS),
            col(CAPPED),
            col(REFUNDS),
            when(col(PURCHASE_DAYS).geq(needed), 1L).otherwise(0L).as("is_repeat"),
            col("pre_revenue"),
            col("pre_order_count"),
            when(isExisting, 1L).otherwise(0L).as("has_pre"));
  }

  private static Column total(String what, Column counts) {
    return sum(when(counts, col(what)).otherwise(0L));
  }

  /** One row per known customer and day with orders: their totals. */
  private Dataset<Row> purchaseDays(Dataset<Row> orders) {
    Dataset<Row> known = orders.where(col(CUSTOMER_ID).isNotNull());
    return known
        .groupBy(CUSTOMER_ID, DAY)
        .agg(
            MomentRows.cents(sum(REVENUE)).as(REVENUE),
            count(lit(1)).as(ORDERS),
            MomentRows.cents(sum(least(col(REVENUE), lit(cap(known))))).as(CAPPED),
            MomentRows.cents(sum(REFUNDS)).as(REFUNDS));
  }

  /** Decided before the start, so that no arm has a part in it. */
  private BigDecimal cap(Dataset<Row> orders) {
    Row quantile =
        orders
            .where(col(DAY).lt(lit(Date.valueOf(settings.startsOn().orElseThrow()))))
            .agg(percentile(col(REVENUE), lit(winsorizeAt)))
            .head();
    return quantile.isNullAt(0)
        ? new BigDecimal("1e12")
        : BigDecimal.valueOf(quantile.getDouble(0)).setScale(4, RoundingMode.HALF_UP);
  }
}
