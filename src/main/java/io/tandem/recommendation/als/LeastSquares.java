package io.tandem.recommendation.als;

import java.io.Serializable;
import java.util.Arrays;

/**
 * One half of a sweep of implicit-feedback ALS (Hu, Koren &amp; Volinsky 2008): the factors of
 * users that fit their preferences best while those of the items stand still, or the other way
 * round.
 *
 * <p>A user with preferences of weight w for some items minimizes the sum over <em>all</em> items
 * of confidence · (preference − score)², plus λ · |factors|². Confidence is 1 + α w and preference
 * 1 for those items, 1 and 0 for all others; λ is {@code regularization} · (number of
 * preferences)<sup>{@code exponent}</sup>, so that exponent 1 is the ALS-WR of MLlib (Zhou et al.
 * 2008) and exponent 0 a constant. All other items come in through their Gram matrix alone.
 *
 * <p>The system is not solved to its end: a few steps of conjugate gradient from where the factors
 * stood after the last sweep (Takács, Pilászy &amp; Tikk 2011). Users are taken sixteen at a time,
 * so that the product with the Gram matrix is one of matrices.
 *
 * <p>One instance serves one thread.
 */
public final class LeastSquares {
  private static final int BATCH = 16;

  /** Entries whose inner products are held at a time. */
  private static final int SEGMENT = 256;

  private final Arithmetic arithmetic;
  private final Confidence confidence;
  private final int steps;
  private final float[] sums = new float[SEGMENT * Arithmetic.SUMS];
  private final float[] products = new float[SEGMENT];

  /**
   * @param steps of conjugate gradient
   */
  public LeastSquares(Confidence confidence, int steps) {
    this(confidence, steps, Arithmetic.best());
  }

  LeastSquares(Confidence confidence, int steps, Arithmetic arithmetic) {
    this.confidence = confidence;
    this.steps = steps;
    this.arithmetic = arithmetic;
  }

  /**
   * What preferences count.
   *
   * @param alpha confidence of a preference of weight w is 1 + alpha · w
   * @param regularization pull towards zero
   * @param exponent the power of the number of preferences that multiplies it
   */
  public record Confidence(double alpha, double regularization, double exponent)
      implements Serializable {
    float pull(int preferences) {
      return (float) (regularization * Math.pow(preferences, exponent));
    }
  }

  /**
   * Moves users' factors towards what fits best.
   *
   * @param preferences one row per user; its columns are rows of {@code items}. A user without
   *     preferences gets zeros
   * @param items the factors that stand still
   * @param gram of all items, of whom {@code items} may be a part
   * @param users the factors to be moved, in place; where conjugate gradient starts
   */
  public void solve(CompressedRows preferences, FactorRows items, Gram gram, FactorRows users) {
    int stride = users.stride();
    float[] matrix = gram.matrix();
    Batch batch = new Batch(stride);
    for (int from = 0; from < users.count(); from += BATCH) {
      int count = Math.min(BATCH, users.count() - from);
      batch.load(users, from, count);
      solve(preferences, items, matrix, batch, from, count);
      batch.store(users, from, count);
    }
  }

  private void solve(
      CompressedRows preferences,
      FactorRows items,
      float[] gram,
      Batch batch,
      int from,
      int count) {
    int stride = items.stride();
    multiply(batch.factors, gram, batch, stride);
    for (int user = 0; user < count; user++) {
      int at = user * stride;
      if (preferences.length(from + user) == 0) {
        Arrays.fill(batch.factors, at, at + stride, 0);
        batch.isDone[user] = true;
        continue;
      }
      // residual = b − A · factors, of which multiply has left gram · factors in products.
      float pull = confidence.pull(preferences.length(from + user));
      for (int i = at; i < at + stride; i++) {
        batch.residual[i] = -Math.fma(pull, batch.factors[i], batch.product[i]);
      }
      addPreferences(preferences, from + user, items, batch.factors, batch.residual, at, true);
      System.arraycopy(batch.residual, at, batch.direction, at, stride);
      batch.norm[user] = arithmetic.dot(batch.residual, at, batch.residual, at, stride, sums);
      batch.isDone[user] = !(batch.norm[user] > 0);
    }
    for (int step = 0; step < steps; step++) {
      multiply(batch.direction, gram, batch, stride);
      for (int user = 0; user < count; user++) {
        if (!batch.isDone[user]) {
          step(preferences, from + user, items, batch, user);
        }
      }
    }
  }

  private void multiply(float[] rows, float[] gram, Batch batch, int stride) {
    arithmetic.multiply(rows, 0, BATCH, stride, gram, stride, batch.product);
  }

  /** A step of one user along the direction, and the next direction. */
  private void step(CompressedRows preferences, int row, FactorRows items, Batch batch, int user) {
    int stride = items.stride();
    int at = user * stride;
    float pull = confidence.pull(preferences.length(row));
    arithmetic.add(pull, batch.direction, at, batch.product, at, stride);
    addPreferences(preferences, row, items, batch.direction, batch.product, at, false);
    float curvature = arithmetic.dot(batch.direction, at, batch.product, at, stride, sums);
    if (!(curvature > 0)) {
      batch.isDone[user] = true;
      return;
    }
    float length = batch.norm[user] / curvature;
    arithmetic.add(length, batch.direction, at, batch.factors, at, stride);
    arithmetic.add(-length, batch.product, at, batch.residual, at, stride);
    float norm = arithmetic.dot(batch.residual, at, batch.residual, at, stride, sums);
    float turn = norm / batch.norm[user];
    for (int i = at; i < at + stride; i++) {
      batch.direction[i] = Math.fma(turn, batch.direction[i], batch.residual[i]);
    }
    batch.norm[user] = norm;
    batch.isDone[user] = !(norm > 0);
  }

  /**
   * Adds the preferred items' part of A · vector to a vector, or, for the residual, of b − A ·
   * vector.
   */
  private void addPreferences(
      CompressedRows preferences,
      int row,
      FactorRows items,
      float[] vector,
      float[] into,
      int at,
      boolean isResidual) {
    int end = preferences.offsets()[row + 1];
    float alpha = (float) confidence.alpha();
    for (int from = preferences.offsets()[row]; from < end; from += SEGMENT) {
      int to = Math.min(end, from + SEGMENT);
      int stride = items.stride();
      int[] columns = preferences.columns();
      arithmetic.dots(items.values(), stride, columns, from, to, vector, at, sums, products);
      for (int i = 0; i < to - from; i++) {
        float more = alpha * preferences.weights()[from + i];
        products[i] = isResidual ? 1 + more - more * products[i] : more * products[i];
      }
      arithmetic.addRows(items.values(), stride, columns, from, to, products, into, at);
    }
  }

  /** Sixteen users at work: a row each of every vector of conjugate gradient. */
  private static final class Batch {
    private final float[] factors;
    private final float[] residual;
    private final float[] direction;
    private final float[] product;
    private final float[] norm = new float[BATCH];
    private final boolean[] isDone = new boolean[BATCH];

    Batch(int stride) {
      factors = new float[BATCH * stride];
      residual = new float[BATCH * stride];
      direction = new float[BATCH * stride];
      product = new float[BATCH * stride];
    }

    void load(FactorRows users, int from, int count) {
      int stride = users.stride();
      System.arraycopy(users.values(), from * stride, factors, 0, count * stride);
    }

    void store(FactorRows users, int from, int count) {
      int stride = users.stride();
      System.arraycopy(factors, 0, users.values(), from * stride, count * stride);
    }
  }
}
