package io.tandem.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How the page writes numbers and dates: the same in every locale. */
final class Figures {
  /** Stands where there is no number; the reason stands beside it. */
  static final String ABSENT = "—";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

  /** {@code 12,402}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 480.87}. */
  static String decimal(double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%,.2f", number) : ABSENT;
  }

  /** {@code 48,087.12}, from an exact sum. */
  static String money(BigDecimal sum) {
    return String.format(Locale.ROOT, "%,.2f", sum.setScale(2, RoundingMode.HALF_UP));
  }

  /** {@code +1,204.50}, {@code −12.00}, {@code 0.00}: a change, from an exact sum. */
  static String signed(BigDecimal change) {
    return switch (change.signum()) {
      case -1 -> "−" + money(change.negate());
      case 1 -> "+" + money(change);
      default -> money(change);
    };
  }

  /** {@code +4.31}, {@code −0.48}, {@code 0.00}: a change, to so many digits. */
  static String change(double change, int digits) {
    String number = withMinus(change, digits);
    boolean isZero = number.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    return change > 0 && !isZero ? "+" + number : number;
  }

  /** {@code −0.48}: with a minus sign instead of a hyphen, and none before what is zero. */
  static String withMinus(double number, int digits) {
    String text = String.format(Locale.ROOT, "%,." + digits + "f", number);
    boolean isZero = text.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    return text.startsWith("-") ? (isZero ? "" : "−") + text.substring(1) : text;
  }

  /** {@code +6.8 %}: a change as a share of what it is a change of. */
  static String changeRate(double share) {
    return change(100 * share, 1) + " %";
  }

  /** {@code −20.2 to +19.4 %}. */
  static String changeRates(Interval interval) {
    return change(100 * interval.lower(), 1) + " to " + changeRate(interval.upper());
  }

  /** {@code 0.04259}, {@code 2183}, {@code 8.315e-07}: four digits, wherever they begin. */
  static String significant(double number) {
    double size = Math.abs(number);
    return size > 0 && (size < 1e-4 || size >= 1e7)
        ? String.format(Locale.ROOT, "%.3e", number)
        : new BigDecimal(number)
            .round(new MathContext(4, RoundingMode.HALF_UP))
            .stripTrailingZeros()
            .toPlainString();
  }

  /** {@code 0.173}. */
  static String thousandths(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  /** {@code 0.042}, or {@code < 0.001}. */
  static String probability(double p) {
    return p < .001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  /** {@code 38.4 %}. */
  static String rate(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : ABSENT;
  }

  /** {@code 38.4 %} of a whole, or a dash where the whole is empty. */
  static String share(long part, long whole) {
    if (whole == 0) {
      return ABSENT;
    }
    double share = (double) part / whole;
    return part > 0 && share < .0005 ? "< 0.1 %" : rate(share);
  }

  /** {@code 12.3 times as often as expected}: lift in words. */
  static String times(double lift) {
    return Double.isFinite(lift)
        ? String.format(Locale.ROOT, "%,.1f times as often as expected", lift)
        : ABSENT;
  }

  static String decimals(Interval interval) {
    return decimal(interval.lower()) + " to " + decimal(interval.upper());
  }

  static String rates(Optional<Interval> interval) {
    return interval.map(i -> rate(i.lower()) + " to " + rate(i.upper())).orElse(ABSENT);
  }

  /** {@code 1 March 2026}. */
  static String day(LocalDate date) {
    return DAY.format(date);
  }

  /** {@code Mar 2026}. */
  static String month(YearMonth month) {
    return MONTH.format(month);
  }

  private Figures() {}
}
