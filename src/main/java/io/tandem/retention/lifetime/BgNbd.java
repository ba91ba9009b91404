package io.tandem.retention.lifetime;

import java.io.Serializable;

/**
 * When customers buy, and when they have left for good: the BG/NBD model of Fader, Hardie and Lee
 * (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2). While active a customer
 * buys at random at a rate of his or her own, gamma distributed over customers with shape r and
 * rate α; after each repeat purchase he or she leaves with a chance of his or her own, beta
 * distributed with a and b.
 *
 * <p>Whatever unit of time α was fitted in, all times here are in it.
 *
 * @param r shape of the purchase rates
 * @param alpha rate parameter of the purchase rates, in units of time
 * @param a first parameter of the chances to leave
 * @param b second parameter of the chances to leave
 */
public record BgNbd(double r, double alpha, double a, double b) implements Serializable {
  /** The model of these parameters, in the order r, α, a, b. */
  public static BgNbd of(double[] parameters) {
    return new BgNbd(parameters[0], parameters[1], parameters[2], parameters[3]);
  }

  /**
   * The probability that a customer has not left. It is 1 where there is no repeat purchase, for
   * customers of this model leave after one.
   *
   * @param frequency repeat purchases
   * @param recency time from the first purchase to the last
   * @param age time from the first purchase to now
   */
  public double alive(int frequency, double recency, double age) {
    if (frequency == 0) {
      return 1;
    }
    double odds =
        a
            / (b + frequency - 1)
            * Math.exp((r + frequency) * (Math.log(alpha + age) - Math.log(alpha + recency)));
    return 1 / (1 + odds);
  }

  /**
   * The purchases to be expected within a time from now of a customer who has not left; times
   * {@link #alive} it is what any customer is expected to buy (equation 10 of the paper).
   */
  public double purchasesIfAlive(int frequency, double age, double time) {
    return ExpectedPurchases.of(r + frequency, alpha + age, a, b + frequency, time);
  }

  /** The repeat purchases to be expected of a new customer (equation 9 of the paper). */
  public double purchasesOfNewCustomer(double time) {
    return ExpectedPurchases.of(r, alpha, a, b, time);
  }
}
