package io.tandem.evaluation.ranking;

import io.tandem.statistics.Normal;
import java.io.Serializable;

/**
 * The mean of a metric, or of a difference of two, over customers, with the normal interval of a
 * mean. Sums are whole numbers of 10⁻⁹, so that no order of customers changes a digit.
 *
 * @param count customers
 * @param sum of the metric, in 10⁻⁹
 * @param squares sum of the metric's square, in 10⁻⁹
 */
public record Mean(long count, long sum, long squares) implements Serializable {
  private static final double UNIT = 1e9;

  /** Of nobody. */
  public static final Mean NONE = new Mean(0, 0, 0);

  /** With one customer more. */
  public Mean with(double value) {
    return new Mean(
        count + 1, sum + Math.round(value * UNIT), squares + Math.round(value * value * UNIT));
  }

  /** Of both's customers; no customer is in both. */
  public Mean plus(Mean other) {
    return new Mean(count + other.count, sum + other.sum, squares + other.squares);
  }

  /** The mean; of nobody it is not a number. */
  public double value() {
    return sum / UNIT / count;
  }

  /** The lower end of the 95 % interval; of nobody, and of one customer, it is not a number. */
  public double lower() {
    return value() - spread();
  }

  /** The upper end. */
  public double upper() {
    return value() + spread();
  }

  private double spread() {
    // Rounding must not make a variance of zero negative.
    double deviations = Math.max(0, squares / UNIT - value() * (sum / UNIT));
    return Normal.Z * Math.sqrt(deviations / (count - 1) / count);
  }
}
