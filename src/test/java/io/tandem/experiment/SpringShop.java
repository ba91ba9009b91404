package io.tandem.experiment;

import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.Settings;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A shop that runs the experiment {@code spring} from 1 March 2026 on. Who is where follows from
 * the hash: on/on has cid and fay, on/off ann, eve and jan, off/on gus, off/off bob, dee, hal and
 * ivy.
 */
final class SpringShop {
  static final String ORDERS =
      "order_id string, customer_id string, day date, revenue decimal(18,4), refunds decimal(18,4),"
          + " items bigint, product_count bigint";

  static ExperimentSettings settings(String... more) {
    List<String> all = new ArrayList<>(List.of("name = spring", "starts-on = 2026-03-01"));
    all.addAll(Arrays.asList(more));
    return Settings.experiment(all.toArray(new String[0]));
  }

  static Dataset<Row> orders(SparkSession spark, Row... orders) {
    return rows(spark, ORDERS, orders);
  }

  static Row order(String id, String customer, String day, String revenue, String refunds) {
    return row(
        id,
        customer,
        Date.valueOf(day),
        new BigDecimal(revenue).setScale(4),
        new BigDecimal(refunds).setScale(4),
        1L,
        1L);
  }

  static Row order(String id, String customer, String day, String revenue) {
    return order(id, customer, day, revenue, "0");
  }

  /** Customers by when their account was opened; null: not known. */
  static Dataset<Row> customers(SparkSession spark, Row... customers) {
    return rows(spark, "customer_id string, registered_at timestamp", customers);
  }

  static Row customer(String id, String registered) {
    return row(id, registered == null ? null : at(registered));
  }

  static Dataset<Row> events(SparkSession spark, Row... events) {
    return rows(spark, "customer_id string, occurred_at timestamp", events);
  }

  static Dataset<Row> exposures(SparkSession spark, Row... exposures) {
    return rows(
        spark,
        "customer_id string, placement string, source string, arm string, shown_at timestamp,"
            + " would_show boolean",
        exposures);
  }

  private SpringShop() {}
}
