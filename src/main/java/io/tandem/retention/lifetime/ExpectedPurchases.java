package io.tandem.retention.lifetime;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The purchases that the BG/NBD model expects within a time, as a mean of positive numbers with
 * positive weights: it is finite and never negative whatever the parameters. The closed form of
 * Fader, Hardie and Lee (2005, equations 9 and 10) is the difference of two numbers of which one
 * may overflow and the other underflow, and has a pole at a = 1, where the model has none.
 *
 * <p>Of a customer who never left, purchases N within the time would follow the negative binomial
 * distribution. After each one the customer leaves with a chance p, so that of n there come (1 − (1
 * − p)ⁿ) / p: the mean of that over N and over p, which is beta distributed, is what is expected.
 */
final class ExpectedPurchases {
  /** Where the sum has more, the integral is as fast; both are exact. */
  private static final double MOST_TERMS = 20_000;

  /** What is left out, as a share of the whole. */
  private static final double NEGLIGIBLE = 1e-17;

  /** A sum that has grown so far is scaled down. */
  private static final double LARGE = 1e250;

  /**
   * Beyond these log-odds of leaving, purchases no longer depend on them, and densities are powers.
   */
  private static final double LEAST_LOG_ODDS = -80;

  private static final double MOST_LOG_ODDS = 60;

  /** Densities below this share of the highest, as a logarithm, are no part of the integral. */
  private static final double UNSEEN = -100;

  private static final double WIDEST_PANEL = 1.5;

  /** In standard deviations of the density where it is narrow. */
  private static final double PANEL_DEVIATIONS = 2;

  private static final GaussIntegrator LEGENDRE = new GaussIntegratorFactory().legendre(16);

  /**
   * The expected number.
   *
   * @param shape of the gamma distributed purchase rate
   * @param rate parameter of the same, in units of time
   * @param leave first parameter of the beta distributed chance to leave after a purchase
   * @param stay second parameter of the same
   * @param time from now
   */
  static double of(double shape, double rate, double leave, double stay, double time) {
    double mean = shape * (time / rate);
    double overdispersion = 1 + time / rate; // The variance of N is so many times its mean.
    double terms = mean + 9 * Math.sqrt(mean * overdispersion) + 45 * overdispersion;
    return terms <= MOST_TERMS
        ? sum(shape, rate, leave, stay, time)
        : integral(shape, rate, leave, stay, time);
  }

  /**
   * The sum over n of the probability of N = n times the purchases that come of n: the k-th comes
   * where none of the k − 1 before was the last, which is so with probability B(a, b + k − 1) /
   * B(a, b).
   */
  static double sum(double shape, double rate, double leave, double stay, double time) {
    double z = time / (rate + time);
    double probability = 1; // Of n, as a multiple of that of 0.
    double probabilities = 1;
    double stays = 1;
    double purchases = 0;
    double sum = 0;
    for (int n = 1; ; n++) {
      probability *= (shape + n - 1) / n * z;
      probabilities += probability;
      purchases += stays;
      stays *= (stay + n - 1) / (leave + stay + n - 1);
      double term = probability * purchases;
      sum += term;
      // From here on terms shrink by this factor at least.
      double factor = Math.max((shape + n) / (n + 1) * z, z) * (1 + 1.0 / n);
      if (factor < 1 && term * factor <= (1 - factor) * NEGLIGIBLE * sum) {
        return sum / probabilities;
      }
      if (sum > LARGE) {
        probability /= LARGE;
        probabilities /= LARGE;
        sum /= LARGE;
      }
    }
  }

  /**
   * The mean over the chance p of (1 − (1 + p t / α)^−r) / p, which is what is expected where p is
   * known: an integral over the log-odds of p, in which the density falls to both sides.
   */
  static double integral(double shape, double rate, double leave, double stay, double time) {
    return new Mean(shape, time / rate, leave, stay).value();
  }

  /** Collects weighted values from the mode of the density to both sides. */
  private static final class Mean {
    private final double shape;
    private final double ratio;
    private final double leave;
    private final double stay;
    private final double mode;
    private double weights;
    private double sum;

    Mean(double shape, double ratio, double leave, double stay) {
      this.shape = shape;
      this.ratio = ratio;
      this.leave = leave;
      this.stay = stay;
      this.mode = Math.log(leave / stay);
    }

    double value() {
      double left = collect(LEAST_LOG_ODDS);
      add(density(left) / leave, shape * ratio);
      double right = collect(MOST_LOG_ODDS);
      add(density(right) / stay, purchases(1));
      return sum / weights;
    }

    /** Goes from the mode to the end, or until nothing is seen any more; says how far. */
    private double collect(double end) {
      double from = mode;
      while (from != end && logDensity(from) > UNSEEN) {
        double deviation = 1 / Math.sqrt((leave + stay) * chance(from) * chance(-from));
        double width = Math.min(WIDEST_PANEL, PANEL_DEVIATIONS * deviation);
        double to = end < from ? Math.max(end, from - width) : Math.min(end, from + width);
        double middle = (from + to) / 2;
        double half = Math.abs(to - from) / 2;
        for (int i = 0; i < LEGENDRE.getNumberOfPoints(); i++) {
          double logOdds = middle + half * LEGENDRE.getPoint(i);
          add(half * LEGENDRE.getWeight(i) * density(logOdds), purchases(chance(logOdds)));
        }
        from = to;
      }
      return from;
    }

    private void add(double weight, double value) {
      weights += weight;
      sum += weight * value;
    }

    private double purchases(double chance) {
      return -Math.expm1(-shape * Math.log1p(chance * ratio)) / chance;
    }

    /** As a multiple of the highest. */
    private double density(double logOdds) {
      return Math.exp(logDensity(logOdds));
    }

    private double logDensity(double logOdds) {
      return leave * (logChance(logOdds) - logChance(mode))
          + stay * (logChance(-logOdds) - logChance(-mode));
    }

    private static double chance(double logOdds) {
      return Math.exp(logChance(logOdds));
    }

    private static double logChance(double logOdds) {
      return -Math.log1p(Math.exp(-logOdds));
    }
  }

  private ExpectedPurchases() {}
}
