package io.tandem.retention;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.retention.PurchaseDays.VALUE;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.FREQUENCY;
import static io.tandem.table.Columns.MONETARY_VALUE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.Types;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the models of lifetime value know of each customer, up to the last day read and up to the
 * hold-out. One row per known customer: customer_id; frequency, recency_days, age_days,
 * monetary_value (mean of repeat purchases, null without one); earlier_frequency (−1 for customers
 * of the hold-out), earlier_recency_days, earlier_age_days, later_purchases (within the hold-out).
 */
final class PurchaseHistories {
  static final String RECENCY = "recency_days";
  static final String AGE = "age_days";
  static final String EARLIER_FREQUENCY = "earlier_frequency";
  static final String EARLIER_RECENCY = "earlier_recency_days";
  static final String EARLIER_AGE = "earlier_age_days";
  static final String LATER_PURCHASES = "later_purchases";

  /**
   * The histories behind these days.
   *
   * @param purchaseDays as {@link PurchaseDays#of} gives them
   * @param lastDay that was read
   * @param holdOutStart first day of the hold-out
   */
  static Dataset<Row> of(Dataset<Row> purchaseDays, LocalDate lastDay, LocalDate holdOutStart) {
    Column isEarlier = col(DAY).lt(lit(Date.valueOf(holdOutStart)));
    Column end = lit(Date.valueOf(lastDay));
    Column earlierEnd = lit(Date.valueOf(holdOutStart.minusDays(1)));
    Column isRepeater = col("days").gt(1);
    // Exact decimals: a mean of doubles would depend on the order of the rows.
    Column mean =
        col("total").minus(col("first_value")).divide(col("days").minus(1)).cast(Types.MONEY);
    return purchaseDays
        .groupBy(CUSTOMER_ID)
        .agg(
            min(DAY).as("first"),
            max(DAY).as("last"),
            count(lit(1)).as("days"),
            sum(VALUE).as("total"),
            min_by(col(VALUE), col(DAY)).as("first_value"),
            count_if(isEarlier).as("earlier_days"),
            max(when(isEarlier, col(DAY))).as("earlier_last"))
        .select(
            col(CUSTOMER_ID),
            col("days").minus(1).cast("int").as(FREQUENCY),
            date_diff(col("last"), col("first")).as(RECENCY),
            date_diff(end, col("first")).as(AGE),
            when(isRepeater, mean).as(MONETARY_VALUE),
            col("earlier_days").minus(1).cast("int").as(EARLIER_FREQUENCY),
            date_diff(col("earlier_last"), col("first")).as(EARLIER_RECENCY),
            date_diff(earlierEnd, col("first")).as(EARLIER_AGE),
            col("days").minus(col("earlier_days")).cast("int").as(LATER_PURCHASES));
  }

  private PurchaseHistories() {}
}
