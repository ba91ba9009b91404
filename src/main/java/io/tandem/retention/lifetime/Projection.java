package io.tandem.retention.lifetime;

import java.io.Serializable;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Purchases to come and what they are worth today, for customers who have not left. Times are days.
 *
 * @param model when customers buy
 * @param horizonDays days from now that count
 * @param discountRate by which money of a year later counts less
 */
public record Projection(BgNbd model, int horizonDays, double discountRate)
    implements Serializable {
  private static final double YEAR = 365;
  private static final int NODES = 16;

  /**
   * The purchases expected within the horizon, each counted at its worth today: the integral of
   * e^(−δt) over expected purchases, by parts, with δ the logarithm of 1 + rate a day.
   */
  public double discountedPurchases(int frequency, int age) {
    double delta = Math.log1p(discountRate) / YEAR;
    GaussIntegrator legendre = new GaussIntegratorFactory().legendre(NODES, 0, horizonDays);
    double within =
        delta == 0
            ? 0
            : legendre.integrate(
                time -> Math.exp(-delta * time) * model.purchasesIfAlive(frequency, age, time));
    return Math.exp(-delta * horizonDays) * model.purchasesIfAlive(frequency, age, horizonDays)
        + delta * within;
  }
}
