package io.tandem.retention;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.table.Columns.AVERAGE_ORDER_VALUE;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.REVENUE;
import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_ym_interval;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trunc;

import io.tandem.table.CohortRetention;
import java.sql.Date;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * How cohorts behave month by month: the rows of {@code cohort_retention}, one for every month from
 * the cohort's own to the one of the last day read, months without orders included.
 */
public final class Cohorts {
  private static final String COHORT_MONTH = "cohort_month";
  private static final String COHORT_SIZE = "cohort_size";
  private static final String MONTHS_SINCE = "months_since";
  private static final String MONTH = "month";
  private static final String ACTIVE = "active_customers";

  /**
   * The cohorts of these orders.
   *
   * @param orders as {@link Orders#from} gives them
   * @param horizon how far the run sees
   */
  public static Dataset<Row> monthByMonth(Dataset<Row> orders, Horizon horizon) {
    Dataset<Row> known =
        orders
            .where(col(CUSTOMER_ID).isNotNull())
            .withColumn(MONTH, trunc(col(DAY), "month"))
            .withColumn(COHORT_MONTH, min(MONTH).over(Window.partitionBy(CUSTOMER_ID)));
    Dataset<Row> active =
        known
            .groupBy(COHORT_MONTH, MONTH)
            .agg(
                count_distinct(col(CUSTOMER_ID)).as(ACTIVE),
                count(lit(1)).as(ORDER_COUNT),
                sum(REVENUE).as(REVENUE));
    Column lastMonth = lit(Date.valueOf(horizon.lastDay().withDayOfMonth(1)));
    Column monthsSince = months_between(col(MONTH), col(COHORT_MONTH)).cast("int");
    Dataset<Row> grid =
        known
            .groupBy(COHORT_MONTH)
            .agg(count_distinct(col(CUSTOMER_ID)).as(COHORT_SIZE))
            .withColumn(
                MONTH,
                explode(
                    sequence(
                        to_date(col(COHORT_MONTH)), lastMonth, make_ym_interval(lit(0), lit(1)))));
    return grid.join(active, new String[] {COHORT_MONTH, MONTH}, "left")
        .withColumn(MONTHS_SINCE, monthsSince)
        .withColumn(ACTIVE, coalesce(col(ACTIVE), lit(0L)))
        .withColumn("retention_rate", col(ACTIVE).cast("double").divide(col(COHORT_SIZE)))
        .withColumn(
            "is_complete", add_months(col(MONTH), 1).leq(lit(Date.valueOf(horizon.firstOpenDay()))))
        .withColumn(AVERAGE_ORDER_VALUE, col(REVENUE).cast("double").divide(col(ORDER_COUNT)))
        .withColumn(REVENUE, coalesce(col(REVENUE), lit(0)))
        .transform(CohortRetention.COHORT_RETENTION::shape);
  }

  private Cohorts() {}
}
