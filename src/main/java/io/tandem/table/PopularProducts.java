package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What many customers bought lately, in the whole shop and in each of its parts. */
public final class PopularProducts {
  /** The whole shop; its scope value is {@code all}. */
  public static final String GLOBAL = "global";

  public static final Table POPULAR_PRODUCTS =
      Table.named("popular_products", "One popular product of one scope, at one rank.")
          .column(Columns.SCOPE, StringType, "global, category, country or taste_segment.")
          .oneOf(GLOBAL, Columns.CATEGORY, Columns.COUNTRY, Columns.TASTE_SEGMENT)
          .column(
              Columns.SCOPE_VALUE,
              StringType,
              "Which category, country or taste segment; all for global.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1; by score_lower.")
          .atLeast(1)
          .column(
              Columns.PRODUCT_ID,
              StringType,
              "The product; available; variants stand as their parent.")
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers who bought it in the window; a guest order is a customer.")
          .atLeast(1)
          .column(
              Columns.SCORE,
              DoubleType,
              "customer_count / all customers of the scope who ordered in the window.")
          .within(0, 1)
          .column(
              Columns.SCORE_LOWER,
              DoubleType,
              "Lower end of the score's 95 % Wilson interval: few purchases count for less.")
          .within(0, 1)
          .column(Columns.WINDOW_DAYS, IntegerType, "Days before the run date that count.")
          .atLeast(1)
          .column(
              Columns.IS_PERSONALIZED,
              BooleanType,
              "false: the same for every customer of the scope.")
          .column(Columns.REASON, StringType, "Why, in words.")
          .key(Columns.SCOPE, Columns.SCOPE_VALUE, Columns.RANK)
          .lists(
              List.of(Columns.SCOPE, Columns.SCOPE_VALUE), Columns.PRODUCT_ID, Columns.SCORE_LOWER)
          .build();

  private PopularProducts() {}
}
