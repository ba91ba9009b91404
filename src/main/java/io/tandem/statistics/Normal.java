package io.tandem.statistics;

/** The standard normal distribution. */
public final class Normal {
  /** Its 97.5 % quantile: half a 95 % interval, in standard errors. */
  public static final double Z = 1.959963984540054;

  private Normal() {}
}
