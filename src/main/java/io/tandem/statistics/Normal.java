package io.tandem.statistics;

import org.hipparchus.special.Erf;

/** The standard normal distribution. */
public final class Normal {
  /** Its 97.5 % quantile: half a 95 % interval, in standard errors. */
  public static final double Z = 1.959963984540054;

  private static final double ROOT_OF_TWO = Math.sqrt(2);

  /** P(Z &gt; z), right in its digits also where it is very small. */
  public static double above(double z) {
    return Erf.erfc(z / ROOT_OF_TWO) / 2;
  }

  private Normal() {}
}
