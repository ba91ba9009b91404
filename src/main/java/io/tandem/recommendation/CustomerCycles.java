package io.tandem.recommendation;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.LAST_ORDERED_AT;
import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.zip_with;

import io.tandem.table.Midnight;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How often a customer buys a product: the days from each purchase to the next. One row per
 * customer and product. Purchases of one day are one purchase; guests cannot be recognized and have
 * none.
 */
final class CustomerCycles {
  static final String FIRST_DAY = "first_day";

  /** The day of the second purchase; null after a single one. */
  static final String SECOND_DAY = "second_day";

  static final String LAST_DAY = "last_day";

  /** How many intervals lie between purchases: one less than purchases. */
  static final String INTERVALS = "intervals";

  /** Natural logarithms of the intervals in days, added up, in millionths. */
  static final String LOG_SUM = "log_sum";

  /** Squared distances of the logarithms from their mean, added up, in millionths. */
  static final String LOG_SQUARES = "log_squares";

  private static final String DAYS = "days";
  private static final String LOGS = "logs";

  /**
   * customer_id, product_id, last_ordered_at, and the columns above.
   *
   * @param purchases customer_id, product_id, ordered_at
   * @param runDate purchases from this day on are not read
   */
  static Dataset<Row> from(Dataset<Row> purchases, LocalDate runDate) {
    Column beforeRun = col(ORDERED_AT).lt(Midnight.of(runDate));
    return purchases
        .where(col(CUSTOMER_ID).isNotNull().and(beforeRun))
        .groupBy(CUSTOMER_ID, PRODUCT_ID)
        .agg(
            array_sort(collect_set(to_date(col(ORDERED_AT)))).as(DAYS),
            max(ORDERED_AT).as(LAST_ORDERED_AT))
        .withColumn(LOGS, logs())
        .withColumn(LOG_SUM, aggregate(col(LOGS), lit(0L), Column::plus))
        .select(
            col(CUSTOMER_ID),
            col(PRODUCT_ID),
            col(LAST_ORDERED_AT),
            get(col(DAYS), lit(0)).as(FIRST_DAY),
            get(col(DAYS), lit(1)).as(SECOND_DAY),
            element_at(col(DAYS), -1).as(LAST_DAY),
            size(col(LOGS)).cast("long").as(INTERVALS),
            col(LOG_SUM),
            squares().as(LOG_SQUARES));
  }

  /** The logarithms of the intervals, in the order of the days, in millionths. */
  private static Column logs() {
    Column followed = size(col(DAYS)).minus(1);
    Column intervals =
        zip_with(
            slice(col(DAYS), lit(2), followed),
            slice(col(DAYS), lit(1), followed),
            functions::date_diff);
    return transform(intervals, days -> Millionths.of(log(days)));
  }

  private static Column squares() {
    Column mean = col(LOG_SUM).divide(size(col(LOGS)));
    return Millionths.of(
        aggregate(
            col(LOGS),
            lit(0.0),
            (sum, log) ->
                sum.plus(log.minus(mean).multiply(log.minus(mean)).divide(Millionths.SQUARED))));
  }

  private CustomerCycles() {}
}
