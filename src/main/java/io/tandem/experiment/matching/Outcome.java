package io.tandem.experiment.matching;

import static io.tandem.experiment.matching.Variable.CUSTOMERS;
import static io.tandem.experiment.matching.Variable.ORDERED;
import static io.tandem.experiment.matching.Variable.ORDERS;
import static io.tandem.experiment.matching.Variable.REVENUE;

import java.util.Locale;

/** What is compared: a sum over customers divided by another sum over them. */
public enum Outcome {
  AVERAGE_ORDER_VALUE(REVENUE, ORDERS),
  REVENUE_PER_CUSTOMER(REVENUE, CUSTOMERS),
  ORDERS_PER_CUSTOMER(ORDERS, CUSTOMERS),
  /** Everybody has ordered before, so that one order in the span is a repeat. */
  REPEAT_PURCHASE_RATE(ORDERED, CUSTOMERS);

  private final Variable numerator;
  private final Variable denominator;

  Outcome(Variable numerator, Variable denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** The name in tables. */
  public String named() {
    return name().toLowerCase(Locale.ROOT);
  }

  Variable numerator() {
    return numerator;
  }

  Variable denominator() {
    return denominator;
  }
}
