package io.tandem.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.LongFunction;

/**
 * Tails of a distribution over whole numbers by summing every probability in 40 digits, in any
 * unit: what the formulas are held against.
 */
final class BruteForce {
  private static final MathContext DIGITS = new MathContext(40);

  private final long first;

  /** The sums of the first 0, 1, 2, … weights and, each from there on, of the others. */
  private final BigDecimal[] before;

  private final BigDecimal[] from;

  private BruteForce(long first, long last, LongFunction<BigDecimal> ratioToNext) {
    this.first = first;
    int size = (int) (last - first) + 1;
    BigDecimal[] weights = new BigDecimal[size];
    weights[0] = BigDecimal.ONE;
    for (int i = 1; i < size; i++) {
      weights[i] = weights[i - 1].multiply(ratioToNext.apply(first + i - 1), DIGITS);
    }
    before = new BigDecimal[size + 1];
    from = new BigDecimal[size + 1];
    before[0] = BigDecimal.ZERO;
    from[size] = BigDecimal.ZERO;
    for (int i = 0; i < size; i++) {
      before[i + 1] = before[i].add(weights[i], DIGITS);
      from[size - 1 - i] = from[size - i].add(weights[size - 1 - i], DIGITS);
    }
  }

  /** Where what is below {@code first} and above {@code last} is too little to matter. */
  static BruteForce poisson(double mean, long first, long last) {
    BigDecimal exactMean = new BigDecimal(mean);
    return new BruteForce(first, last, k -> exactMean.divide(BigDecimal.valueOf(k + 1), DIGITS));
  }

  static BruteForce hypergeometric(long n, long a, long c) {
    return new BruteForce(
        Math.max(0, a + c - n),
        Math.min(a, c),
        x ->
            BigDecimal.valueOf(a - x)
                .multiply(BigDecimal.valueOf(c - x))
                .divide(
                    BigDecimal.valueOf(x + 1).multiply(BigDecimal.valueOf(n - a - c + x + 1)),
                    DIGITS));
  }

  /** log10 P(X ≥ k). */
  double log10From(long k) {
    return log10Share(from[index(k)], before[index(k)]);
  }

  /** log10 P(X ≤ k). */
  double log10To(long k) {
    return log10Share(before[index(k + 1)], from[index(k + 1)]);
  }

  /** The smallest q with P(X ≤ q) ≥ probability. */
  long quantile(BigDecimal probability) {
    BigDecimal target = probability.multiply(from[0], DIGITS);
    int index = 0;
    while (before[index + 1].compareTo(target) < 0) {
      index++;
    }
    return first + index;
  }

  /** Equal to ten digits; below what a double can hold, both are as good as 0. */
  static void assertTenDigits(double actual, double expected, String of) {
    double error = actual == expected ? 0 : Math.abs(actual - expected);
    assertThat(error)
        .as("%s: %s instead of %s", of, actual, expected)
        .isLessThanOrEqualTo(Math.abs(expected) * 1e-10 + Double.MIN_NORMAL);
  }

  private int index(long k) {
    return Math.toIntExact(k - first);
  }

  private static double log10Share(BigDecimal part, BigDecimal rest) {
    BigDecimal all = part.add(rest, DIGITS);
    if (part.compareTo(rest) > 0) {
      return Math.log1p(-rest.divide(all, DIGITS).doubleValue()) / Math.log(10);
    }
    BigDecimal share = part.divide(all, DIGITS);
    int exponent = share.precision() - share.scale();
    return exponent + Math.log10(share.scaleByPowerOfTen(-exponent).doubleValue());
  }
}
