package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.StringType;

/** What the model knows of each customer, for whoever serves it. */
public final class AlsUserFactors {
  public static final Table ALS_USER_FACTORS =
      Table.named(
              "als_user_factors",
              "One customer with a preference; the settings that made the factors are in the run's manifest.")
          .column(Columns.CUSTOMER_ID, StringType, "The customer.")
          .column(
              Columns.FACTORS,
              Types.FLOATS,
              "Latent dimensions: their inner product with a product's factors of the same run is the predicted preference. They"
                  + " mean nothing one by one, nor beside another run's.")
          .key(Columns.CUSTOMER_ID)
          .mayBeEmpty();

  private AlsUserFactors() {}
}
