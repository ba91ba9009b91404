package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.StringType;

/** What the model knows of each product, for whoever serves it. */
public final class AlsItemFactors {
  public static final Table ALS_ITEM_FACTORS =
      Table.named(
              "als_item_factors",
              "One product that a customer prefers; the settings that made the factors are in the run's manifest.")
          .column(Columns.PRODUCT_ID, StringType, "The product, available or not.")
          .column(
              Columns.FACTORS,
              Types.FLOATS,
              "Latent dimensions: their inner product with a customer's factors of the same run is the predicted preference.")
          .key(Columns.PRODUCT_ID)
          .mayBeEmpty();

  private AlsItemFactors() {}
}
