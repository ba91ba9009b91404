package io.tandem.experiment.matching;

/**
 * Whether the exposed and the unexposed were alike in one covariate. Differences are in standard
 * deviations of all exposed customers, matched or not, so that before and after can be compared.
 *
 * @param exposedMean of the matched
 * @param unexposedMean of the matched, weighted to the exposed
 * @param before difference of means of all; NaN where the exposed do not vary and yet differ
 * @param after difference of means of the matched; NaN likewise
 */
public record Balance(double exposedMean, double unexposedMean, double before, double after) {
  /** Below this share of the means a difference is what rounding left of none. */
  private static final double ROUNDING = 1e-9;

  /** How far one mean lies above the other, in standard deviations. */
  static double standardized(double mean, double other, double deviation) {
    double difference = mean - other;
    if (Math.abs(difference) <= ROUNDING * Math.abs(mean)) {
      return 0;
    }
    return deviation > 0 ? difference / deviation : Double.NaN;
  }
}
