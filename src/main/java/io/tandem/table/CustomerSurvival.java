package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** How long customers take to their second order, those included who have not ordered again yet. */
public final class CustomerSurvival {
  public static final Table CUSTOMER_SURVIVAL =
      Table.named(
              "customer_survival",
              "One group of customers on one day after the first order; guests are outside.")
          .column(
              Columns.CUSTOMER_GROUP,
              StringType,
              "all, or grouping=value: who the customers are, by what was known at the first order.")
          .column("day", IntegerType, "Days since the first order, from 1.")
          .atLeast(1)
          .column(
              Columns.GROUPING,
              StringType,
              "all, first_order_products (several where an order of the first day holds two or more), first_order_quarter or country: what sets the groups apart.")
          .oneOf("all", "first_order_products", "first_order_quarter", Columns.COUNTRY)
          .column(
              "at_risk",
              LongType,
              "Customers of the group who had not ordered again before that day and were still seen on it.")
          .atLeast(1)
          .column(
              "repeat_customer_count",
              LongType,
              "Those of them whose second order was placed on that day.")
          .atLeast(0)
          .column(
              "repeat_purchase_probability",
              DoubleType,
              "Kaplan-Meier estimate: the probability to have ordered again within that many days.")
          .within(0, 1)
          .nullable(
              "repeat_purchase_probability_lower",
              DoubleType,
              "Lower end of its 95 % interval (Greenwood, log-log scale); null where nobody or everybody has ordered again.")
          .within(0, 1)
          .nullable(
              "repeat_purchase_probability_upper", DoubleType, "Upper end of the same interval.")
          .within(0, 1)
          .key(Columns.CUSTOMER_GROUP, "day")
          .mayBeEmpty();

  private CustomerSurvival() {}
}
