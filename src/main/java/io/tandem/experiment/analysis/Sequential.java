package io.tandem.experiment.analysis;

/**
 * An interval that holds however often it is looked at: a confidence sequence by the mixture of
 * normals (Robbins 1970; asymptotic: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2021).
 *
 * <p>With n customers and a standard error se its half-width is
 * se·√(2(nρ²+1)/(nρ²)·ln(√(nρ²+1)/α)); ρ makes it narrowest at the expected number of customers: ρ²
 * = (−2 ln α + ln(1 − 2 ln α))/expected.
 *
 * @param expectedCustomers at which the interval is narrowest
 */
public record Sequential(long expectedCustomers) {
  private static final double ALPHA = .05;

  /** Fewer orders in an arm are too few for a mean to be nearly normal. */
  public static final int LEAST_ORDERS = 100;

  /** Half of the interval, in standard errors. */
  public double halfWidth(long customers) {
    double information = information(customers);
    return Math.sqrt(
        2 * (information + 1) / information * Math.log(Math.sqrt(information + 1) / ALPHA));
  }

  /** The least α at which an interval about this estimate leaves out 0, at most 1. */
  public double pValue(double statistic, long customers) {
    double information = information(customers);
    return Math.min(
        1,
        Math.sqrt(information + 1)
            * Math.exp(-statistic * statistic * information / (2 * (information + 1))));
  }

  private double information(long customers) {
    double surprise = -2 * Math.log(ALPHA);
    return customers * (surprise + Math.log(1 + surprise)) / expectedCustomers;
  }
}
