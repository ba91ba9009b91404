package io.tandem.statistics;

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) by its series, for z from 0 to 1 exclusively.
 * Where the series converges slowly it is Euler's transformation of it that is summed (Abramowitz
 * and Stegun 1964, 15.1.1 and 15.3.3).
 */
public final class GaussHypergeometric {
  private static final double ENOUGH = 1e-16;
  private static final int MOST_TERMS = 10_000_000;

  /** The value; c is neither 0 nor a negative whole number. */
  public static double of(double a, double b, double c, double z) {
    return a + b > c ? Math.pow(1 - z, c - a - b) * series(c - a, c - b, c, z) : series(a, b, c, z);
  }

  private static double series(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < MOST_TERMS; n++) {
      term *= (a + n) / (c + n) * (b + n) / (1 + n) * z;
      sum += term;
      // The terms that follow shrink by less than z each: together they are below term / (1 - z).
      if (Math.abs(term) <= ENOUGH * (1 - z) * Math.abs(sum)) {
        break;
      }
    }
    return sum;
  }

  private GaussHypergeometric() {}
}
