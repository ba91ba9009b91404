package io.tandem.recommendation.als;

import io.tandem.recommendation.als.LeastSquares.Confidence;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small shop of random preferences, from both sides, and textbook ALS in doubles to compare with.
 */
record Shop(CompressedRows byUser, CompressedRows byItem, int users, int items) {
  static Shop random(long seed, int users, int items, double density) {
    Random random = new Random(seed);
    float[][] weights = new float[users][items];
    for (float[] row : weights) {
      for (int item = 0; item < items; item++) {
        if (random.nextDouble() < density) {
          row[item] = 0.25f + random.nextFloat();
        }
      }
    }
    return of(weights);
  }

  /** Of a dense matrix; zero is no preference. */
  static Shop of(float[][] weights) {
    int items = weights[0].length;
    float[][] turned = new float[items][weights.length];
    for (int user = 0; user < weights.length; user++) {
      for (int item = 0; item < items; item++) {
        turned[item][user] = weights[user][item];
      }
    }
    return new Shop(compressed(weights), compressed(turned), weights.length, items);
  }

  private static CompressedRows compressed(float[][] dense) {
    int[] offsets = new int[dense.length + 1];
    TreeMap<Integer, Float> entries = new TreeMap<>();
    int[] columns = new int[dense.length * dense[0].length];
    for (int row = 0; row < dense.length; row++) {
      for (int column = 0; column < dense[row].length; column++) {
        if (dense[row][column] > 0) {
          columns[entries.size()] = column;
          entries.put(entries.size(), dense[row][column]);
        }
      }
      offsets[row + 1] = entries.size();
    }
    float[] weights = new float[entries.size()];
    entries.forEach((entry, weight) -> weights[entry] = weight);
    return new CompressedRows(offsets, Arrays.copyOf(columns, weights.length), weights);
  }

  /** One user's factors as the normal equations have them, by elimination. */
  static double[] textbook(
      CompressedRows preferences, int row, FactorRows items, Confidence confidence) {
    int k = items.factors();
    double[][] a = new double[k][k + 1];
    for (int item = 0; item < items.count(); item++) {
      addOuter(a, items.row(item), 1, 0);
    }
    for (int i = preferences.offsets()[row]; i < preferences.offsets()[row + 1]; i++) {
      double more = confidence.alpha() * preferences.weights()[i];
      addOuter(a, items.row(preferences.columns()[i]), more, 1 + more);
    }
    double pull =
        confidence.regularization() * Math.pow(preferences.length(row), confidence.exponent());
    for (int i = 0; i < k; i++) {
      a[i][i] += pull;
    }
    return eliminated(a);
  }

  private static void addOuter(double[][] a, float[] row, double scale, double right) {
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        a[i][j] += scale * row[i] * row[j];
      }
      a[i][row.length] += right * row[i];
    }
  }

  private static double[] eliminated(double[][] a) {
    int k = a.length;
    for (int i = 0; i < k; i++) {
      for (int r = i + 1; r < k; r++) {
        double factor = a[r][i] / a[i][i];
        for (int c = i; c <= k; c++) {
          a[r][c] -= factor * a[i][c];
        }
      }
    }
    double[] solution = new double[k];
    for (int i = k - 1; i >= 0; i--) {
      double sum = a[i][k];
      for (int c = i + 1; c < k; c++) {
        sum -= a[i][c] * solution[c];
      }
      solution[i] = sum / a[i][i];
    }
    return solution;
  }

  /**
   * What ALS minimizes: over all users and items confidence · (preference − score)², and the pull
   * of both sides.
   */
  double loss(FactorRows userFactors, FactorRows itemFactors, Confidence confidence) {
    double loss = 0;
    for (int user = 0; user < users; user++) {
      double[] weights = new double[items];
      for (int i = byUser.offsets()[user]; i < byUser.offsets()[user + 1]; i++) {
        weights[byUser.columns()[i]] = byUser.weights()[i];
      }
      for (int item = 0; item < items; item++) {
        double miss =
            (weights[item] > 0 ? 1 : 0) - dot(userFactors.row(user), itemFactors.row(item));
        loss += (1 + confidence.alpha() * weights[item]) * miss * miss;
      }
      loss += pull(byUser, user, userFactors, confidence);
    }
    for (int item = 0; item < items; item++) {
      loss += pull(byItem, item, itemFactors, confidence);
    }
    return loss;
  }

  private static double pull(
      CompressedRows preferences, int row, FactorRows factors, Confidence confidence) {
    return confidence.regularization()
        * Math.pow(preferences.length(row), confidence.exponent())
        * dot(factors.row(row), factors.row(row));
  }

  static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
