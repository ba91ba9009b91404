package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What orders were worth: the yardstick of cross-selling. */
public final class OrderMetrics {
  public static final Table ORDER_METRICS =
      Table.named("order_metrics", "One period, for all orders or for those of known customers.")
          .column(Columns.PERIOD, StringType, "day, week (from Monday), month, or all.")
          .oneOf("day", "week", "month", "all")
          .column(
              Columns.PERIOD_START,
              DateType,
              "First day of the period in the shop's time zone; of all: the first order's.")
          .column("customers", StringType, "all (guests included) or known (with a customer_id).")
          .oneOf("all", "known")
          .column(
              Columns.REVENUE,
              Types.MONEY,
              "Sum of quantity × unit_price over sold lines, gross of refunds.")
          .atLeast(0)
          .column(
              Columns.REFUNDS,
              Types.MONEY,
              "Part of the revenue that came back: returned lines and pieces, on the day of their order. Those of recent periods still grow.")
          .atLeast(0)
          .column(Columns.ORDER_COUNT, LongType, "Orders with at least one sold line.")
          .atLeast(1)
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers who ordered; each guest order counts as one.")
          .atLeast(1)
          .column(
              Columns.AVERAGE_ORDER_VALUE,
              DoubleType,
              "AOV: revenue / order_count, gross of refunds.")
          .atLeast(0)
          .nullable(
              "average_order_value_lower",
              DoubleType,
              "Lower end of AOV's 95 % interval: unit the customer, delta method on the log scale; null under two customers.")
          .atLeast(0)
          .nullable("average_order_value_upper", DoubleType, "Upper end of the same interval.")
          .atLeast(0)
          .column(
              "average_order_value_winsorized",
              DoubleType,
              "AOV with every order above order_value_cap counted at the cap, so that a few large orders do not carry it.")
          .atLeast(0)
          .nullable(
              "average_order_value_winsorized_lower",
              DoubleType,
              "Lower end of its 95 % interval, as AOV's; null under two customers.")
          .atLeast(0)
          .nullable(
              "average_order_value_winsorized_upper", DoubleType, "Upper end of the same interval.")
          .atLeast(0)
          .column(
              "order_value_cap",
              Types.MONEY,
              "The quantile report.winsorize-at (default 99 %) of the revenue of all orders: one for all periods.")
          .atLeast(0)
          .column(
              "is_rough",
              BooleanType,
              "Whether fewer than 500 orders stand behind the intervals, which makes them a rough guide.")
          .column("item_count", LongType, "Pieces sold, returned ones included.")
          .atLeast(1)
          .column("items_per_order", DoubleType, "item_count / order_count.")
          .atLeast(1)
          .column("price_per_item", DoubleType, "revenue / item_count.")
          .atLeast(0)
          .column("orders_per_customer", DoubleType, "order_count / customer_count.")
          .atLeast(1)
          .column(
              "multi_product_order_rate",
              DoubleType,
              "Share of orders with two or more distinct products, as ordered: variants count apart, and postage where it is a line.")
          .within(0, 1)
          .key(Columns.PERIOD, Columns.PERIOD_START, "customers")
          .build();

  private OrderMetrics() {}
}
