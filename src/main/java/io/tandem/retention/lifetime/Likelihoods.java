package io.tandem.retention.lifetime;

import org.hipparchus.special.Gamma;

/** The log-likelihoods of the two models with their derivatives, over one block of customers. */
public final class Likelihoods {
  /** Of the BG/NBD model, with parameters r, α, a, b (equation 6 of Fader, Hardie and Lee 2005). */
  public static Slope bgNbd(PurchaseCounts counts, double[] parameters) {
    double r = parameters[0];
    double alpha = parameters[1];
    double a = parameters[2];
    double b = parameters[3];
    double value = 0;
    double byR = 0;
    double byAlpha = 0;
    double byA = 0;
    double byB = 0;
    double ofShape = 0;
    double shapeByR = 0;
    double shapeByA = 0;
    double shapeByB = 0;
    int last = -1;
    for (int i = 0; i < counts.frequency().length; i++) {
      int x = counts.frequency()[i];
      double n = counts.customers()[i];
      if (x != last) { // Gamma functions are dear, and depend on the frequency alone.
        last = x;
        ofShape =
            Gamma.logGamma(r + x)
                - Gamma.logGamma(r)
                + r * Math.log(alpha)
                + Gamma.logGamma(a + b)
                - Gamma.logGamma(b)
                + Gamma.logGamma(b + x)
                - Gamma.logGamma(a + b + x);
        shapeByR = Gamma.digamma(r + x) - Gamma.digamma(r) + Math.log(alpha);
        shapeByA = Gamma.digamma(a + b) - Gamma.digamma(a + b + x);
        shapeByB = shapeByA - Gamma.digamma(b) + Gamma.digamma(b + x);
      }
      double age = alpha + counts.age()[i];
      double logAge = Math.log(age);
      double ifAlive = -(r + x) * logAge;
      if (x == 0) {
        value += n * (ofShape + ifAlive);
        byR += n * (shapeByR - logAge);
        byAlpha += n * (r / alpha - r / age);
        continue;
      }
      double recency = alpha + counts.recency()[i];
      double logRecency = Math.log(recency);
      double ifGone = Math.log(a / (b + x - 1)) - (r + x) * logRecency;
      double greater = Math.max(ifAlive, ifGone);
      double log = greater + Math.log(Math.exp(ifAlive - greater) + Math.exp(ifGone - greater));
      double alive = Math.exp(ifAlive - log);
      double gone = Math.exp(ifGone - log);
      value += n * (ofShape + log);
      byR += n * (shapeByR - alive * logAge - gone * logRecency);
      byAlpha += n * (r / alpha - (r + x) * (alive / age + gone / recency));
      byA += n * (shapeByA + gone / a);
      byB += n * (shapeByB - gone / (b + x - 1));
    }
    return new Slope(value, new double[] {byR, byAlpha, byA, byB});
  }

  /** Of the Gamma-Gamma model, with parameters p, q, v (equation 1a of Fader and Hardie 2013). */
  public static Slope gammaGamma(SpentAmounts spent, double[] parameters) {
    double p = parameters[0];
    double q = parameters[1];
    double v = parameters[2];
    double value = 0;
    double byP = 0;
    double byQ = 0;
    double byV = 0;
    double ofShape = 0;
    double shapeByP = 0;
    double shapeByQ = 0;
    int last = -1;
    for (int i = 0; i < spent.frequency().length; i++) {
      int x = spent.frequency()[i];
      double px = p * x;
      if (x != last) {
        last = x;
        ofShape =
            Gamma.logGamma(px + q)
                - Gamma.logGamma(px)
                - Gamma.logGamma(q)
                + q * Math.log(v)
                + px * Math.log(x);
        shapeByP = Gamma.digamma(px + q) - Gamma.digamma(px) + Math.log(x);
        shapeByQ = Gamma.digamma(px + q) - Gamma.digamma(q) + Math.log(v);
      }
      double z = spent.value()[i];
      double logZ = Math.log(z);
      double logSum = Math.log(v + x * z);
      value += ofShape + (px - 1) * logZ - (px + q) * logSum;
      byP += x * (shapeByP + logZ - logSum);
      byQ += shapeByQ - logSum;
      byV += q / v - (px + q) / (v + x * z);
    }
    return new Slope(value, new double[] {byP, byQ, byV});
  }

  private Likelihoods() {}
}
