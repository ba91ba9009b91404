package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What each customer is expected to buy and to be worth from the run date on. */
public final class CustomerValue {
  public static final Table CUSTOMER_VALUE =
      Table.named(
              "customer_value",
              "One known customer with an order: a projection by BG/NBD and Gamma-Gamma.")
          .column(Columns.CUSTOMER_ID, StringType, "The customer.")
          .column(
              Columns.FREQUENCY,
              IntegerType,
              "Repeat purchases: days with an order, less the first. Several orders of a day are one.")
          .atLeast(0)
          .column("recency_days", IntegerType, "Days from the first purchase to the last.")
          .atLeast(0)
          .column("age_days", IntegerType, "Days from the first purchase to the last day read.")
          .atLeast(0)
          .nullable(
              Columns.MONETARY_VALUE,
              DoubleType,
              "Mean value of a repeat purchase, on the basis named below; null without one.")
          .column(
              "p_alive",
              DoubleType,
              "Probability that the customer has not left for good (BG/NBD); 1 without a repeat purchase.")
          .within(0, 1)
          .column(
              "expected_purchases_90",
              DoubleType,
              "Purchases to be expected in the 90 days from the run date on.")
          .atLeast(0)
          .column(
              "expected_purchases_365",
              DoubleType,
              "Purchases to be expected in the 365 days from the run date on.")
          .atLeast(0)
          .nullable(
              "expected_order_value",
              DoubleType,
              "Expected value of a purchase (Gamma-Gamma, on repeat customers whose purchases brought something); null where that model could not be fitted.")
          .atLeast(0)
          .nullable(
              "lifetime_value",
              DoubleType,
              "Expected purchases within the horizon times expected_order_value, discounted to the run date; null where that is.")
          .atLeast(0)
          .column(
              "basis",
              StringType,
              "revenue (gross of refunds), or margin (less refunds and costs).")
          .oneOf(Columns.REVENUE, Columns.MARGIN)
          .column(
              "horizon_days", IntegerType, "Days from the run date on that lifetime_value covers.")
          .atLeast(1)
          .column("discount_rate", DoubleType, "By which money of a year later counts less.")
          .atLeast(0)
          .key(Columns.CUSTOMER_ID)
          .mayBeEmpty();

  private CustomerValue() {}
}
