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
          .oneOf(ExperimentEffects.CROSS_SELLING, ExperimentEffects.PERSONALIZATION)
          .column(
              Columns.METRIC,
              StringType,
              "average_order_value (revenue / orders), revenue_per_customer, orders_per_customer or repeat_purchase_rate (share who ordered; all had ordered before).")
          .oneOf(
              "average_order_value",
              "revenue_per_customer",
              "orders_per_customer",
              "repeat_purchase_rate")
          .column(
              Columns.HORIZON_DAYS,
              IntegerType,
              "Days whose orders are compared: from window_start on, which is one of them; of a negative control the days up to window_start, which is none of them.")
          .atLeast(1)
          .column(
              "window_start",
              DateType,
              "First of the 28 days in which customers were shown something, or not: 90 days before the first day that was not read to its end.")
          .column(
              "exposed_customer_count",
              LongType,
              "Customers shown something in the window, like whom there is somebody who was not.")
          .atLeast(1)
          .column(
              "unexposed_customer_count",
              LongType,
              "Customers not shown anything who are like them.")
          .atLeast(1)
          .column(
              "unmatched_customer_count",
              LongType,
              "Customers shown something whom nobody is like; left out.")
          .atLeast(0)
          .nullable(
              "exposed_value",
              DoubleType,
              "The metric of the exposed customers; null: they had no order to divide by.")
          .atLeast(0)
          .nullable(
              "unexposed_value",
              DoubleType,
              "The metric of the others, weighted to the exposed; null likewise.")
          .atLeast(0)
          .nullable(
              Columns.ESTIMATE,
              DoubleType,
              "exposed_value less unexposed_value, an association; null where either is.")
          .nullable(
              "estimate_lower",
              DoubleType,
              "Lower end of its 95 % interval, which knows of chance and of no bias; null: too few customers, or all alike.")
          .nullable("estimate_upper", DoubleType, "Upper end of the same interval.")
          .column(
              "is_negative_control",
              BooleanType,
              "true: the days compared lie before window_start, and who is alike was decided by what lay before them, so that what was shown cannot have changed them; a difference is bias.")
          .nullable(
              "largest_imbalance",
              DoubleType,
              "The largest standardized difference of a covariate after matching; above 0.1 the groups are not alike; null: one is not defined.")
          .atLeast(0)
          .key("lever", Columns.METRIC, Columns.HORIZON_DAYS, "is_negative_control")
          .mayBeEmpty();

  private MatchedComparisons() {}
}
