package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What is small enough to be taken along at the checkout. */
public final class CheckoutAddOns {
  public static final Table CHECKOUT_ADD_ONS =
      Table.named("checkout_add_ons", "One small product shown at the checkout, at one rank.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
          .atLeast(1)
          .column(Columns.PRODUCT_ID, StringType, "The product; available.")
          .column(Columns.ATTACH_RATE, DoubleType, "Share of multi-product orders that hold it.")
          .within(0, 1)
          .column(Columns.UNIT_PRICE, DoubleType, "Price of one piece, in the shop's currency.")
          .column(
              Columns.ANCHOR_COUNT,
              LongType,
              "Products that it is bought together with more often than chance explains.")
          .atLeast(0)
          .column(Columns.IS_PERSONALIZED, BooleanType, "false: the same for every customer.")
          .column(Columns.REASON, StringType, "The evidence in words.")
          .key(Columns.RANK)
          .mayBeEmpty();

  private CheckoutAddOns() {}
}
