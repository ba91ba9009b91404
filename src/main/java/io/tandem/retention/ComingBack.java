package io.tandem.retention;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.PERIOD;
import static io.tandem.table.Columns.PERIOD_START;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.statistics.Wilson;
import io.tandem.table.RetentionMetrics;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Whether customers came back, by period of their first order: the rows of {@code
 * retention_metrics}. Several orders of a customer on one day count as one; guests cannot be seen
 * to come back and are left out.
 */
public final class ComingBack {
  private static final String FIRST_DAY = "first_day";
  private static final String NEXT_DAY = "next_day";
  private static final int LAPSE_DAYS = 90;
  private static final int RETENTION_WINDOW = 30;

  private final LocalDate firstDay;
  private final Horizon horizon;

  /**
   * @param firstDay of the first order
   * @param horizon how far the run sees, which decides who has matured
   */
  public ComingBack(LocalDate firstDay, Horizon horizon) {
    this.firstDay = firstDay;
    this.horizon = horizon;
  }

  /** The metrics of these orders, as {@link Orders#from} gives them. */
  public Dataset<Row> byPeriod(Dataset<Row> orders) {
    WindowSpec customer = Window.partitionBy(CUSTOMER_ID);
    Dataset<Row> days =
        orders
            .where(col(CUSTOMER_ID).isNotNull())
            .select(CUSTOMER_ID, DAY)
            .distinct()
            .withColumn(FIRST_DAY, min(DAY).over(customer))
            .withColumn(NEXT_DAY, lead(DAY, 1).over(customer.orderBy(DAY)));
    Periods periods = new Periods(firstDay);
    Dataset<Row> active =
        periods
            .of(days, DAY)
            .groupBy(PERIOD, PERIOD_START)
            .agg(
                count_distinct(when(col(PERIOD_START).gt(col(FIRST_DAY)), col(CUSTOMER_ID)))
                    .as("returning_customer_count"));
    Column lapseDay = date_add(col(DAY), LAPSE_DAYS);
    Column lapsed =
        lapseDay
            .lt(day(horizon.firstOpenDay()))
            .and(col(NEXT_DAY).isNull().or(col(NEXT_DAY).gt(lapseDay)));
    Dataset<Row> lapses =
        periods
            .of(days.where(lapsed).withColumn("lapse_day", lapseDay), "lapse_day")
            .groupBy(PERIOD, PERIOD_START)
            .agg(count_distinct(col(CUSTOMER_ID)).as("lapsed_customer_count"));
    String[] period = {PERIOD, PERIOD_START};
    return cohorts(periods, days)
        .join(active, period, "full_outer")
        .join(lapses, period, "full_outer")
        .na()
        .fill(0)
        .select(withRates())
        .transform(RetentionMetrics.RETENTION_METRICS::shape);
  }

  /** New customers by period of first order, with the counts of each window. */
  private Dataset<Row> cohorts(Periods periods, Dataset<Row> days) {
    List<Column> came = new ArrayList<>();
    List<Column> counts = new ArrayList<>();
    Column since = date_diff(col(DAY), col(FIRST_DAY));
    Column age = date_diff(lit(day(horizon.firstOpenDay())), col(FIRST_DAY)).minus(1);
    for (int window : RetentionMetrics.WINDOWS) {
      Column again = since.gt(0).and(since.leq(window));
      Column late = again.and(since.gt(window - RETENTION_WINDOW));
      came.add(max(when(again, 1).otherwise(0)).as("again_" + window));
      came.add(max(when(late, 1).otherwise(0)).as("late_" + window));
      Column matured = when(age.geq(window), 1).otherwise(0);
      counts.add(sum(matured).as("matured_customer_count_" + window));
      counts.add(
          sum(matured.multiply(col("again_" + window))).as("repeat_customer_count_" + window));
      counts.add(
          sum(matured.multiply(col("late_" + window))).as("retained_customer_count_" + window));
    }
    Dataset<Row> customers = days.groupBy(CUSTOMER_ID, FIRST_DAY).agg(came.get(0), rest(came));
    return periods
        .of(customers, FIRST_DAY)
        .groupBy(PERIOD, PERIOD_START)
        .agg(sum(lit(1)).as("new_customer_count"), counts.toArray(Column[]::new));
  }

  private static Column[] withRates() {
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    for (int window : RetentionMetrics.WINDOWS) {
      Column matured = col("matured_customer_count_" + window);
      columns.addAll(
          rate("repeat_purchase_rate_" + window, col("repeat_customer_count_" + window), matured));
      columns.addAll(
          rate("retention_rate_" + window, col("retained_customer_count_" + window), matured));
    }
    return columns.toArray(Column[]::new);
  }

  private static List<Column> rate(String name, Column successes, Column trials) {
    return List.of(
        Wilson.share(successes, trials).as(name),
        Wilson.lower(successes, trials).as(name + "_lower"),
        Wilson.upper(successes, trials).as(name + "_upper"));
  }

  private static Column[] rest(List<Column> columns) {
    return columns.subList(1, columns.size()).toArray(Column[]::new);
  }

  private static Date day(LocalDate day) {
    return Date.valueOf(day);
  }
}
