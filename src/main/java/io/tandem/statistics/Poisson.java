package io.tandem.statistics;

import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.hipparchus.util.FastMath;

/**
 * How likely a count is to be this high, or this low, by chance alone, where {@code mean} is
 * expected: the tails of the Poisson distribution, as decimal logarithms, because a strong rule's
 * probability is far below the smallest double.
 *
 * <p>The tail that begins on its own side of the mean is P(X = count) times a series of ratios, 1 +
 * m/(k+1) + m²/((k+1)(k+2)) + … upwards and 1 + k/m + k(k−1)/m² + … downwards; the other one is its
 * complement, so that neither suffers from cancellation. P(X = count) is Hipparchus's, by the
 * saddle point of Loader (2000), Fast and accurate computation of binomial probabilities. The
 * logarithms have at least 10 right digits; the series takes about 8 √mean steps near the mean and
 * few far from it.
 *
 * <p>Counts go up to two billion. A mean of 0 allows the count 0 alone: any higher one has the
 * probability 0 and the logarithm −∞, as has a mean too small to divide by (below 1e-298). Neither
 * comes of real baskets, where what was seen together is also expected together.
 */
public final class Poisson {
  /**
   * log10 P(X ≥ count): the p-value of having seen {@code count} or more.
   *
   * @param count what was seen
   * @param mean what was expected
   * @return from −∞ to 0
   * @throws IllegalArgumentException where the count is negative or above two billion, or the mean
   *     negative or not finite
   */
  public static double log10Tail(long count, double mean) {
    int from = requireCount(count, mean);
    if (from == 0) {
      return 0.0;
    }
    if (mean == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return isUpper(from, mean)
        ? Log10.of(logFrom(from, mean))
        : Log10.ofComplement(logTo(from - 1, mean));
  }

  /**
   * log10 P(X ≤ count): the p-value of having seen {@code count} or less.
   *
   * @param count what was seen
   * @param mean what was expected
   * @return from −∞ to 0
   * @throws IllegalArgumentException where the count is negative or above two billion, or the mean
   *     negative or not finite
   */
  public static double log10LowerTail(long count, double mean) {
    int to = requireCount(count, mean);
    if (mean == 0) {
      return 0.0;
    }
    return isUpper(to + 1, mean)
        ? Log10.ofComplement(logFrom(to + 1, mean))
        : Log10.of(logTo(to, mean));
  }

  /** Whether P(X ≥ from) is the smaller part, or both are about a half. */
  private static boolean isUpper(int from, double mean) {
    return from >= mean + 0.5;
  }

  /** ln P(X ≥ from), for one above the mean. */
  private static double logFrom(int from, double mean) {
    double sum = 1;
    double term = mean / (from + 1.0);
    for (double k = from + 2.0; sum + term != sum; k++) {
      sum += term;
      term *= mean / k;
    }
    return logProbability(from, mean) + FastMath.log(sum);
  }

  /** ln P(X ≤ to), for one below the mean. */
  private static double logTo(int to, double mean) {
    double sum = 1;
    double term = to / mean;
    for (double k = to - 1.0; sum + term != sum; k--) {
      sum += term;
      term *= k / mean;
    }
    return logProbability(to, mean) + FastMath.log(sum);
  }

  private static double logProbability(int count, double mean) {
    return new PoissonDistribution(mean).logProbability(count);
  }

  private static int requireCount(long count, double mean) {
    if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid mean: " + mean + " (must be finite and not negative)");
    }
    return Counts.require("count", count);
  }

  private Poisson() {}
}
