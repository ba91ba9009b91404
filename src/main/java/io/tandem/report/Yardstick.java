package io.tandem.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an experiment is judged by: its metrics in the order of the page, their names, and how their
 * numbers are written. The constants are the metrics' names in the tables.
 */
enum Yardstick {
  AVERAGE_ORDER_VALUE("AOV", Unit.MONEY),
  AVERAGE_ORDER_VALUE_WINSORIZED("AOV, large orders capped", Unit.MONEY),
  REPEAT_PURCHASE_RATE("Repeat purchase", Unit.SHARE),
  ORDERS_PER_CUSTOMER("Orders per customer", Unit.COUNT),
  REVENUE_PER_CUSTOMER("Revenue per customer", Unit.MONEY),
  REALIZED_VALUE_PER_CUSTOMER("Realized value per customer", Unit.MONEY),
  REFUND_RATE("Refund rate", Unit.SHARE);

  /** What its numbers count. */
  enum Unit {
    MONEY(1, 2, "", "change"),
    COUNT(1, 3, "", "thousandths"),
    SHARE(100, 1, " points", "points");

    private final double times;
    private final int digits;
    private final String named;
    private final String inChart;

    Unit(double times, int digits, String named, String inChart) {
      this.times = times;
      this.digits = digits;
      this.named = named;
      this.inChart = inChart;
    }
  }

  private final String title;
  private final Unit unit;

  Yardstick(String title, Unit unit) {
    this.title = title;
    this.unit = unit;
  }

  /** The metric of this name; absent where the page does not know it. */
  static Optional<Yardstick> named(String metric) {
    return Arrays.stream(values()).filter(known -> known.column().equals(metric)).findFirst();
  }

  /** Its name in the tables. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  /** Its name and how many days it covers; 0 is, measured elsewhere, not said. */
  String within(int days) {
    return days == 0 ? title : title + ", " + days(days);
  }

  /** {@code 30 days}. */
  static String days(int days) {
    return days == 0 ? "day of enrolment" : days + (days == 1 ? " day" : " days");
  }

  /** How the script writes its differences. */
  String unit() {
    return unit.inChart;
  }

  /** {@code 61.40}, {@code 0.012}, {@code 38.4 %}. */
  String level(double value) {
    return unit == Unit.SHARE
        ? Figures.rate(value)
        : Figures.withMinus(unit.times * value, unit.digits);
  }

  /** {@code 59.80 to 63.00}. */
  String level(Interval interval) {
    return level(interval.lower()) + " to " + level(interval.upper());
  }

  /** {@code +4.31}, {@code −0.7 points}. */
  String difference(double value) {
    return Figures.change(unit.times * value, unit.digits) + unit.named;
  }

  /** {@code +1.02 to +7.60}, {@code −0.1 to +0.7 points}. */
  String difference(Interval interval) {
    return Figures.change(unit.times * interval.lower(), unit.digits)
        + " to "
        + difference(interval.upper());
  }

  /** {@code 6.31}: a size without a sign. */
  String size(double value) {
    return Figures.withMinus(unit.times * value, unit.digits) + unit.named;
  }
}
