package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What a lever did to a metric, as far as an experiment tells. */
public final class ExperimentEffects {
  public static final String CROSS_SELLING = "cross_selling";
  public static final String PERSONALIZATION = "personalization";
  public static final String INTERACTION = "interaction";

  public static final Table EXPERIMENT_EFFECTS =
      Table.named(
              "experiment_effects",
              "One contrast of one metric of an experiment at one horizon: on less off over all customers assigned (intention to treat).")
          .column(Columns.EXPERIMENT, StringType, "The experiment.")
          .column(
              Columns.CONTRAST,
              StringType,
              "cross_selling or personalization (mean of the two cells with the lever less mean of the two without), interaction (what both levers together do beyond the sum of each alone); of experiments measured elsewhere the arm that is compared with control.")
          .column(Columns.METRIC, StringType, Columns.METRICS_IN_WORDS)
          .oneOf(Columns.METRICS)
          .column(Columns.HORIZON_DAYS, IntegerType, Columns.HORIZON_IN_WORDS)
          .atLeast(0)
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers of the compared arms whose horizon is complete.")
          .atLeast(0)
          .nullable(
              "baseline",
              DoubleType,
              "The metric without the lever: mean of its two cells, or of control; null for the interaction.")
          .atLeast(0)
          .nullable(
              Columns.ESTIMATE,
              DoubleType,
              "On less off, in the metric's unit (currency, orders, or a share); null where an arm has nothing to divide by.")
          .nullable(Columns.STANDARD_ERROR, DoubleType, "Of the estimate, unit the customer.")
          .atLeast(0)
          .nullable(
              "estimate_lower", DoubleType, "Lower end of the estimate's 95 % interval, read once.")
          .nullable("estimate_upper", DoubleType, "Upper end of the same interval.")
          .nullable("relative_estimate", DoubleType, "estimate / baseline; 0.12 is 12 % more.")
          .nullable(
              "relative_estimate_lower",
              DoubleType,
              "Lower end of its 95 % interval, by the delta method, read once.")
          .nullable("relative_estimate_upper", DoubleType, "Upper end of the same interval.")
          .nullable("t_statistic", DoubleType, "estimate / standard_error.")
          .nullable(
              "degrees_of_freedom",
              DoubleType,
              "Of Welch's t, by Satterthwaite; null for a ratio such as AOV, which goes by the normal distribution.")
          .above(0)
          .nullable(
              Columns.P_VALUE,
              DoubleType,
              "Two-sided, by Welch's t, or for a ratio by the normal distribution: right for one look, at an end that was set beforehand.")
          .within(0, 1)
          .nullable(
              "adjusted_p",
              DoubleType,
              "The p that decides, by Holm within its family: the two primaries, or the rest of the contrast. Of the nightly experiment from the sequential p, of others from p_value.")
          .within(0, 1)
          .nullable(
              "sequential_lower",
              DoubleType,
              "Lower end of the 95 % interval that holds however often it is looked at; null below 100 orders in an arm, and for experiments measured elsewhere.")
          .nullable("sequential_upper", DoubleType, "Upper end of the same interval.")
          .nullable(
              "sequential_p", DoubleType, "The p value that holds however often it is looked at.")
          .within(0, 1)
          .nullable(
              "cuped_estimate",
              DoubleType,
              "The estimate less what the customers' past explains (CUPED); null where no past varies.")
          .nullable(
              "cuped_estimate_lower", DoubleType, "Lower end of its 95 % interval, read once.")
          .nullable("cuped_estimate_upper", DoubleType, "Upper end of the same interval.")
          .nullable(
              "cuped_theta_revenue",
              DoubleType,
              "What one unit of revenue before the experiment explains of the metric; null where it does not vary.")
          .nullable(
              "cuped_theta_order_count",
              DoubleType,
              "What one order before the experiment explains; null where it does not vary.")
          .nullable(
              "variance_reduction",
              DoubleType,
              "Share of the estimate's variance that CUPED takes away, at most 1; a little below 0 where the past tells nothing. Null without CUPED.")
          .nullable(
              "smallest_detectable_effect",
              DoubleType,
              "The smallest true effect, in the metric's unit, that an experiment of this size shows in four of five cases.")
          .atLeast(0)
          .nullable(
              "sample_ratio_p",
              DoubleType,
              "Whether the arms are as large as they were drawn, over customers with a logged opportunity where exposures are read, else over all; below 0.001 nothing may be concluded.")
          .within(0, 1)
          .nullable(
              "top_customer_share",
              DoubleType,
              "The largest customer's share of the revenue, in the arm where it is greatest; above 0.1 the interval of a mean of money is not to be trusted.")
          .within(0, 1)
          .column("is_primary", BooleanType, "One of the two effects that the experiment is for.")
          .column(
              "is_matured",
              BooleanType,
              "Whether the horizon is complete for all who were enrolled at the start; where not, the row holds nobody, or only some.")
          .key(Columns.EXPERIMENT, Columns.CONTRAST, Columns.METRIC, Columns.HORIZON_DAYS)
          .references(Columns.EXPERIMENT, "experiment_checks", Columns.EXPERIMENT)
          .mayBeEmpty();

  private ExperimentEffects() {}
}
