package io.tandem.recommendation;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;

import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Preferences: how strongly each customer's purchases speak for each product. One row per customer
 * and product: customer_id, product_id, weight. A purchase on the eve of the run date counts 1, one
 * a half-life earlier 0.5; a customer's purchases of one product on one day are one purchase, in
 * whatever quantity. Guests have no preferences, and a purchase of twenty half-lives ago is none
 * any more.
 */
public final class Preferences {
  public static final String WEIGHT = "weight";

  /** The preferences that these purchases show. */
  static Dataset<Row> from(Dataset<Row> purchases, LocalDate runDate, double halfLifeDays) {
    Column day = to_date(col(ORDERED_AT));
    Column decayed = Millionths.of(pow(lit(0.5), age("day", runDate).divide(halfLifeDays)));
    return purchases
        .where(col(CUSTOMER_ID).isNotNull())
        .select(col(CUSTOMER_ID), col(PRODUCT_ID), day.as("day"))
        .distinct()
        .groupBy(CUSTOMER_ID, PRODUCT_ID)
        .agg(sum(decayed).divide(Millionths.UNIT).as(WEIGHT))
        .where(col(WEIGHT).gt(0));
  }

  /** Days since then, to the eve of the run date. */
  static Column age(String day, LocalDate runDate) {
    return date_diff(lit(Date.valueOf(runDate)), col(day)).minus(1);
  }

  private Preferences() {}
}
