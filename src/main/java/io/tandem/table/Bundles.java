package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What could be sold as a set. */
public final class Bundles {
  public static final Table BUNDLES =
      Table.named(
              "bundles",
              "One set of three available products, each pair of which is bought together more often than chance explains.")
          .column(Columns.PRODUCTS, Types.STRINGS, "The three products, sorted.")
          .column(Columns.ORDER_COUNT, LongType, "Baskets that hold all three.")
          .atLeast(1)
          .column(Columns.CUSTOMER_COUNT, LongType, "Customers with all three in one basket.")
          .atLeast(1)
          .column(Columns.SUPPORT, DoubleType, "order_count / all baskets.")
          .within(0, 1)
          .column(
              Columns.ALL_CONFIDENCE,
              DoubleType,
              "order_count / baskets with the most frequent of the three: the least confidence in any direction.")
          .within(0, 1)
          .nullable(
              Columns.BUNDLE_PRICE,
              DoubleType,
              "Sum of the three prices, in the shop's currency; null where one is not known.")
          .nullable(
              Columns.PRICE_RATIO,
              DoubleType,
              "bundle_price / price of the dearest of the three: 1.3 means that the others cost 30 % of it.")
          .column(Columns.IS_PERSONALIZED, BooleanType, "false: the same for every customer.")
          .column(Columns.REASON, StringType, "The evidence in words.")
          .key(Columns.PRODUCTS)
          .references(Columns.PRODUCTS, "frequent_itemsets", Columns.PRODUCTS)
          .mayBeEmpty();

  private Bundles() {}
}
