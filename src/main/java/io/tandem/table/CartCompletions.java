package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What a cart shows that holds two or three products. */
public final class CartCompletions {
  public static final Table CART_COMPLETIONS =
      Table.named(
              "cart_completions",
              "One product shown to a cart of two or three products, at one rank.")
          .column(Columns.ANTECEDENT, Types.STRINGS, "The two or three products, sorted.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
          .atLeast(1)
          .column(
              Columns.ANTECEDENT_KEY,
              StringType,
              "The antecedent as JSON, for joins in engines without arrays.")
          .column(Columns.RECOMMENDED_PRODUCT_ID, StringType, "The product shown; available.")
          .column(
              Columns.CONFIDENCE,
              DoubleType,
              "Share of baskets with all products of the cart that hold this one too.")
          .within(0, 1)
          .column(
              Columns.CONFIDENCE_LOWER, DoubleType, "95 % interval of confidence (Wilson), lower.")
          .within(0, 1)
          .column(
              Columns.LIFT, DoubleType, "Times as often together as if the two were independent.")
          .above(0)
          .column(Columns.ORDER_COUNT, LongType, "Baskets that hold all of them.")
          .atLeast(1)
          .column(Columns.IS_PERSONALIZED, BooleanType, "false: the same for every customer.")
          .column(Columns.REASON, StringType, "The evidence in words.")
          .key(Columns.ANTECEDENT, Columns.RANK)
          .references(
              List.of(Columns.ANTECEDENT, Columns.RECOMMENDED_PRODUCT_ID),
              "association_rules",
              List.of(Columns.ANTECEDENT, Columns.CONSEQUENT))
          .lists(
              List.of(Columns.ANTECEDENT), Columns.RECOMMENDED_PRODUCT_ID, Columns.CONFIDENCE_LOWER)
          .mayBeEmpty();

  private CartCompletions() {}
}
