package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What became of each customer of an experiment that was measured elsewhere. */
public final class ExperimentOutcomes {
  /** The arm that all others are compared with. */
  public static final String CONTROL = "control";

  public static final Table EXPERIMENT_OUTCOMES =
      Table.named(
              "experiment_outcomes",
              "One customer in one experiment that was measured elsewhere, at one horizon.")
          .column(Columns.EXPERIMENT, StringType, "The experiment.")
          .nullable(
              Columns.CUSTOMER_ID,
              StringType,
              "The customer; null: each row is a customer of its own.")
          .column(
              Columns.ARM,
              StringType,
              "The arm that was drawn for the customer; control is what all others are compared with.")
          .column(Columns.ORDER_COUNT, IntegerType, "Orders within the horizon; 0 counts too.")
          .column(Columns.REVENUE, Types.MONEY, "What they were worth.")
          .nullable(
              "retained",
              BooleanType,
              "Whether the customer came back; null: not measured, which goes for the whole experiment.")
          .nullable(
              "pre_revenue",
              Types.MONEY,
              "Revenue before the experiment, for CUPED; null: not known.")
          .nullable(
              "pre_order_count",
              IntegerType,
              "Orders before the experiment, for CUPED; null: not known.")
          .nullable(
              Columns.HORIZON_DAYS,
              IntegerType,
              "Days from the draw that the outcome covers; null counts as 0: not said.")
          .build();

  private ExperimentOutcomes() {}
}
