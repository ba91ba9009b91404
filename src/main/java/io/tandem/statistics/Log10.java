package io.tandem.statistics;

import org.hipparchus.util.FastMath;

/**
 * Decimal logarithms of probabilities that are known by their natural logarithm, because they
 * themselves may be too small for a double. {@code FastMath} gives the same bits on every machine;
 * {@code Math.log} may differ in the last one.
 */
final class Log10 {
  private static final double LN_10 = 2.302585092994046;

  /** log10 p of ln p. */
  static double of(double logProbability) {
    return logProbability / LN_10;
  }

  /** log10 (1 − p) of ln p; exact for a p near 0, where it is about −p / ln 10, and never −0. */
  static double ofComplement(double logProbability) {
    return FastMath.log1p(-FastMath.exp(logProbability)) / LN_10 + 0.0;
  }

  private Log10() {}
}
