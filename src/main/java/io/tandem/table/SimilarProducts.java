package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** Products that the same customers like, or look at in one visit. */
public final class SimilarProducts {
  public static final Table SIMILAR_PRODUCTS =
      Table.named(
              "similar_products",
              "One product that is like another, by who buys them and who looks at both, at one rank.")
          .column(Columns.PRODUCT_ID, StringType, "The product.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
          .atLeast(1)
          .column(Columns.SIMILAR_PRODUCT_ID, StringType, "The similar product; available.")
          .column(
              Columns.SIMILARITY,
              DoubleType,
              "What ranks, 0 to 1: the mean of 1 / rank by factor_similarity and 1 / rank by view_similarity, what is null counting 0. Compare within one product only.")
          .within(0, 1)
          .nullable(
              Columns.FACTOR_SIMILARITY,
              DoubleType,
              "Cosine of the two products' factors, > 0; null where the product is not among the nearest by factors.")
          .above(0)
          .nullable(
              Columns.VIEW_SIMILARITY,
              DoubleType,
              "Cosine of the two products' visits, shrunk: n / √(visits with one · visits with the other) · n / (n + 10), with n visits that viewed both; null where none"
                  + " did or the shop has no events.")
          .within(0, 1)
          .nullable(
              Columns.VIEWED_TOGETHER_COUNT,
              LongType,
              "Visits that viewed both: sessions, or a visitor's days where none is named; null as above.")
          .atLeast(1)
          .column(Columns.IS_PERSONALIZED, BooleanType, "false: the same for every customer.")
          .column(Columns.REASON, StringType, "Why, in words.")
          .key(Columns.PRODUCT_ID, Columns.RANK)
          .lists(List.of(Columns.PRODUCT_ID), Columns.SIMILAR_PRODUCT_ID, Columns.SIMILARITY)
          .mayBeEmpty();

  private SimilarProducts() {}
}
