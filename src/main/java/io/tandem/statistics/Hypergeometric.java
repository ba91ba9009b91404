package io.tandem.statistics;

import org.hipparchus.distribution.discrete.HypergeometricDistribution;
import org.hipparchus.util.FastMath;

/**
 * How many of the antecedent's baskets would hold the consequent if it were dealt out blindly: the
 * hypergeometric distribution of X, where {@code c} of {@code n} baskets hold the consequent and
 * {@code a} of them are drawn. Its tail is Fisher's exact test of a rule, its quantile the
 * denominator of hyper-lift.
 *
 * <p>The method is {@link Poisson}'s: P(X = x), by Hipparchus and Loader (2000), times the series
 * of ratios P(X = x+1) / P(X = x) = (a−x)(c−x) / ((x+1)(n−a−c+x+1)), on the side of the mean where
 * the tail is small, else the complement. Counts go up to two billion.
 */
public final class Hypergeometric {
  /** R's allowance: a probability that is reached but for rounding counts as reached. */
  private static final double ALLOWANCE = 1000 * Math.ulp(1.0);

  /**
   * log10 P(X ≥ x): the p-value of Fisher's exact test, one-sided, as {@code interestMeasure} of
   * R's arules has it.
   *
   * @param n all baskets
   * @param a baskets with the antecedent
   * @param c baskets with the consequent
   * @param x baskets with both
   * @return at most 0, which is reached only where there cannot be fewer, or as good as not
   * @throws IllegalArgumentException where the counts contradict each other
   */
  public static double log10Tail(long n, long a, long c, long x) {
    requireMargins(n, a, c);
    long least = least(n, a, c);
    Counts.requireWithin("x", x, least, most(a, c));
    if (x == least) {
      return 0.0;
    }
    return x >= mean(n, a, c) + 0.5
        ? Log10.of(logProbability(n, a, c, x) + FastMath.log(from(n, a, c, x)))
        : Log10.ofComplement(logProbability(n, a, c, x - 1) + FastMath.log(to(n, a, c, x - 1)));
  }

  /**
   * The smallest q with P(X ≤ q) ≥ probability, as R's {@code qhyper}, with its allowance of
   * 2.2e-13 for rounding. At .99 it is the denominator of hyper-lift x/q (Hahsler and Hornik 2007,
   * New probabilistic interest measures for association rules); it is 0 where 99 % of blind deals
   * have none.
   *
   * @param n all baskets
   * @param a baskets with the antecedent
   * @param c baskets with the consequent
   * @param probability between 0 and 1
   * @throws IllegalArgumentException where the counts contradict each other or the probability is
   *     not between 0 and 1
   */
  public static long quantile(long n, long a, long c, double probability) {
    requireMargins(n, a, c);
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "Invalid probability: " + probability + " (must be between 0 and 1)");
    }
    double reached = probability * (1 - ALLOWANCE);
    // Only small tails are summed: in the lower half that of the baskets without the consequent.
    return probability >= 0.5
        ? lastAbove(n, a, c, 1 - reached)
        : a - lastAbove(n, a, n - c, reached);
  }

  /**
   * The greatest x with P(X ≥ x) > tail. Begins where a normal distribution would have less than
   * the tail, goes on where this one has more, and walks down from there, adding.
   */
  private static long lastAbove(long n, long a, long c, double tail) {
    long least = least(n, a, c);
    long most = most(a, c);
    if (least == most) {
      return most;
    }
    double logTail = FastMath.log(tail);
    double mean = mean(n, a, c);
    double variance = variance(n, a, c);
    double normalEnd = mean + Math.sqrt(-2 * logTail * variance);
    long x = Math.min(most, (long) Math.ceil(normalEnd) + 1);
    // In units of the tail, which may itself be very small.
    double term = FastMath.exp(logProbability(n, a, c, x) - logTail);
    double sum = term * from(n, a, c, x);
    for (long step = 1; sum > 1 && x < most; step *= 2) {
      x = Math.min(most, x + step);
      term = FastMath.exp(logProbability(n, a, c, x) - logTail);
      sum = term * from(n, a, c, x);
    }
    while (sum <= 1 && x > least) {
      term *= down(n, a, c, x);
      sum += term;
      x--;
    }
    return x;
  }

  /** P(X ≥ x) / P(X = x), for an x above the mean. */
  private static double from(long n, long a, long c, long x) {
    double sum = 1;
    double term = up(n, a, c, x);
    for (long k = x + 1; sum + term != sum; k++) {
      sum += term;
      term *= up(n, a, c, k);
    }
    return sum;
  }

  /** P(X ≤ x) / P(X = x), for an x below the mean. */
  private static double to(long n, long a, long c, long x) {
    double sum = 1;
    double term = down(n, a, c, x);
    for (long k = x - 1; sum + term != sum; k--) {
      sum += term;
      term *= down(n, a, c, k);
    }
    return sum;
  }

  /** P(X = x+1) / P(X = x); 0 at the most. */
  static double up(long n, long a, long c, long x) {
    return (double) (a - x) * (c - x) / ((x + 1.0) * (n - a - c + x + 1));
  }

  /** P(X = x−1) / P(X = x); 0 at the least. */
  private static double down(long n, long a, long c, long x) {
    return (double) x * (n - a - c + x) / ((a - x + 1.0) * (c - x + 1));
  }

  static double mean(long n, long a, long c) {
    return (double) a * c / n;
  }

  static double variance(long n, long a, long c) {
    return n == 1 ? 0 : mean(n, a, c) * (n - a) / n * (n - c) / (n - 1);
  }

  /** The fewest that there can be. */
  static long least(long n, long a, long c) {
    return Math.max(0, a + c - n);
  }

  /** The most that there can be. */
  static long most(long a, long c) {
    return Math.min(a, c);
  }

  private static double logProbability(long n, long a, long c, long x) {
    return new HypergeometricDistribution((int) n, (int) a, (int) c).logProbability((int) x);
  }

  private static void requireMargins(long n, long a, long c) {
    Counts.require("n", n);
    Counts.requireWithin("a", a, 0, n);
    Counts.requireWithin("c", c, 0, n);
  }

  private Hypergeometric() {}
}
