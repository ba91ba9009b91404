package io.tandem.recommendation.als;

import io.tandem.recommendation.als.LeastSquares.Confidence;

/**
 * Why an item's score for a user is what it is (Hu, Koren &amp; Volinsky 2008, section 5). By the
 * normal equations a user's factors are A⁻¹ Σ c y over the preferred items, so a score is a sum
 * over these: preferred item i carries c_i · y_jᵀ A⁻¹ y_i of the score of item j. The parts add up
 * to the score of factors that solve the equations, which is what sweeps end with but for a few
 * thousandths.
 *
 * <p>One instance serves one thread.
 */
public final class Explanation {
  private final FactorRows items;
  private final Confidence confidence;
  private final float[] gram;
  private final int factors;

  /** A, then its Cholesky factor, in the lower triangle. */
  private final double[][] matrix;

  private final double[] solution;

  /**
   * @param items their factors
   * @param gram of all of them
   */
  public Explanation(FactorRows items, Gram gram, Confidence confidence) {
    this.items = items;
    this.confidence = confidence;
    this.gram = gram.matrix();
    this.factors = items.factors();
    this.matrix = new double[factors][factors];
    this.solution = new double[factors];
  }

  /**
   * What each preference of a user carries of each score.
   *
   * @param preferences columns are items
   * @param user the row
   * @param scored items whose score is to be explained
   * @return for each of these the part of each preference, in the order of the row
   */
  public double[][] of(CompressedRows preferences, int user, int[] scored) {
    load(preferences, user);
    decompose();
    double[][] parts = new double[scored.length][preferences.length(user)];
    for (int s = 0; s < scored.length; s++) {
      solve(scored[s]);
      for (int i = 0; i < parts[s].length; i++) {
        int entry = preferences.offsets()[user] + i;
        double weight = 1 + confidence.alpha() * preferences.weights()[entry];
        parts[s][i] = weight * dotSolution(preferences.columns()[entry]);
      }
    }
    return parts;
  }

  /** A = the Gram matrix, and for each preference α w y yᵀ, and the pull on the diagonal. */
  private void load(CompressedRows preferences, int user) {
    int stride = items.stride();
    float pull = confidence.pull(preferences.length(user));
    for (int i = 0; i < factors; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = gram[i * stride + j];
      }
      matrix[i][i] += pull;
    }
    for (int e = preferences.offsets()[user]; e < preferences.offsets()[user + 1]; e++) {
      int at = preferences.columns()[e] * stride;
      double more = confidence.alpha() * preferences.weights()[e];
      for (int i = 0; i < factors; i++) {
        double scaled = more * items.values()[at + i];
        double[] row = matrix[i];
        for (int j = 0; j <= i; j++) {
          row[j] += scaled * items.values()[at + j];
        }
      }
    }
  }

  private void decompose() {
    for (int i = 0; i < factors; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        // Where nothing pulls and a factor is used up, it carries nothing.
        matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 0)) : quotient(sum, matrix[j][j]);
      }
    }
  }

  /** A⁻¹ y of an item. */
  private void solve(int item) {
    int at = item * items.stride();
    for (int i = 0; i < factors; i++) {
      double sum = items.values()[at + i];
      for (int k = 0; k < i; k++) {
        sum -= matrix[i][k] * solution[k];
      }
      solution[i] = quotient(sum, matrix[i][i]);
    }
    for (int i = factors - 1; i >= 0; i--) {
      double sum = solution[i];
      for (int k = i + 1; k < factors; k++) {
        sum -= matrix[k][i] * solution[k];
      }
      solution[i] = quotient(sum, matrix[i][i]);
    }
  }

  private double dotSolution(int item) {
    int at = item * items.stride();
    double sum = 0;
    for (int i = 0; i < factors; i++) {
      sum += items.values()[at + i] * solution[i];
    }
    return sum;
  }

  private static double quotient(double dividend, double divisor) {
    return divisor > 0 ? dividend / divisor : 0;
  }
}
