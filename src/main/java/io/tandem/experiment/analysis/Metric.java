package io.tandem.experiment.analysis;

import static io.tandem.experiment.analysis.Variable.CAPPED_REVENUE;
import static io.tandem.experiment.analysis.Variable.IS_REPEAT;
import static io.tandem.experiment.analysis.Variable.ORDER_COUNT;
import static io.tandem.experiment.analysis.Variable.PRE_ORDER_COUNT;
import static io.tandem.experiment.analysis.Variable.PRE_REVENUE;
import static io.tandem.experiment.analysis.Variable.REFUNDS;
import static io.tandem.experiment.analysis.Variable.REVENUE;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A sum over customers divided by another sum, or by the number of customers. */
public enum Metric {
  AVERAGE_ORDER_VALUE(REVENUE, ORDER_COUNT),
  AVERAGE_ORDER_VALUE_WINSORIZED(CAPPED_REVENUE, ORDER_COUNT),
  REVENUE_PER_CUSTOMER(REVENUE),
  ORDERS_PER_CUSTOMER(ORDER_COUNT),
  /** Revenue less refunds. */
  REALIZED_VALUE_PER_CUSTOMER(REVENUE, Optional.of(REFUNDS), Optional.empty()),
  REPEAT_PURCHASE_RATE(IS_REPEAT),
  REFUND_RATE(REFUNDS, REVENUE),
  /** Of the customers' past, which no arm can have changed. */
  PRE_REVENUE_PER_CUSTOMER(PRE_REVENUE),
  /** The same of orders. */
  PRE_ORDERS_PER_CUSTOMER(PRE_ORDER_COUNT);

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

  /** Another customer with a hundred-millionth of the denominator would be noticed. */
  private static final double ONE_CUSTOMER = 1e-9;

  private final Variable total;
  private final Optional<Variable> less;
  private final Optional<Variable> below;

  Metric(Variable total) {
    this(total, Optional.empty(), Optional.empty());
  }

  Metric(Variable total, Variable below) {
    this(total, Optional.empty(), Optional.of(below));
  }

  Metric(Variable total, Optional<Variable> less, Optional<Variable> below) {
    this.total = total;
    this.less = less;
    this.below = below;
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

  /** Whether it is divided by another sum than the number of customers. */
  boolean isRatio() {
    return below.isPresent();
  }

  /** Whether these customers were measured in all that it needs. */
  public boolean isMeasuredIn(Moments moments) {
    return !Double.isNaN(numerator(moments)) && !Double.isNaN(denominator(moments));
  }

  /** The sum that is divided. */
  public double numerator(Moments moments) {
    return moments.sum(total) - less.map(moments::sum).orElse(0.0);
  }

  /** The sum it is divided by. */
  public double denominator(Moments moments) {
    return below.map(moments::sum).orElse((double) moments.count());
  }

  /** Whether all that is divided by is one customer's: its square sum is its sum's square. */
  boolean restsOnOneCustomer(Moments moments) {
    return below
        .filter(
            variable -> {
              double square = Math.pow(moments.sum(variable), 2);
              return square - moments.squareSum(variable) <= ONE_CUSTOMER * square;
            })
        .isPresent();
  }

  /**
   * The weights that make a customer's score of the variables: (numerator − value × denominator) /
   * mean denominator. Scores of an arm add up to 0, but for a mean, of which they are the
   * customers' own values.
   */
  double[] score(Moments moments) {
    double scale = below.isPresent() ? denominator(moments) / moments.count() : 1;
    double[] weights = new double[Variable.COUNT];
    weights[total.index()] = 1 / scale;
    less.ifPresent(variable -> weights[variable.index()] -= 1 / scale);
    below.ifPresent(
        variable -> weights[variable.index()] -= numerator(moments) / denominator(moments) / scale);
    return weights;
  }
}
