package io.tandem.basket;

import static io.tandem.table.Columns.IS_SIGNIFICANT;
import static io.tandem.table.Columns.SEASON_ADJUSTED_LIFT_LOWER;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT_LOWER;
import static io.tandem.table.Columns.TOP_CUSTOMER_SHARE;
import static io.tandem.table.Columns.UNPROMPTED_CUSTOMER_COUNT;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;

/**
 * The gate that a rule passes before any list shows it: more than chance, more than large baskets
 * and common seasons explain, and more than a few customers' habit or the shop's own prompting.
 */
final class Trusted {
  /** Whether a row of {@code association_rules} passes. */
  static Column under(FrequentlyBoughtTogetherSettings settings) {
    return col(IS_SIGNIFICANT).and(liftReaches(settings.minLift())).and(isOfSeveral(settings));
  }

  /**
   * Whether the lower bounds of its lift, by size and by season, are at least 1 and it is not a few
   * customers' habit: less than the gate, for what stands behind all that passes it.
   */
  static Column moreThanChance(FrequentlyBoughtTogetherSettings settings) {
    return liftReaches(1).and(isOfSeveral(settings));
  }

  private static Column liftReaches(double least) {
    return col(SIZE_ADJUSTED_LIFT_LOWER).geq(least).and(col(SEASON_ADJUSTED_LIFT_LOWER).geq(least));
  }

  private static Column isOfSeveral(FrequentlyBoughtTogetherSettings settings) {
    return col(UNPROMPTED_CUSTOMER_COUNT)
        .geq(settings.significance().minCustomerCount())
        .and(col(TOP_CUSTOMER_SHARE).leq(settings.significance().maxTopCustomerShare()));
  }

  private Trusted() {}
}
