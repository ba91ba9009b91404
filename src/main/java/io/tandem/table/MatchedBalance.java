package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** Whether the matched customers were alike before. */
public final class MatchedBalance {
  public static final Table MATCHED_BALANCE =
      Table.named(
              "matched_balance", "One covariate of a matched comparison, measured before exposure.")
          .column("lever", StringType, "cross_selling or personalization.")
          .column(
              "covariate",
              StringType,
              "orders, revenue, days_since_last_order, days_since_first_order: all before the window.")
          .nullable("exposed_mean", DoubleType, "Mean of the exposed customers who have a match.")
          .nullable("unexposed_mean", DoubleType, "Mean of the others, weighted to the exposed.")
          .nullable(
              "difference_before",
              DoubleType,
              "Standardized difference of means of all exposed and all unexposed customers: in standard deviations of the exposed.")
          .nullable("difference_after", DoubleType, "The same after matching.")
          .key("lever", "covariate")
          .mayBeEmpty();

  private MatchedBalance() {}
}
