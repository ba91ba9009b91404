package io.tandem.experiment.analysis;

import java.util.Arrays;

/**
 * Counts and sums over customers of one arm: all that is needed of them. Moments of disjoint
 * customers add up.
 *
 * @param count customers
 * @param sums of each {@link Variable}; NaN: not measured
 * @param products sums of the products of each two variables, a symmetric matrix
 * @param largest revenue of one customer
 */
public record Moments(long count, double[] sums, double[][] products, double largest) {
  /** Below this share of its square sum a variance is what rounding left of none. */
  private static final double ROUNDING = 1e-12;

  /** Of nobody. */
  public static Moments none() {
    return new Moments(
        0, new double[Variable.COUNT], new double[Variable.COUNT][Variable.COUNT], 0);
  }

  /** Of these and other customers. */
  public Moments plus(Moments other) {
    double[] bothSums = sums.clone();
    double[][] bothProducts = Arrays.stream(products).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < Variable.COUNT; i++) {
      bothSums[i] += other.sums[i];
      for (int j = 0; j < Variable.COUNT; j++) {
        bothProducts[i][j] += other.products[i][j];
      }
    }
    return new Moments(
        count + other.count, bothSums, bothProducts, Math.max(largest, other.largest));
  }

  /** Of these and one customer more, whose values stand in the order of the variables. */
  public Moments plus(double... customer) {
    double[][] squares = new double[Variable.COUNT][Variable.COUNT];
    for (int i = 0; i < Variable.COUNT; i++) {
      for (int j = 0; j < Variable.COUNT; j++) {
        squares[i][j] = customer[i] * customer[j];
      }
    }
    return plus(new Moments(1, customer, squares, customer[Variable.REVENUE.ordinal()]));
  }

  /** Of a variable; NaN: not measured. */
  public double sum(Variable variable) {
    return sums[variable.ordinal()];
  }

  /** Σ weight × sum, over the variables. */
  double sum(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        sum += weights[i] * sums[i];
      }
    }
    return sum;
  }

  /**
   * Sum over customers of the product of two weighted sums of their variables, each about its mean;
   * exactly 0 where either does not vary.
   */
  double crossDeviations(double[] one, double[] other) {
    double raw = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < other.length; j++) {
        if (one[i] != 0 && other[j] != 0) {
          raw += one[i] * other[j] * products[i][j];
        }
      }
    }
    double ofMeans = count == 0 ? 0 : sum(one) * sum(other) / count;
    return Math.abs(raw - ofMeans) <= ROUNDING * (Math.abs(raw) + Math.abs(ofMeans))
        ? 0
        : raw - ofMeans;
  }
}
