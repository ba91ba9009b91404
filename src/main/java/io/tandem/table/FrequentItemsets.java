package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;

/** One set of products that stands in enough baskets. */
public final class FrequentItemsets {
  public static final Table FREQUENT_ITEMSETS =
      Table.named(
              "frequent_itemsets",
              "One set of products that stands together in at least min-support of all baskets.")
          .column(
              Columns.PRODUCTS,
              Types.STRINGS,
              "The products, sorted; variants stand as their parent.")
          .column(Columns.PRODUCT_COUNT, IntegerType, "How many products the set has.")
          .atLeast(1)
          .column(Columns.ORDER_COUNT, LongType, "Baskets that hold the whole set.")
          .atLeast(1)
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers with the whole set in one basket; a guest order is a customer of its own.")
          .atLeast(1)
          .column(
              Columns.SUPPORT,
              DoubleType,
              "order_count / all baskets, single-product baskets included.")
          .within(0, 1)
          .key(Columns.PRODUCTS)
          .build();

  private FrequentItemsets() {}
}
