package io.tandem.experiment.analysis;

import java.util.Arrays;
import java.util.List;

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
  /** What one addition may leave, as a share of what is added. */
  private static final double ROUNDING = Math.ulp(1.0);

  /** Sums that were added up otherwise than one by one are no more exact than this many. */
  private static final int FEW = 1_000;

  /** Of nobody. */
  public static Moments none() {
    return new Moments(
        0, new double[Variable.COUNT], new double[Variable.COUNT][Variable.COUNT], 0);
  }

  /** Of these customers, the values of each in the order of the variables. */
  public static Moments of(List<double[]> customers) {
    Moments moments = none();
    double largest = 0;
    for (double[] customer : customers) {
      for (int i = 0; i < Variable.COUNT; i++) {
        moments.sums[i] += customer[i];
        for (int j = 0; j < Variable.COUNT; j++) {
          moments.products[i][j] += customer[i] * customer[j];
        }
      }
      largest = Math.max(largest, customer[Variable.REVENUE.index()]);
    }
    return new Moments(customers.size(), moments.sums, moments.products, largest);
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
    return plus(of(List.of(customer)));
  }

  /** Weights of which all but this variable's are 0. */
  static double[] only(Variable variable) {
    double[] weights = new double[Variable.COUNT];
    weights[variable.index()] = 1;
    return weights;
  }

  /** Of a variable; NaN: not measured. */
  public double sum(Variable variable) {
    return sums[variable.index()];
  }

  /** Sum over customers of the squares of a variable. */
  double squareSum(Variable variable) {
    return products[variable.index()][variable.index()];
  }

  /**
   * Sum over customers of the product of two weighted sums of their variables, each about its mean.
   * What rounding may have left of nothing is 0, so that what does not vary has no variance.
   */
  double crossDeviations(double[] one, double[] other) {
    double sum = 0;
    double added = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < other.length; j++) {
        double weight = one[i] * other[j];
        if (weight != 0) {
          double ofMeans = count == 0 ? 0 : sums[i] * sums[j] / count;
          sum += weight * (products[i][j] - ofMeans);
          added += Math.abs(weight) * (Math.abs(products[i][j]) + Math.abs(ofMeans));
        }
      }
    }
    return Math.abs(sum) <= ROUNDING * (count + FEW) * added ? 0 : sum;
  }

  /** Sum over customers of the squares of a weighted sum of their variables, about its mean. */
  double squareDeviations(double[] weights) {
    return Math.max(0, crossDeviations(weights, weights));
  }
}
