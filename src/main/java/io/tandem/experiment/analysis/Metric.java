package io.tandem.experiment.analysis;

import static io.tandem.experiment.analysis.Variable.CAPPED_REVENUE;
import static io.tandem.experiment.analysis.Variable.IS_REPEAT;
import static io.tandem.experiment.analysis.Variable.ORDER_COUNT;
import static io.tandem.experiment.analysis.Variable.PRE_ORDER_COUNT;
import static io.tandem.experiment.analysis.Variable.PRE_REVENUE;
import static io.tandem.experiment.analysis.Variable.REFUNDS;
import static io.tandem.experiment.analysis.Variable.REVENUE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A sum over customers divided by another sum, or by the number of customers. */
public enum Metric {
  AVERAGE_ORDER_VALUE(plus(REVENUE), plus(ORDER_COUNT)),
  AVERAGE_ORDER_VALUE_WINSORIZED(plus(CAPPED_REVENUE), plus(ORDER_COUNT)),
  REVENUE_PER_CUSTOMER(plus(REVENUE)),
  ORDERS_PER_CUSTOMER(plus(ORDER_COUNT)),
  /** Revenue less refunds. */
  REALIZED_VALUE_PER_CUSTOMER(minus(REVENUE, REFUNDS)),
  REPEAT_PURCHASE_RATE(plus(IS_REPEAT)),
  REFUND_RATE(plus(REFUNDS), plus(REVENUE)),
  /** Of the customers' past, which no arm can have changed. */
  PRE_REVENUE_PER_CUSTOMER(plus(PRE_REVENUE)),
  /** The same of orders. */
  PRE_ORDERS_PER_CUSTOMER(plus(PRE_ORDER_COUNT));

  /** What an experiment is about. */
  public static final List<Metric> OUTCOMES =
      List.of(
          AVERAGE_ORDER_VALUE,
          AVERAGE_ORDER_VALUE_WINSORIZED,
          REVENUE_PER_CUSTOMER,
          ORDERS_PER_CUSTOMER,
          REALIZED_VALUE_PER_CUSTOMER,
          REPEAT_PURCHASE_RATE,
          REFUND_RATE);

  /** What must be alike in all arms. */
  public static final List<Metric> PAST =
      List.of(PRE_REVENUE_PER_CUSTOMER, PRE_ORDERS_PER_CUSTOMER);

  private final double[] numerator;
  private final Optional<double[]> denominator;

  Metric(double[] numerator) {
    this.numerator = numerator;
    this.denominator = Optional.empty();
  }

  Metric(double[] numerator, double[] denominator) {
    this.numerator = numerator;
    this.denominator = Optional.of(denominator);
  }

  private static double[] plus(Variable variable) {
    double[] weights = new double[Variable.COUNT];
    weights[variable.ordinal()] = 1;
    return weights;
  }

  private static double[] minus(Variable variable, Variable less) {
    double[] weights = plus(variable);
    weights[less.ordinal()] = -1;
    return weights;
  }

  /** The name in tables and settings. */
  public String named() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The metric of this name in tables. */
  public static Metric of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Whether it is a share of customers, 0..1. */
  public boolean isShareOfCustomers() {
    return this == REPEAT_PURCHASE_RATE;
  }

  /** Whether it is an amount of money. */
  public boolean isMoney() {
    return switch (this) {
      case AVERAGE_ORDER_VALUE,
          AVERAGE_ORDER_VALUE_WINSORIZED,
          REVENUE_PER_CUSTOMER,
          REALIZED_VALUE_PER_CUSTOMER,
          PRE_REVENUE_PER_CUSTOMER ->
          true;
      case ORDERS_PER_CUSTOMER, REPEAT_PURCHASE_RATE, REFUND_RATE, PRE_ORDERS_PER_CUSTOMER -> false;
    };
  }

  /** Whether these customers were measured in all that it needs. */
  public boolean isMeasuredIn(Moments moments) {
    return !Double.isNaN(numerator(moments)) && !Double.isNaN(denominator(moments));
  }

  /** The sum that is divided. */
  public double numerator(Moments moments) {
    return moments.sum(numerator);
  }

  /** The sum it is divided by. */
  public double denominator(Moments moments) {
    return denominator.map(moments::sum).orElse((double) moments.count());
  }

  /**
   * The weights that make a customer's score of the variables: (numerator − value × denominator) /
   * mean denominator. Scores of an arm add up to 0, but for a mean, of which they are the
   * customers' own values.
   */
  double[] score(Moments moments) {
    if (denominator.isEmpty()) {
      return numerator;
    }
    double value = numerator(moments) / denominator(moments);
    double mean = denominator(moments) / moments.count();
    double[] below = denominator.get();
    double[] weights = new double[Variable.COUNT];
    Arrays.setAll(weights, i -> (numerator[i] - value * below[i]) / mean);
    return weights;
  }
}
