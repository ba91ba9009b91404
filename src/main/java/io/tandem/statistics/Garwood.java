package io.tandem.statistics;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * The 95 % interval of what a count is when all chance is taken out: the exact interval of a
 * Poisson mean (Garwood 1936, Fiducial limits for the Poisson distribution, Biometrika 28). From
 * {@code lower} on, so high a count has a probability of at least 2.5 %; up to {@code upper}, so
 * low a count has. Both are quantiles of the gamma distribution: 2.5 % at shape {@code count}, 97.5
 * % at shape {@code count + 1}. Divided by an expected count it is the interval of the ratio.
 *
 * <p>Right to 12 digits up to a million, to 10 beyond. Counts go up to two billion; those below
 * 4,096 are computed once per instance, some microseconds each, and remembered. One instance serves
 * one thread.
 */
public final class Garwood {
  private static final double OUTSIDE = 0.025;
  private static final int REMEMBERED = 4_096;

  /**
   * How near the solver comes to the quantile. The library's own 1e-9 leaves 8 digits at count 1.
   */
  private static final double ACCURACY = 1e-13;

  /** NaN where not yet known. */
  private final double[] lowers = unknown();

  private final double[] uppers = unknown();

  /**
   * The lower end; 0 for the count 0.
   *
   * @throws IllegalArgumentException where the count is negative or above two billion
   */
  public double lower(long count) {
    int shape = Counts.require("count", count);
    if (shape >= REMEMBERED) {
      return lowerEnd(shape);
    }
    if (Double.isNaN(lowers[shape])) {
      lowers[shape] = lowerEnd(shape);
    }
    return lowers[shape];
  }

  /**
   * The upper end.
   *
   * @throws IllegalArgumentException where the count is negative or above two billion
   */
  public double upper(long count) {
    int known = Counts.require("count", count);
    if (known >= REMEMBERED) {
      return upperEnd(known);
    }
    if (Double.isNaN(uppers[known])) {
      uppers[known] = upperEnd(known);
    }
    return uppers[known];
  }

  private static double lowerEnd(int count) {
    return count == 0 ? 0.0 : quantile(count, OUTSIDE);
  }

  private static double upperEnd(int count) {
    return quantile(count + 1, 1 - OUTSIDE);
  }

  private static double quantile(int shape, double probability) {
    return new GammaDistribution(shape, 1, ACCURACY).inverseCumulativeProbability(probability);
  }

  private static double[] unknown() {
    double[] ends = new double[REMEMBERED];
    Arrays.fill(ends, Double.NaN);
    return ends;
  }
}
