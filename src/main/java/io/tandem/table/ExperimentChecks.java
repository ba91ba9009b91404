package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** Whether an experiment may be believed at all. */
public final class ExperimentChecks {
  public static final Table EXPERIMENT_CHECKS =
      Table.named(
              "experiment_checks",
              "One check of one experiment. Where one has failed none of its effects may be concluded from.")
          .column(Columns.EXPERIMENT, StringType, "The experiment.")
          .column(
              "check",
              StringType,
              "sample_ratio (arms as large as drawn), sample_ratio_exposed (the same over customers with a logged opportunity), logged_arm (exposures whose logged arm is not the hash's), obeyed_arm (exposures that the arm should have kept from being shown), balance (the past of the arms is alike).")
          .oneOf("sample_ratio", "sample_ratio_exposed", "logged_arm", "obeyed_arm", "balance")
          .column(
              "subject",
              StringType,
              "What was looked at: arms, or of balance the contrast and the covariate.")
          .column("observation_count", LongType, "Customers, or exposures, behind it.")
          .atLeast(0)
          .nullable(
              Columns.VALUE,
              DoubleType,
              "χ² (sample ratio), share of exposures that are wrong (logged_arm, obeyed_arm), standardized difference of means (balance); null where nothing can be compared.")
          .nullable(
              Columns.P_VALUE,
              DoubleType,
              "Of the value by chance alone; null where exposures are counted.")
          .within(0, 1)
          .column(
              "is_passed",
              BooleanType,
              "false: p below 0.001, or more than 1 % of exposures wrong.")
          .column("finding", StringType, "The outcome in words.")
          .key(Columns.EXPERIMENT, "check", "subject")
          .mayBeEmpty();

  private ExperimentChecks() {}
}
