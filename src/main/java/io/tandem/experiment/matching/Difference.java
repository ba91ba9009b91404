package io.tandem.experiment.matching;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How the exposed differ from the unexposed in one outcome, with the 95 % interval that chance
 * alone leaves: estimate ± t·√(V₁ + V₀), the t quantile with Satterthwaite's degrees of freedom (V₁
 * + V₀)² / (V₁²/(m₁ − 1) + V₀²/(m₀ − 1)).
 *
 * <p>The strata are alike on both sides, which the variances do not know: the more the covariates
 * tell of the outcome, the wider the interval is than it need be. What customers differ in that no
 * covariate tells is in no interval.
 */
public record Difference(Side exposed, Side unexposed) {
  private static final double HALF_INTERVAL = .975;

  /** NaN where a side has no value. */
  public double estimate() {
    return exposed.value() - unexposed.value();
  }

  /** Half of the interval; NaN where a side has no variance or neither varies. */
  public double halfWidth() {
    double first = exposed.variance();
    double second = unexposed.variance();
    double variance = first + second;
    if (!(variance > 0)) {
      return Double.NaN;
    }
    double freedom =
        variance
            * variance
            / (first * first / (exposed.effectiveCount() - 1)
                + second * second / (unexposed.effectiveCount() - 1));
    return new TDistribution(freedom).inverseCumulativeProbability(HALF_INTERVAL)
        * Math.sqrt(variance);
  }
}
