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
    return col(IS_SIGNIFICANT)
        .and(col(SIZE_ADJUSTED_LIFT_LOWER).geq(settings.minLift()))
        .and(col(SEASON_ADJUSTED_LIFT_LOWER).geq(settings.minLift()))
        .and(col(UNPROMPTED_CUSTOMER_COUNT).geq(settings.significance().minCustomerCount()))
        .and(col(TOP_CUSTOMER_SHARE).leq(settings.significance().maxTopCustomerShare()));
  }

  private Trusted() {}
}
