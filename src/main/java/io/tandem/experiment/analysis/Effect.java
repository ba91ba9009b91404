package io.tandem.experiment.analysis;

import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How a metric differs between arms: estimate = Σ wA over the arms, variance Σ w²V.
 *
 * <p>Intervals and p by Welch's t with Satterthwaite's degrees of freedom. The relative effect is
 * the on-value over the off-value, less 1; its variance by the delta method is V_on/off² +
 * on²·V_off/off⁴.
 *
 * @param count customers of the compared arms
 * @param estimate NaN where an arm has nothing to divide by, or is missing
 * @param variance of the estimate; NaN where an arm has fewer than two customers
 * @param freedom degrees of freedom of the t distribution
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
  private static final double HALF_INTERVAL = .975;

  /** Of a contrast on a metric, over these arms. */
  public static Effect of(Contrast contrast, Metric metric, Map<String, Moments> arms) {
    long count = 0;
    double estimate = 0;
    double variance = 0;
    double spread = 0;
    for (Map.Entry<String, Double> compared : contrast.weights().entrySet()) {
      ArmValue arm = ArmValue.of(metric, arms.getOrDefault(compared.getKey(), Moments.none()));
      double part = compared.getValue() * compared.getValue() * arm.variance();
      count += arm.count();
      estimate += compared.getValue() * arm.value();
      variance += part;
      spread += part * part / (arm.count() - 1);
    }
    if (contrast.baseline() == Contrast.Baseline.NONE) {
      return new Effect(
          count, estimate, variance, variance * variance / spread, Double.NaN, Double.NaN);
    }
    double off = weighted(contrast.off(), metric, arms, false);
    double on = off + estimate;
    double relativeVariance =
        weighted(contrast.on(), metric, arms, true) / (off * off)
            + on * on * weighted(contrast.off(), metric, arms, true) / Math.pow(off, 4);
    return new Effect(
        count, estimate, variance, variance * variance / spread, off, relativeVariance);
  }

  private static double weighted(
      Map<String, Double> weights, Metric metric, Map<String, Moments> arms, boolean variance) {
    return weights.entrySet().stream()
        .mapToDouble(
            weight -> {
              ArmValue arm =
                  ArmValue.of(metric, arms.getOrDefault(weight.getKey(), Moments.none()));
              return variance
                  ? weight.getValue() * weight.getValue() * arm.variance()
                  : weight.getValue() * arm.value();
            })
        .sum();
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
    double t = statistic();
    return Double.isNaN(t) || Double.isNaN(freedom)
        ? Double.NaN
        : 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(t));
  }

  /** Half of the 95 % interval of the estimate. */
  public double halfWidth() {
    return quantile() * standardError();
  }

  /** Estimate / baseline. */
  public double relative() {
    return estimate / baseline;
  }

  /** Half of the 95 % interval of the relative effect. */
  public double relativeHalfWidth() {
    return quantile() * Math.sqrt(relativeVariance);
  }

  /** Half of a 95 % interval, in standard errors. */
  public double quantile() {
    return freedom > 0 && variance > 0
        ? new TDistribution(freedom).inverseCumulativeProbability(HALF_INTERVAL)
        : Double.NaN;
  }
}
