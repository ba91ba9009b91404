package io.tandem.experiment.analysis;

import java.util.Arrays;

/** What each covariate explains, where some may not vary or follow from those before them. */
final class LeastSquares {
  /** Below this share of its own variation, what others leave of a covariate is rounding. */
  private static final double LEAST_OWN = 1e-8;

  /**
   * The coefficients by elimination (Gauss and Jordan); NaN of a covariate that is left out.
   *
   * @param squares sums of products of each two covariates, about their means
   * @param products of each covariate with what is to be explained, about their means
   */
  static double[] coefficients(double[][] squares, double[] products) {
    int size = products.length;
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = Arrays.copyOf(squares[i], size + 1);
      rows[i][size] = products[i];
    }
    double[] coefficients = new double[size];
    for (int pivot = 0; pivot < size; pivot++) {
      if (rows[pivot][pivot] > LEAST_OWN * squares[pivot][pivot]) {
        eliminate(rows, pivot);
      } else {
        coefficients[pivot] = Double.NaN;
      }
    }
    for (int i = 0; i < size; i++) {
      coefficients[i] += rows[i][size];
    }
    return coefficients;
  }

  private static void eliminate(double[][] rows, int pivot) {
    double divisor = rows[pivot][pivot];
    Arrays.setAll(rows[pivot], column -> rows[pivot][column] / divisor);
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      double times = row[pivot];
      if (i != pivot) {
        Arrays.setAll(row, column -> row[column] - times * rows[pivot][column]);
      }
    }
  }

  private LeastSquares() {}
}
