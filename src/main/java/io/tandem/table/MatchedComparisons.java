package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/**
 * How customers who saw recommendations did beside customers who were alike before: no experiment.
 */
public final class MatchedComparisons {
  public static final Table MATCHED_COMPARISONS =
      Table.named(
              "matched_comparisons",
              "One metric of customers who were shown recommendations of a lever, beside that of like customers who were not: an association.")
          .column("lever", StringType, "cross_selling or personalization: what was shown.")
          .column(
              Columns.METRIC,
              StringType,
              "average_order_value, revenue_per_customer, orders_per_customer or repeat_purchase_rate.")
          .column(Columns.HORIZON_DAYS, IntegerType, "Days from window_start that outcomes cover.")
          .column(
              "window_start",
              DateType,
              "First of the 28 days in which customers were shown something, or not; what was known before decides who is alike.")
          .column(
              "exposed_customer_count",
              LongType,
              "Customers shown something in the window who have a match.")
          .column(
              "unexposed_customer_count", LongType, "Customers not shown anything who match them.")
          .column(
              "unmatched_customer_count",
              LongType,
              "Customers shown something whom nobody is like; left out.")
          .nullable("exposed_value", DoubleType, "The metric of the exposed customers.")
          .nullable(
              "unexposed_value", DoubleType, "The metric of the others, weighted to the exposed.")
          .nullable(Columns.ESTIMATE, DoubleType, "exposed_value less unexposed_value.")
          .nullable(
              "estimate_lower", DoubleType, "Lower end of its 95 % interval, of chance alone.")
          .nullable("estimate_upper", DoubleType, "Upper end of the same interval.")
          .column(
              "is_negative_control",
              BooleanType,
              "true: the outcome lies before the window, so that exposure cannot have changed it; a difference is bias.")
          .nullable(
              "largest_imbalance",
              DoubleType,
              "The largest standardized difference of a covariate after matching; above 0.1 the groups are not alike.")
          .key("lever", Columns.METRIC, Columns.HORIZON_DAYS, "is_negative_control")
          .mayBeEmpty();

  private MatchedComparisons() {}
}
