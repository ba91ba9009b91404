package io.tandem.retention;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Days on which known customers bought: several orders of a customer on one day are one purchase.
 * One row per customer and day: customer_id, day, value, product_count (of the order with most).
 */
final class PurchaseDays {
  static final String VALUE = "value";

  /**
   * The days of these orders.
   *
   * @param value the column of the orders that a purchase's value is summed from
   */
  static Dataset<Row> of(Dataset<Row> orders, String value) {
    return orders
        .where(col(CUSTOMER_ID).isNotNull())
        .groupBy(CUSTOMER_ID, DAY)
        .agg(sum(value).as(VALUE), max(PRODUCT_COUNT).as(PRODUCT_COUNT));
  }

  private PurchaseDays() {}
}
