package io.tandem.statistics;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.util.FastMath;

/**
 * Whether two things meet more often than by chance, given strata within which chance deals: the
 * test of Cochran (1954) and Mantel &amp; Haenszel (1959) of conditional independence. Of each
 * stratum all margins are given, so that the number of common baskets is hypergeometric.
 *
 * <p>The tail of the sum over the strata is exact where the sum can exceed its least by up to a
 * thousand. Beyond that it is the tail of a Poisson number of the sum's variance, or less than one
 * more, moved to its mean (the translated Poisson approximation, Röllin 2007), which is somewhat
 * heavier.
 */
public final class MantelHaenszel {
  private static final int MOST_EXACT = 1_000;

  private final List<Stratum> strata = new ArrayList<>();
  private double mean;
  private double variance;

  /** Common baskets that there must be, whatever chance deals. */
  private long least;

  /** How many more there can be. */
  private long range;

  private record Stratum(long n, long a, long c) {
    long least() {
      return Hypergeometric.least(n, a, c);
    }

    long range() {
      return Hypergeometric.most(a, c) - least();
    }

    /** By common baskets beyond the least. */
    double[] probabilities() {
      double[] weights = new double[(int) range() + 1];
      int mode = (int) Math.min(range(), (a + 1) * (c + 1) / (n + 2) - least());
      weights[mode] = 1;
      for (int i = mode; i < range(); i++) {
        weights[i + 1] = weights[i] * Hypergeometric.up(n, a, c, least() + i);
      }
      for (int i = mode; i > 0; i--) {
        weights[i - 1] = weights[i] / Hypergeometric.up(n, a, c, least() + i - 1);
      }
      double sum = 0;
      for (double weight : weights) {
        sum += weight;
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= sum;
      }
      return weights;
    }
  }

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
    if (a > 0 && c > 0) {
      Stratum stratum = new Stratum(n, a, c);
      strata.add(stratum);
      mean += Hypergeometric.mean(n, a, c);
      variance += Hypergeometric.variance(n, a, c);
      least += stratum.least();
      range += stratum.range();
    }
  }

  /**
   * log10 P(X ≥ count): the p-value of having seen {@code count} or more baskets with both.
   *
   * @return from −308 to 0
   */
  public double log10Tail(long count) {
    if (count <= least) {
      return 0;
    }
    double log = range <= MOST_EXACT ? exact(count) : translatedPoisson(count);
    return Math.max(log, FastMath.log10(Double.MIN_NORMAL));
  }

  private double exact(long count) {
    double[] sum = {1};
    for (Stratum stratum : strata) {
      if (stratum.range() > 0) {
        sum = convolution(sum, stratum.probabilities());
      }
    }
    double tail = 0;
    // The smallest first, for the sake of their digits.
    for (int i = sum.length - 1; i >= count - least; i--) {
      tail += sum[i];
    }
    return FastMath.log10(Math.min(1, tail));
  }

  private double translatedPoisson(long count) {
    long certain = (long) Math.floor(mean - variance);
    return Poisson.log10Tail(Math.max(0, count - certain), mean - certain);
  }

  private static double[] convolution(double[] left, double[] right) {
    double[] sum = new double[left.length + right.length - 1];
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        sum[i + j] += left[i] * right[j];
      }
    }
    return sum;
  }
}
