package io.tandem.recommendation.als;

import java.io.Serializable;

/**
 * The Gram matrix of factor rows: the products of each factor with each other, summed over rows.
 * Sums over a few rows, a chunk, are floats; sums of these are whole numbers of 2⁻³², which no
 * order of adding can change. So the matrix of all rows is the same however their chunks were dealt
 * to machines.
 */
public final class Gram implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double UNIT = 1L << 32;

  private final int factors;

  /** The upper triangle, row by row, in units of 2⁻³². */
  private final long[] sums;

  /** The matrix of no rows. */
  public Gram(int factors) {
    this.factors = factors;
    this.sums = new long[factors * (factors + 1) / 2];
  }

  /** The matrix of these rows, added up in chunks of {@code chunk} rows from the first on. */
  public static Gram of(FactorRows rows, int chunk) {
    Gram gram = new Gram(rows.factors());
    gram.add(rows, chunk);
    return gram;
  }

  private void add(FactorRows rows, int chunk) {
    int stride = rows.stride();
    float[] products = new float[stride * stride];
    for (int from = 0; from < rows.count(); from += chunk) {
      Arithmetic.best()
          .gram(rows.values(), from, Math.min(chunk, rows.count() - from), stride, products);
      int sum = 0;
      for (int i = 0; i < factors; i++) {
        for (int j = i; j < factors; j++) {
          sums[sum++] += (long) Math.rint(products[i * stride + j] * UNIT);
        }
      }
    }
  }

  /** The matrix of both's rows. */
  public Gram plus(Gram other) {
    Gram both = new Gram(factors);
    for (int i = 0; i < sums.length; i++) {
      both.sums[i] = sums[i] + other.sums[i];
    }
    return both;
  }

  /** The whole matrix, padded like factor rows: entry (i, j) at {@code i · stride + j}. */
  float[] matrix() {
    int stride = FactorRows.stride(factors);
    float[] matrix = new float[stride * stride];
    int sum = 0;
    for (int i = 0; i < factors; i++) {
      for (int j = i; j < factors; j++) {
        float value = (float) (sums[sum++] / UNIT);
        matrix[i * stride + j] = value;
        matrix[j * stride + i] = value;
      }
    }
    return matrix;
  }
}
