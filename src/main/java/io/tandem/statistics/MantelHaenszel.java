package io.tandem.statistics;

/**
 * Whether two things meet more often than by chance, given strata within which chance deals: the
 * test of Cochran (1954) and Mantel &amp; Haenszel (1959) of conditional independence. Of each
 * stratum all margins are given, so that the number of common baskets is hypergeometric; their sum
 * has the mean and the variance that are added up here.
 *
 * <p>The tail is that of a Poisson number with this variance, moved so that it has this mean (the
 * translated Poisson approximation, Röllin 2007): where few are expected it is Poisson's, and where
 * nearly all must meet it is as narrow as it ought to be, which Poisson's alone is not. It is
 * somewhat heavier than the exact one, never much lighter.
 */
public final class MantelHaenszel {
  private double mean;
  private double variance;

  /**
   * Adds a stratum.
   *
   * @param n its baskets
   * @param a those with the one
   * @param c those with the other
   * @throws IllegalArgumentException where the counts contradict each other
   */
  public void add(long n, long a, long c) {
    Counts.requireWithin("a", a, 0, n);
    Counts.requireWithin("c", c, 0, n);
    if (a == 0 || c == 0) {
      return;
    }
    double expected = (double) a * c / n;
    mean += expected;
    variance += n == 1 ? 0 : expected * (n - a) / n * (n - c) / (n - 1);
  }

  /** Baskets that chance would give both, over all strata. */
  public double mean() {
    return mean;
  }

  /**
   * log10 P(X ≥ count): the p-value of having seen {@code count} or more independent observations.
   *
   * @param count what was seen, such as customers
   * @param perBasket how many of them a basket is worth, above 0 and at most 1: customers by
   *     baskets, or 1 where baskets are counted. Mean and variance shrink by it.
   * @return from −∞ to 0
   */
  public double log10Tail(long count, double perBasket) {
    double certain = Math.floor((mean - variance) * perBasket);
    double beyond = Math.max(0, count - certain);
    return Poisson.log10Tail((long) beyond, mean * perBasket - certain);
  }
}
