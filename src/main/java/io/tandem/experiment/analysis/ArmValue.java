package io.tandem.experiment.analysis;

/**
 * What a metric came to in one arm.
 *
 * <p>A ratio's variance is that of its customers' scores: with A = ΣR/ΣN over n customers, V =
 * (s²_R − 2A·s_RN + A²·s²_N)/(n·N̄²), the delta method. A share's is p(1 − p)/n, a mean's s²/n.
 *
 * @param count customers assigned, with orders or without
 * @param value NaN where there is nothing to divide by
 * @param variance of the value; NaN under two customers
 */
public record ArmValue(Metric metric, long count, double value, double variance) {
  /** The metric over these customers. */
  public static ArmValue of(Metric metric, Moments moments) {
    long n = moments.count();
    double below = metric.denominator(moments);
    if (n == 0 || below == 0) {
      return new ArmValue(metric, n, Double.NaN, Double.NaN);
    }
    double value = metric.numerator(moments) / below;
    if (n < 2) {
      return new ArmValue(metric, n, value, Double.NaN);
    }
    double[] score = metric.score(moments);
    double freedom = metric.isShareOfCustomers() ? n : n - 1;
    return new ArmValue(metric, n, value, moments.crossDeviations(score, score) / freedom / n);
  }

  /** Of the value. */
  public double standardError() {
    return Math.sqrt(variance);
  }
}
