package io.tandem.experiment.analysis;

import io.tandem.statistics.Normal;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How far chance alone takes an estimate, counted in its standard errors (Student 1908); with
 * infinitely many degrees of freedom by the normal distribution.
 */
final class StudentT {
  private static final double UPPER = .975;

  /** Half of a 95 % interval, in standard errors; NaN without any freedom. */
  static double quantile(double freedom) {
    if (freedom == Double.POSITIVE_INFINITY) {
      return Normal.Z;
    }
    return freedom > 0
        ? new TDistribution(freedom).inverseCumulativeProbability(UPPER)
        : Double.NaN;
  }

  /** Two-sided; NaN without any freedom. */
  static double pValue(double statistic, double freedom) {
    if (freedom == Double.POSITIVE_INFINITY) {
      return 2 * Normal.above(Math.abs(statistic));
    }
    return freedom > 0 && !Double.isNaN(statistic)
        ? 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(statistic))
        : Double.NaN;
  }

  private StudentT() {}
}
