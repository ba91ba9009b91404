package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** Where a change in revenue lies: the identity in which both families of metrics meet. */
public final class RevenueTree {
  public static final Table REVENUE_TREE =
      Table.named(
              "revenue_tree",
              "One factor's contribution to the change in revenue, less refunds, from the period before.")
          .column(Columns.PERIOD, StringType, "day, week (from Monday) or month.")
          .oneOf("day", "week", "month")
          .column(
              Columns.PERIOD_START,
              DateType,
              "First day of the later period in the shop's time zone; it is compared with the period before it.")
          .column(
              "factor",
              StringType,
              "customers, orders_per_customer, items_per_order, price_per_item (their product is the revenue of known customers), guests (revenue of orders without a customer_id) or refunds (on the day of their order: those of the later period still grow).")
          .oneOf(
              "customers",
              "orders_per_customer",
              "items_per_order",
              "price_per_item",
              "guests",
              "refunds")
          .column(
              "contribution",
              Types.MONEY,
              "What the factor's change contributes, in whole cents: log-mean split, the last cent by largest remainder. The six of a period add up exactly to change.")
          .nullable(
              "value_before",
              DoubleType,
              "The factor in the period before: a count, a ratio or money; null where it has no value without orders.")
          .atLeast(0)
          .nullable("value_after", DoubleType, "The factor in the period.")
          .atLeast(0)
          .column(
              "revenue_before",
              Types.MONEY,
              "Revenue less refunds in the period before, all customers.")
          .atLeast(0)
          .column(
              "revenue_after", Types.MONEY, "Revenue less refunds in the period, all customers.")
          .atLeast(0)
          .column("change", Types.MONEY, "revenue_after - revenue_before, rounded to cents.")
          .column(
              "is_complete",
              BooleanType,
              "Whether both periods were read from their first to their last day.")
          .key(Columns.PERIOD, Columns.PERIOD_START, "factor")
          .mayBeEmpty();

  private RevenueTree() {}
}
