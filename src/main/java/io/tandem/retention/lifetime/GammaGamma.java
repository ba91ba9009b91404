package io.tandem.retention.lifetime;

import java.io.Serializable;

/**
 * What a customer's purchase is worth: the Gamma-Gamma model of Fader and Hardie (2013), The
 * Gamma-Gamma Model of Monetary Value. A customer's purchases are gamma distributed with shape p
 * around a mean of his or her own; these means are inverse gamma distributed with shape q and scale
 * p·v. It takes for granted that how much a customer spends does not depend on how often.
 *
 * @param p shape of one customer's purchases
 * @param q shape of the customers' rates
 * @param v scale, in money
 */
public record GammaGamma(double p, double q, double v) implements Serializable {
  /** The model of these parameters, in the order p, q, v. */
  public static GammaGamma of(double[] parameters) {
    return new GammaGamma(parameters[0], parameters[1], parameters[2]);
  }

  /** The mean over customers; infinite where the model has none, that is where q is 1 or less. */
  public double mean() {
    return q > 1 ? p * v / (q - 1) : Double.POSITIVE_INFINITY;
  }

  /**
   * The mean value of a customer's purchases: between what was seen and the mean over customers,
   * nearer to what was seen the more of it there is. Never below zero.
   *
   * @param frequency purchases seen; with none of them it is the mean over customers
   * @param value their mean value
   */
  public double value(int frequency, double value) {
    if (frequency == 0) {
      return mean();
    }
    return Math.max(0, p * (v + frequency * value) / (p * frequency + q - 1));
  }
}
