package io.tandem.experiment;

import io.tandem.experiment.analysis.Metric;
import java.util.Locale;

/** How numbers of experiments are written in sentences: the same in every locale. */
final class Figure {
  /** {@code 0.042}, or {@code < 0.001}. */
  static String probability(double p) {
    return p < .001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  /** {@code 12.1 %}, {@code −0.4 %}. */
  static String percent(double share) {
    return minus(String.format(Locale.ROOT, "%,.1f %%", 100 * share));
  }

  /** {@code 0.032}, {@code −0.014}. */
  static String thousandths(double number) {
    return minus(String.format(Locale.ROOT, "%,.3f", number));
  }

  /** A value of the metric in its unit, without a unit where a sentence names it. */
  static String of(Metric metric, double value) {
    return minus(
        switch (metric) {
          case REPEAT_PURCHASE_RATE, REFUND_RATE ->
              String.format(Locale.ROOT, "%,.1f", 100 * value);
          case ORDERS_PER_CUSTOMER, PRE_ORDERS_PER_CUSTOMER -> thousandths(value);
          case AVERAGE_ORDER_VALUE,
              AVERAGE_ORDER_VALUE_WINSORIZED,
              REVENUE_PER_CUSTOMER,
              REALIZED_VALUE_PER_CUSTOMER,
              PRE_REVENUE_PER_CUSTOMER ->
              String.format(Locale.ROOT, "%,.2f", value);
        });
  }

  /** A minus sign instead of a hyphen, and none before what is written as zero. */
  private static String minus(String number) {
    boolean isZero = number.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    return number.startsWith("-") ? (isZero ? "" : "−") + number.substring(1) : number;
  }

  private Figure() {}
}
