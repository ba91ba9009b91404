package io.tandem.experiment.analysis;

import java.util.Map;

/**
 * How a metric differs between arms: estimate = Σ w·A over the arms, variance Σ w²·V.
 *
 * <p>Intervals and p by Welch's t with Satterthwaite's degrees of freedom; of ratios, whose
 * variance holds for many customers only, by the normal distribution. The relative effect is the
 * on-value over the off-value, less 1; its variance by the delta method is V_on/off² +
 * on²·V_off/off⁴.
 *
 * @param count customers of the compared arms
 * @param estimate NaN where an arm has nothing to divide by, or is missing
 * @param variance of the estimate; NaN where an arm's is
 * @param freedom degrees of freedom of the t distribution; infinite for a ratio; NaN where nothing
 *     varies
 * @param baseline the off-value; NaN where the contrast has none
 * @param relativeVariance of the relative effect; NaN where there is none
 */
public record Effect(
    long count,
    double estimate,
    double variance,
    double freedom,
    double baseline,
    double relativeVariance) {
  /** Of a contrast on a metric, over these arms. */
  public static Effect of(Contrast contrast, Metric metric, Map<String, Moments> arms) {
    Side on = Side.of(contrast.on(), metric, arms);
    Side off = Side.of(contrast.off(), metric, arms);
    double variance = on.variance + off.variance;
    boolean isMeasured = contrast.baseline() == Contrast.Baseline.OFF;
    return new Effect(
        on.count + off.count,
        on.value - off.value,
        variance,
        metric.isRatio()
            ? Double.POSITIVE_INFINITY
            : variance * variance / (on.spread + off.spread),
        isMeasured ? off.value : Double.NaN,
        isMeasured && off.value > 0 ? ratioVariance(on, off) : Double.NaN);
  }

  private static double ratioVariance(Side on, Side off) {
    double ratio = on.value / off.value;
    return (on.variance + ratio * ratio * off.variance) / (off.value * off.value);
  }

  /**
   * What is added up, or what is taken away.
   *
   * @param spread Σ variance²/(customers − 1), Satterthwaite's divisor
   */
  private record Side(long count, double value, double variance, double spread) {
    static Side of(Map<String, Double> weights, Metric metric, Map<String, Moments> arms) {
      Side side = new Side(0, 0, 0, 0);
      for (Map.Entry<String, Double> weight : weights.entrySet()) {
        side =
            side.plus(
                weight.getValue(),
                ArmValue.of(metric, arms.getOrDefault(weight.getKey(), Moments.none())));
      }
      return side;
    }

    private Side plus(double weight, ArmValue arm) {
      double part = weight * weight * arm.variance();
      return new Side(
          count + arm.count(),
          value + weight * arm.value(),
          variance + part,
          spread + part * part / (arm.count() - 1));
    }
  }

  /** Of the estimate. */
  public double standardError() {
    return Math.sqrt(variance);
  }

  /** Estimate / standard error; NaN where there is no chance in it. */
  public double statistic() {
    return variance > 0 ? estimate / standardError() : Double.NaN;
  }

  /** Two-sided, by Welch's t. */
  public double pValue() {
    return StudentT.pValue(statistic(), freedom);
  }

  /** Half of the 95 % interval of the estimate; NaN where there is no chance in it. */
  public double halfWidth() {
    return StudentT.quantile(freedom) * standardError();
  }

  /** Estimate / baseline; NaN without a baseline above 0. */
  public double relative() {
    return baseline > 0 ? estimate / baseline : Double.NaN;
  }

  /** Relative effect / its standard error. */
  public double relativeStatistic() {
    return relativeVariance > 0 ? relative() / Math.sqrt(relativeVariance) : Double.NaN;
  }

  /**
   * Two-sided, of the relative effect: not quite that of the estimate, for the baseline is a matter
   * of chance as well.
   */
  public double relativePValue() {
    return StudentT.pValue(relativeStatistic(), freedom);
  }

  /** Half of the 95 % interval of the relative effect. */
  public double relativeHalfWidth() {
    return StudentT.quantile(freedom) * Math.sqrt(relativeVariance);
  }
}
