package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** Whether the matched customers were alike before. */
public final class MatchedBalance {
  public static final Table MATCHED_BALANCE =
      Table.named(
              "matched_balance", "One covariate of a matched comparison, measured before exposure.")
          .column("lever", StringType, "cross_selling or personalization.")
          .oneOf(ExperimentEffects.CROSS_SELLING, ExperimentEffects.PERSONALIZATION)
          .column(
              "covariate",
              StringType,
              "orders and revenue (of the 180 days before window_start), days_since_last_order, days_since_first_order (at window_start).")
          .oneOf("orders", "revenue", "days_since_last_order", "days_since_first_order")
          .nullable("exposed_mean", DoubleType, "Mean of the exposed customers who have a match.")
          .atLeast(0)
          .nullable("unexposed_mean", DoubleType, "Mean of the others, weighted to the exposed.")
          .atLeast(0)
          .nullable(
              "difference_before",
              DoubleType,
              "Standardized difference of means of all exposed and all unexposed customers: in standard deviations of all exposed; null: they do not vary and yet differ.")
          .nullable(
              "difference_after", DoubleType, "The same after matching, of those who have a match.")
          .key("lever", "covariate")
          .references("lever", "matched_comparisons", "lever")
          .mayBeEmpty();

  private MatchedBalance() {}
}
