package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What orders were worth: the yardstick of cross-selling. */
public final class OrderMetrics {
  public static final Table ORDER_METRICS =
      Table.named("order_metrics", "One period, for all orders or for those of known customers.")
          .column(Columns.PERIOD, StringType, "day, week (from Monday), month, or all.")
          .column(
              Columns.PERIOD_START,
              DateType,
              "First day of the period in the shop's time zone; of all: the first order's.")
          .column("customers", StringType, "all (guests included) or known (with a customer_id).")
          .column(
              Columns.REVENUE,
              Types.MONEY,
              "Sum of quantity × unit_price over sold lines, gross of refunds.")
          .column(
              Columns.REFUNDS,
              Types.MONEY,
              "Part of the revenue that came back: returned lines and pieces.")
          .column(Columns.ORDER_COUNT, LongType, "Orders with at least one sold line.")
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers who ordered; each guest order counts as one.")
          .column(
              Columns.AVERAGE_ORDER_VALUE,
              DoubleType,
              "AOV: revenue / order_count, gross of refunds.")
          .nullable(
              "average_order_value_lower",
              DoubleType,
              "Lower end of AOV's 95 % interval: unit the customer, delta method on the log scale; null under two customers.")
          .nullable("average_order_value_upper", DoubleType, "Upper end of the same interval.")
          .column("items_per_order", DoubleType, "Pieces / orders.")
          .column("price_per_item", DoubleType, "revenue / pieces.")
          .column("orders_per_customer", DoubleType, "order_count / customer_count.")
          .column(
              "multi_product_order_rate",
              DoubleType,
              "Share of orders with two or more distinct products, as ordered: variants count apart, and postage where it is a line.")
          .key(Columns.PERIOD, Columns.PERIOD_START, "customers")
          .build();

  private OrderMetrics() {}
}
