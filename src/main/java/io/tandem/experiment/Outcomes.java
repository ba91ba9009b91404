package io.tandem.experiment;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ENROLLED_ON;
import static io.tandem.table.Columns.REFUNDS;
import static io.tandem.table.Columns.REVENUE;
import static io.tandem.table.Columns.STRATUM;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.retention.Horizon;
import io.tandem.table.Columns;
import io.tandem.table.ExperimentAssignments;
import io.tandem.table.ExperimentMoments;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of each enrolled customer within each horizon that is complete: whole totals, and
 * those of the time before. One row per customer and horizon: experiment, cell, metric_set,
 * horizon_days, entry_date, and the {@link ExperimentMoments#VARIABLES}.
 */
final class Outcomes {
  /** The day of enrolment, and so many more. */
  static final List<Integer> HORIZONS = List.of(0, 7, 30, 90, 365);

  private static final String CAPPED = "capped_revenue";
  private static final String ORDERS = "order_count";
  private static final String PURCHASE_DAYS = "purchase_days";
  private static final String SINCE = "since";
  private static final String HORIZON = "horizon";
  private static final List<String> TOTALS =
      List.of(REVENUE, ORDERS, CAPPED, REFUNDS, PURCHASE_DAYS);

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
    Dataset<Row> perCustomer = totals(assignments, purchaseDays(orders));
    List<Column> horizons = new ArrayList<>();
    for (int days : HORIZONS) {
      List<Column> fields = new ArrayList<>(List.of(lit(days).as(Columns.HORIZON_DAYS)));
      TOTALS.forEach(total -> fields.add(zeroIfNone(total + days).as(total)));
      horizons.add(struct(fields.toArray(Column[]::new)));
    }
    Column isExisting = col(STRATUM).equalTo(ExperimentAssignments.EXISTING);
    Column entry = date_add(col(ENROLLED_ON), col(Columns.HORIZON_DAYS));
    Column needed = when(isExisting, 1).otherwise(2);
    return perCustomer
        .withColumn(HORIZON, explode(array(horizons.toArray(Column[]::new))))
        .select(col("*"), col(HORIZON + ".*"))
        .withColumn(Columns.ENTRY_DATE, entry)
        .where(col(Columns.ENTRY_DATE).lt(lit(Date.valueOf(horizon.firstOpenDay()))))
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
            when(col(PURCHASE_DAYS).geq(needed), 1).otherwise(0).as("is_repeat"),
            when(isExisting, zeroIfNone("pre_revenue")).otherwise(0).as("pre_revenue"),
            when(isExisting, zeroIfNone("pre_order_count")).otherwise(0).as("pre_order_count"),
            when(isExisting, 1).otherwise(0).as("has_pre"));
  }

  /** One row per known customer and day with orders: their totals. */
  private Dataset<Row> purchaseDays(Dataset<Row> orders) {
    Dataset<Row> known = orders.where(col(CUSTOMER_ID).isNotNull());
    return known
        .groupBy(CUSTOMER_ID, DAY)
        .agg(
            sum(REVENUE).as(REVENUE),
            count(lit(1)).as(ORDERS),
            sum(least(col(REVENUE), lit(cap(known)))).as(CAPPED),
            sum(REFUNDS).as(REFUNDS));
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

  /**
   * One row per enrolled customer: the totals of each horizon, by name and days, and of the past.
   */
  private Dataset<Row> totals(Dataset<Row> assignments, Dataset<Row> purchaseDays) {
    List<Column> sums = new ArrayList<>();
    Column isPast = col(SINCE).lt(0).and(col(SINCE).geq(-settings.prePeriodDays()));
    sums.add(sum(when(isPast, col(REVENUE))).as("pre_revenue"));
    sums.add(sum(when(isPast, col(ORDERS))).as("pre_order_count"));
    for (int days : HORIZONS) {
      Column isWithin = col(SINCE).geq(0).and(col(SINCE).leq(days));
      for (String total : TOTALS) {
        Column what = total.equals(PURCHASE_DAYS) ? lit(1) : col(total);
        sums.add(sum(when(isWithin, what)).as(total + days));
      }
    }
    Dataset<Row> enrolled =
        assignments.select(
            col(Columns.EXPERIMENT),
            col(CUSTOMER_ID),
            col(Columns.ARM),
            col(STRATUM),
            col(ENROLLED_ON));
    Column[] customer = {
      col(Columns.EXPERIMENT), col(CUSTOMER_ID), col(Columns.ARM), col(STRATUM), col(ENROLLED_ON)
    };
    return enrolled
        .join(purchaseDays, new String[] {CUSTOMER_ID}, "left")
        .withColumn(SINCE, date_diff(col(DAY), col(ENROLLED_ON)))
        .groupBy(customer)
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static Column zeroIfNone(String total) {
    return coalesce(col(total), lit(0));
  }
}
