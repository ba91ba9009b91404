package io.tandem.experiment.analysis;

import org.hipparchus.distribution.continuous.TDistribution;

/** How far chance alone takes an estimate, counted in its standard errors (Student 1908). */
final class StudentT {
  private static final double UPPER = .975;

  /** Half of a 95 % interval, in standard errors; NaN without any freedom. */
  static double quantile(double freedom) {
    return freedom > 0
        ? new TDistribution(freedom).inverseCumulativeProbability(UPPER)
        : Double.NaN;
  }

  /** Two-sided; NaN without any freedom. */
  static double pValue(double statistic, double freedom) {
    return freedom > 0 && !Double.isNaN(statistic)
        ? 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(statistic))
        : Double.NaN;
  }

  private StudentT() {}
}
