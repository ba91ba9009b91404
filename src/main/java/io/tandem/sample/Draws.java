package io.tandem.sample;

import java.util.SplittableRandom;

/**
 * Random draws of one purpose for one number, such as the orders of customer 17: the same whenever
 * and wherever they are made. StrictMath and 64-bit draws only, so that every machine agrees.
 */
final class Draws {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The draws for a number; the purpose keeps apart what is drawn for different ends. */
  static Draws of(long seed, Purpose purpose, long number) {
    long mixed = mix(seed + GOLDEN_GAMMA);
    mixed = mix(mixed + purpose.name().hashCode() * GOLDEN_GAMMA);
    return new Draws(mix(mixed ^ mix(number + GOLDEN_GAMMA)));
  }

  /** What draws are made for. */
  enum Purpose {
    CATALOGUE,
    TRAITS,
    ORDERS,
    GUEST,
    WHOLESALE,
    BUSINESS,
    LAUNCH,
    PLANTS,
    DRIFT,
    HABIT,
    ERRANDS,
    TRENDS,
    EVENTS,
    ACCESSORIES,
    BROUGHT,
    EXPOSURES,
    DIRT
  }

  /** The finalizer of SplitMix64: close numbers in, unrelated numbers out. */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Evenly in [0, 1). */
  double uniform() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Evenly in 0 .. bound − 1. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Evenly in least .. most, both included. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** Mean 0, standard deviation 1 (Box and Muller 1958). */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  /** Mean {@code mean}; for the small means of basket sizes. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) {
      count++;
    }
    return count;
  }

  /** Gamma with scale 1 (Marsaglia and Tsang 2000). */
  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = StrictMath.pow(1 + c * x, 3);
      if (v > 0
          && StrictMath.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** Shares that add up to 1; the smaller the shape, the more of it falls on a few. */
  double[] dirichlet(int length, double shape) {
    double[] shares = new double[length];
    double sum = 0;
    for (int k = 0; k < length; k++) {
      shares[k] = gamma(shape) + 1e-9;
      sum += shares[k];
    }
    for (int k = 0; k < length; k++) {
      shares[k] /= sum;
    }
    return shares;
  }

  /** An index, with a chance in proportion to its step in these growing sums. */
  int index(double[] cumulative) {
    double target = uniform() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The sums of these weights up to and with each. */
  static double[] cumulative(double... weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    return sums;
  }
}
