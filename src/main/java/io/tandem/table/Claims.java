package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** Every statement that the report makes about what a lever did, and on what ground. */
public final class Claims {
  public static final String RANDOMIZED = "randomized";
  public static final String MATCHED = "matched";
  public static final String DESCRIPTIVE = "descriptive";

  public static final Table CLAIMS =
      Table.named(
              "claims", "One statement: what is claimed, by which design, and how it may be said.")
          .column(
              "claim_id", StringType, "experiment/contrast/metric/horizon, or what it is about.")
          .column("claim", StringType, "What the statement is about, in a few words.")
          .column(
              "design",
              StringType,
              "randomized (an experiment), matched (customers alike in what was known before) or descriptive. Only randomized ones speak of causes.")
          .oneOf(RANDOMIZED, MATCHED, DESCRIPTIVE)
          .column(
              "verdict",
              StringType,
              "shown, no_effect (the interval lies inside a margin that was set beforehand), not_shown, not_matured, not_started, too_few, broken (a check failed), association (matched) or described.")
          .oneOf(
              "shown",
              "no_effect",
              "not_shown",
              "not_matured",
              "not_started",
              "too_few",
              "broken",
              "association",
              "described")
          .nullable(Columns.EXPERIMENT, StringType, "The experiment; null without one.")
          .nullable(
              Columns.CONTRAST, StringType, "The contrast, or the lever; null where none is meant.")
          .nullable(Columns.METRIC, StringType, "The metric; null where none is meant.")
          .oneOf(Columns.METRICS)
          .nullable(
              Columns.HORIZON_DAYS, IntegerType, "The horizon in days; null where none is meant.")
          .atLeast(0)
          .nullable(Columns.ESTIMATE, DoubleType, "The number, in the metric's unit.")
          .nullable(
              "estimate_lower", DoubleType, "Lower end of the interval that the verdict goes by.")
          .nullable("estimate_upper", DoubleType, "Upper end of the same interval.")
          .column("checks", StringType, "What was checked, and what it found.")
          .column(
              "wording", StringType, "The statement as it may be said; the page says nothing else.")
          .key("claim_id")
          .references(
              List.of(Columns.EXPERIMENT, Columns.CONTRAST, Columns.METRIC, Columns.HORIZON_DAYS),
              "experiment_effects",
              List.of(Columns.EXPERIMENT, Columns.CONTRAST, Columns.METRIC, Columns.HORIZON_DAYS))
          .mayBeEmpty();

  private Claims() {}
}
