package io.tandem.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much a customer or a product leans to each of six latent interests; the shares add up to 1.
 */
final class Taste {
  static final int INTERESTS = 6;

  private final double[] shares;

  private Taste(double... shares) {
    this.shares = shares;
  }

  /** The smaller the shape, the more falls on one or two interests. */
  static Taste drawn(double shape, Draws draws) {
    return new Taste(draws.dirichlet(INTERESTS, shape));
  }

  /** This taste, with a weight of 0 to 1 moved to one interest. */
  Taste leaningTo(int interest, double weight) {
    double[] leaning = Arrays.stream(shares).map(share -> (1 - weight) * share).toArray();
    leaning[interest] += weight;
    return new Taste(leaning);
  }

  /** How much falls on one interest. */
  double share(int interest) {
    return shares[interest];
  }

  /** The interest on which most falls. */
  int main() {
    int main = 0;
    for (int k = 1; k < INTERESTS; k++) {
      main = shares[k] > shares[main] ? k : main;
    }
    return main;
  }

  /** Scalar product: 0 for nothing in common, 1 for the same single interest. */
  double affinity(Taste other) {
    double affinity = 0;
    for (int k = 0; k < INTERESTS; k++) {
      affinity += shares[k] * other.shares[k];
    }
    return affinity;
  }

  /** The shares with three decimals, as files hold them. */
  List<String> rounded() {
    return Arrays.stream(shares)
        .mapToObj(share -> String.format(Locale.ROOT, "%.3f", share))
        .toList();
  }
}
