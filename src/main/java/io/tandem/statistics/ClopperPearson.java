package io.tandem.statistics;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * The exact 95 % interval of a share (Clopper and Pearson 1934, The use of confidence or fiducial
 * limits illustrated in the case of the binomial, Biometrika 26): up to the lower end, so high a
 * count has a probability of at most 2.5 %. For selecting the best of very many, where {@link
 * Wilson}'s lower end promises too much for a handful of successes without a failure: of 5 in 5
 * Wilson has .57, the exact end is .48.
 *
 * <p>Counts go up to two billion.
 */
public final class ClopperPearson {
  private static final double OUTSIDE = 0.025;

  /** How near the solver comes to the quantile. */
  private static final double ACCURACY = 1e-12;

  /**
   * The lower end: the 2.5 % quantile of the beta distribution with {@code successes} and {@code
   * trials − successes + 1}; 0 where nothing succeeded.
   *
   * @throws IllegalArgumentException where a count is negative or above two billion, or there are
   *     more successes than trials
   */
  public static double lower(long successes, long trials) {
    int all = Counts.require("trials", trials);
    long found = Counts.requireWithin("successes", successes, 0, all);
    if (found == 0) {
      return 0.0;
    }
    return new BetaDistribution(found, all - found + 1.0, ACCURACY)
        .inverseCumulativeProbability(OUTSIDE);
  }

  private ClopperPearson() {}
}
