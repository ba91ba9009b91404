package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What sells better than before, in the whole shop and in each of its parts. */
public final class TrendingProducts {
  public static final Table TRENDING_PRODUCTS =
      Table.named(
              "trending_products",
              "One product whose share of the scope's orders grew, at one rank; none where no growth is beyond chance.")
          .column(Columns.SCOPE, StringType, "global, category, country or taste_segment.")
          .oneOf(PopularProducts.GLOBAL, Columns.CATEGORY, Columns.COUNTRY, Columns.TASTE_SEGMENT)
          .column(
              Columns.SCOPE_VALUE,
              StringType,
              "Which category, country or taste segment; all for global.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1; by growth_lower.")
          .atLeast(1)
          .column(
              Columns.PRODUCT_ID,
              StringType,
              "The product; available; variants stand as their parent.")
          .nullable(
              Columns.GROWTH,
              DoubleType,
              "The product's share of the scope's orders in the last window_days days / its share in as many days before; null where it"
                  + " was not ordered before, such as a new product.")
          .above(0)
          .column(
              Columns.GROWTH_LOWER,
              DoubleType,
              "Lower end of growth's exact 95 % interval: few orders count for less; only > 1 is listed. A number also where growth is null.")
          .above(1)
          .column(
              Columns.ORDER_COUNT,
              LongType,
              "Orders with the product in the last window_days days.")
          .atLeast(1)
          .column(
              Columns.ORDER_COUNT_BEFORE,
              LongType,
              "Orders with the product in the window_days days before those.")
          .atLeast(0)
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers behind order_count; a guest order is a customer.")
          .atLeast(1)
          .column(Columns.WINDOW_DAYS, IntegerType, "Days of each window.")
          .atLeast(1)
          .column(
              Columns.IS_PERSONALIZED,
              BooleanType,
              "false: the same for every customer of the scope.")
          .column(Columns.REASON, StringType, "Why, in words.")
          .key(Columns.SCOPE, Columns.SCOPE_VALUE, Columns.RANK)
          .lists(
              List.of(Columns.SCOPE, Columns.SCOPE_VALUE), Columns.PRODUCT_ID, Columns.GROWTH_LOWER)
          .mayBeEmpty();

  private TrendingProducts() {}
}
