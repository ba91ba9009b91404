package io.tandem.retention;

import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import java.math.BigDecimal;
import java.sql.Date;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Orders as {@link Orders#from} gives them, for shops that can be checked by hand. */
final class SmallShop {
  private static final String ORDERS =
      "order_id string, customer_id string, day date, revenue decimal(18,4), refunds decimal(18,4),"
          + " items bigint, product_count bigint";

  static Dataset<Row> orders(SparkSession spark, Row... orders) {
    return rows(spark, ORDERS, orders);
  }

  /** An order of one product. */
  static Row order(String id, String customer, String day, String revenue, String refunds) {
    return order(id, customer, day, revenue, refunds, 1);
  }

  static Row order(
      String id, String customer, String day, String revenue, String refunds, long products) {
    return row(
        id,
        customer,
        Date.valueOf(day),
        new BigDecimal(revenue).setScale(4),
        new BigDecimal(refunds).setScale(4),
        products,
        products);
  }

  private SmallShop() {}
}
