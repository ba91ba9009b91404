package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;

/** What each customer is due to buy again. */
public final class BuyAgain {
  public static final Table BUY_AGAIN =
      Table.named(
              "buy_again",
              "One product that one customer has bought and may buy again soon, at one rank.")
          .column(
              Columns.CUSTOMER_ID, StringType, "The customer; none who opted out, and no guest.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1; by due_probability.")
          .atLeast(1)
          .column(
              Columns.PRODUCT_ID,
              StringType,
              "The product; available; variants stand as their parent.")
          .column(Columns.LAST_ORDERED_AT, TimestampType, "When the customer last ordered it, UTC.")
          .column(
              Columns.MEDIAN_INTERVAL_DAYS,
              DoubleType,
              "Days from one purchase to the next, half of the times: of the customer's own intervals, shrunk to the product's.")
          .above(0)
          .column(
              Columns.DUE_ON,
              DateType,
              "The day of the last purchase + median_interval_days; before the run date: overdue.")
          .column(
              Columns.DUE_PROBABILITY,
              DoubleType,
              "Probability that the customer buys it again within horizon-days days from the run date on, given the silence so far:"
                  + " that the customer buys it again at all × that this falls into those days.")
          .within(0, 1)
          .column(
              Columns.ORDER_COUNT,
              LongType,
              "Purchases of it by the customer so far; those of one day are one.")
          .atLeast(1)
          .column(
              Columns.IS_PERSONALIZED, BooleanType, "true: it rests on this customer's own orders.")
          .column(Columns.REASON, StringType, "Why, in words.")
          .key(Columns.CUSTOMER_ID, Columns.RANK)
          .lists(List.of(Columns.CUSTOMER_ID), Columns.PRODUCT_ID, Columns.DUE_PROBABILITY)
          .mayBeEmpty();

  private BuyAgain() {}
}
