package io.tandem.experiment.analysis;

/**
 * What a metric came to in one arm.
 *
 * <p>A ratio's variance is that of its customers' scores: with A = ΣR/ΣN over n customers, V =
 * (s²_R − 2A·s_RN + A²·s²_N)/(n·N̄²), the delta method. A share's is p(1 − p)/n, a mean's s²/n.
 *
 * @param count customers assigned, with orders or without
 * @param value NaN where there is nothing to divide by
 * @param variance of the value; NaN under two customers, and where one customer has all that is
 *     divided by: nothing tells how another's ratio would have been
 */
public record ArmValue(Metric metric, long count, double value, double variance) {
  /** The metric over these customers. */
  public static ArmValue of(Metric metric, Moments moments) {
    long count = moments.count();
    double denominator = metric.denominator(moments);
    if (count == 0 || denominator == 0) {
      return new ArmValue(metric, count, Double.NaN, Double.NaN);
    }
    double variance =
        count < 2 || metric.restsOnOneCustomer(moments)
            ? Double.NaN
            : variance(metric, moments, metric.score(moments));
    return new ArmValue(metric, count, metric.numerator(moments) / denominator, variance);
  }

  /** Of the mean of these scores, over two customers or more. */
  static double variance(Metric metric, Moments moments, double[] score) {
    double freedom = metric.isShareOfCustomers() ? moments.count() : moments.count() - 1;
    return moments.squareDeviations(score) / freedom / moments.count();
  }

  /** Of the value. */
  public double standardError() {
    return Math.sqrt(variance);
  }

  /** Half of the value's 95 % interval; NaN where nothing varies. */
  public double halfWidth() {
    return variance > 0
        ? StudentT.quantile(metric.isRatio() ? Double.POSITIVE_INFINITY : count - 1.0)
            * standardError()
        : Double.NaN;
  }
}
