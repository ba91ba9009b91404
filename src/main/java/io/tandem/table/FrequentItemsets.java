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
          .column(Columns.ORDER_COUNT, LongType, "Baskets that hold the whole set.")
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers with the whole set in one basket; a guest order is a customer of its own.")
          .column(
              Columns.SUPPORT,
              DoubleType,
              "order_count / all baskets, single-product baskets included.")
          .key(Columns.PRODUCTS)
          .build();

  private FrequentItemsets() {}
}
