package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What each arm of an experiment came to, before anything is compared. */
public final class ExperimentArms {
  public static final Table EXPERIMENT_ARMS =
      Table.named(
              "experiment_arms",
              "One metric of one arm of an experiment at one horizon, over all customers who were assigned to it.")
          .column(Columns.EXPERIMENT, StringType, "The experiment.")
          .column(
              Columns.ARM,
              StringType,
              "The arm; of the nightly experiment the cell cross-selling/personalization.")
          .column(Columns.METRIC, StringType, Columns.METRICS_IN_WORDS)
          .oneOf(Columns.METRICS)
          .column(Columns.HORIZON_DAYS, IntegerType, Columns.HORIZON_IN_WORDS)
          .atLeast(0)
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers assigned whose horizon is complete, with orders or without.")
          .atLeast(1)
          .column("numerator", DoubleType, "Sum over these customers of what the metric counts.")
          .atLeast(0)
          .column(
              "denominator", DoubleType, "What it is divided by: orders, customers, or revenue.")
          .atLeast(0)
          .nullable(
              Columns.VALUE, DoubleType, "numerator / denominator; null where nothing is below.")
          .atLeast(0)
          .nullable(
              Columns.STANDARD_ERROR,
              DoubleType,
              "Of the value, by the delta method, unit the customer; null under two customers.")
          .atLeast(0)
          .nullable("value_lower", DoubleType, "Lower end of the value's 95 % interval.")
          .nullable("value_upper", DoubleType, "Upper end of the same interval.")
          .atLeast(0)
          .key(Columns.EXPERIMENT, Columns.ARM, Columns.METRIC, Columns.HORIZON_DAYS)
          .references(
              List.of(Columns.EXPERIMENT, Columns.ARM, Columns.HORIZON_DAYS),
              "experiment_moments",
              List.of(Columns.EXPERIMENT, "cell", Columns.HORIZON_DAYS))
          .references(Columns.EXPERIMENT, "experiment_checks", Columns.EXPERIMENT)
          .mayBeEmpty();

  private ExperimentArms() {}
}
