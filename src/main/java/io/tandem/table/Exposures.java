package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

/**
 * One recommendation that was shown, or that an experiment kept from being shown. Without this
 * input an experiment cannot say who could have noticed it, and nothing can be compared without
 * one.
 */
public final class Exposures {
  public static final Table EXPOSURES =
      Table.named(
              "exposures",
              "One recommendation that was shown to somebody, or would have been; equal rows are exposures of their own.")
          .column(Columns.VISITOR_ID, StringType, "Who it was shown to, known or not.")
          .nullable(
              Columns.CUSTOMER_ID, StringType, "The customer; null: the visitor was not logged in.")
          .column(
              Columns.PLACEMENT,
              StringType,
              "Where it was shown: product_page, cart, checkout, home, e_mail, after_purchase, category or search.")
          .nullable(
              Columns.ANCHOR_PRODUCT_ID,
              StringType,
              "The product it was shown beside; null: beside none.")
          .nullable(Columns.SLOT, IntegerType, "Its position in the placement, from 1.")
          .nullable(
              Columns.PRODUCT_ID, StringType, "The product that was recommended; null: not said.")
          .nullable(Columns.SOURCE, StringType, "What it came from, such as als or rules.")
          .nullable(
              Columns.ARM,
              StringType,
              "The arm that the shop logged; null: it was not in the experiment. To be the arm of experiment_assignments.")
          .nullable(
              "propensity",
              DoubleType,
              "The probability with which the slot was filled so, 0..1; null: not by chance.")
          .nullable("plan_run_date", DateType, "Run date of the plan behind it.")
          .column(Columns.SHOWN_AT, TimestampType, "When it was shown, or would have been, UTC.")
          .nullable("clicked_at", TimestampType, "When it was clicked; null: it was not.")
          .nullable(Columns.ORDER_ID, StringType, "The order it led to; null: none.")
          .nullable(
              Columns.WOULD_SHOW,
              BooleanType,
              "true: the arm kept it from being shown; null counts as false.")
          .build();

  private Exposures() {}
}
