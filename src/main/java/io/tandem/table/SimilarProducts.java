package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** Products that the same customers like. */
public final class SimilarProducts {
  public static final Table SIMILAR_PRODUCTS =
      Table.named(
              "similar_products", "One product that suits the customers of another, at one rank.")
          .column(Columns.PRODUCT_ID, StringType, "The product.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
          .column(Columns.SIMILAR_PRODUCT_ID, StringType, "The similar product; available.")
          .column(
              Columns.SIMILARITY,
              DoubleType,
              "Cosine of the two products' factors, −1 to 1; only > 0 is listed.")
          .column(Columns.IS_PERSONALIZED, BooleanType, "false: the same for every customer.")
          .column(Columns.REASON, StringType, "Why, in words.")
          .key(Columns.PRODUCT_ID, Columns.RANK)
          .mayBeEmpty();

  private SimilarProducts() {}
}
