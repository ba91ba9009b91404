package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** The models behind {@code customer_value}, with how sure their parameters are. */
public final class CustomerValueModels {
  public static final String FREQUENCY_VALUE_CORRELATION = "frequency_value_correlation";

  /** Beyond it how often and how much hang together, which Gamma-Gamma takes for impossible. */
  public static final double GREATEST_CORRELATION = .15;

  public static final Table CUSTOMER_VALUE_MODELS =
      Table.named("customer_value_models", "One parameter of one fitted model.")
          .column(
              "model", StringType, "bg_nbd (when customers buy) or gamma_gamma (what it is worth).")
          .oneOf("bg_nbd", "gamma_gamma")
          .column(
              "fitted_on",
              StringType,
              "all (every day read; behind customer_value) or before_hold_out (behind customer_value_calibration).")
          .oneOf("all", "before_hold_out")
          .column(
              "parameter",
              StringType,
              "bg_nbd: r, alpha, a, b; gamma_gamma: p, q, v; as in the papers.")
          .oneOf("r", "alpha", "a", "b", "p", "q", "v")
          .column("estimate", DoubleType, "By maximum likelihood.")
          .above(0)
          .nullable(
              "standard_error",
              DoubleType,
              "Of the estimate, from the curvature of the likelihood; null where is_identified is false.")
          .atLeast(0)
          .column("unit", StringType, "days (alpha), currency (v) or none.")
          .oneOf("days", "currency", "none")
          .column(Columns.CUSTOMER_COUNT, LongType, "Customers the model was fitted on.")
          .atLeast(1)
          .column(
              "log_likelihood", DoubleType, "Natural logarithm of the likelihood at the estimates.")
          .column(
              "is_identified",
              BooleanType,
              "Whether the data tell the parameters; where not, others fit as well.")
          .nullable(
              FREQUENCY_VALUE_CORRELATION,
              DoubleType,
              "Of gamma_gamma: between how often and how much repeat customers buy, which the model takes for 0; beyond ±0.15 its amounts are rough. Null for bg_nbd, and where either does not vary.")
          .key("model", "fitted_on", "parameter")
          .mayBeEmpty();

  private CustomerValueModels() {}
}
