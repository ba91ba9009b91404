package io.tandem.recommendation;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds factors of users and items whose inner products predict the preferences. */
@FunctionalInterface
public interface Factorization {
  /** The columns of preferences and factors. */
  String USER = "user";

  String ITEM = "item";
  String WEIGHT = "weight";
  String FACTORS = "factors";

  /**
   * Factorizes implicit preferences.
   *
   * @param preferences user (int), item (int), weight (float, &gt; 0): each pair once; materialized
   *     by the caller
   */
  Factors factorize(Dataset<Row> preferences, AlsSettings settings);

  /**
   * What was found.
   *
   * @param users user, factors (array of float)
   * @param items item, factors (array of float)
   */
  record Factors(Dataset<Row> users, Dataset<Row> items) {}
}
