package io.tandem.recommendation.als;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arithmetic with the Vector API, in registers as wide as the machine's. Loops hold in
 * registers what they meet again: the vector of the inner products, the sum that rows are added to,
 * the corner of a matrix that is being filled.
 */
final class VectorArithmetic implements Arithmetic {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TWO = 2 * LANES;
  private static final int THREE = 3 * LANES;
  private static final int FOUR = 4 * LANES;

  VectorArithmetic() {
    if (LANES > SUMS) {
      throw new UnsupportedOperationException("Registers of %d floats".formatted(LANES));
    }
  }

  @Override
  public void dots(
      float[] rows,
      int stride,
      int[] columns,
      int from,
      int to,
      float[] vector,
      int at,
      float[] sums,
      float[] into) {
    for (int s = 0; s < SUMS; s += LANES) {
      int i = s;
      for (; i + 4 * SUMS <= stride + s; i += 4 * SUMS) {
        sumFour(rows, stride, columns, from, to, vector, at, i, s, sums);
      }
      if (i < stride) {
        sumTwo(rows, stride, columns, from, to, vector, at, i, s, sums);
      }
    }
    for (int entry = 0; entry < to - from; entry++) {
      into[entry] = Arithmetic.fold(sums, entry * SUMS);
    }
  }

  /** Four summands more of the sums from s on, for each row. */
  private static void sumFour(
      float[] rows,
      int stride,
      int[] columns,
      int from,
      int to,
      float[] vector,
      int at,
      int i,
      int s,
      float[] sums) {
    FloatVector first = load(vector, at + i);
    FloatVector second = load(vector, at + i + SUMS);
    FloatVector third = load(vector, at + i + 2 * SUMS);
    FloatVector fourth = load(vector, at + i + 3 * SUMS);
    int sum = s;
    for (int entry = from; entry < to; entry++, sum += SUMS) {
      int row = columns[entry] * stride + i;
      FloatVector running = i == s ? FloatVector.zero(SPECIES) : load(sums, sum);
      running = load(rows, row).fma(first, running);
      running = load(rows, row + SUMS).fma(second, running);
      running = load(rows, row + 2 * SUMS).fma(third, running);
      running = load(rows, row + 3 * SUMS).fma(fourth, running);
      running.intoArray(sums, sum);
    }
  }

  private static void sumTwo(
      float[] rows,
      int stride,
      int[] columns,
      int from,
      int to,
      float[] vector,
      int at,
      int i,
      int s,
      float[] sums) {
    FloatVector first = load(vector, at + i);
    FloatVector second = load(vector, at + i + SUMS);
    int sum = s;
    for (int entry = from; entry < to; entry++, sum += SUMS) {
      int row = columns[entry] * stride + i;
      FloatVector running = i == s ? FloatVector.zero(SPECIES) : load(sums, sum);
      running = load(rows, row).fma(first, running);
      running = load(rows, row + SUMS).fma(second, running);
      running.intoArray(sums, sum);
    }
  }

  @Override
  public void addRows(
      float[] rows,
      int stride,
      int[] columns,
      int from,
      int to,
      float[] scales,
      float[] into,
      int at) {
    int i = 0;
    for (; i + FOUR <= stride; i += FOUR) {
      addFour(rows, stride, columns, from, to, scales, into, at + i, i);
    }
    for (; i < stride; i += TWO) {
      addTwo(rows, stride, columns, from, to, scales, into, at + i, i);
    }
  }

  private static void addFour(
      float[] rows,
      int stride,
      int[] columns,
      int from,
      int to,
      float[] scales,
      float[] into,
      int at,
      int i) {
    FloatVector first = load(into, at);
    FloatVector second = load(into, at + LANES);
    FloatVector third = load(into, at + TWO);
    FloatVector fourth = load(into, at + THREE);
    for (int entry = from; entry < to; entry++) {
      int row = columns[entry] * stride + i;
      FloatVector scale = FloatVector.broadcast(SPECIES, scales[entry - from]);
      first = load(rows, row).fma(scale, first);
      second = load(rows, row + LANES).fma(scale, second);
      third = load(rows, row + TWO).fma(scale, third);
      fourth = load(rows, row + THREE).fma(scale, fourth);
    }
    first.intoArray(into, at);
    second.intoArray(into, at + LANES);
    third.intoArray(into, at + TWO);
    fourth.intoArray(into, at + THREE);
  }

  private static void addTwo(
      float[] rows,
      int stride,
      int[] columns,
      int from,
      int to,
      float[] scales,
      float[] into,
      int at,
      int i) {
    FloatVector first = load(into, at);
    FloatVector second = load(into, at + LANES);
    for (int entry = from; entry < to; entry++) {
      int row = columns[entry] * stride + i;
      FloatVector scale = FloatVector.broadcast(SPECIES, scales[entry - from]);
      first = load(rows, row).fma(scale, first);
      second = load(rows, row + LANES).fma(scale, second);
    }
    first.intoArray(into, at);
    second.intoArray(into, at + LANES);
  }

  @Override
  public float dot(float[] one, int oneAt, float[] other, int otherAt, int length, float[] sums) {
    for (int s = 0; s < SUMS; s += LANES) {
      FloatVector running = FloatVector.zero(SPECIES);
      for (int i = s; i < length; i += SUMS) {
        running = load(one, oneAt + i).fma(load(other, otherAt + i), running);
      }
      running.intoArray(sums, s);
    }
    return Arithmetic.fold(sums, 0);
  }

  @Override
  public void add(float scale, float[] row, int rowAt, float[] into, int intoAt, int length) {
    FloatVector scales = FloatVector.broadcast(SPECIES, scale);
    for (int i = 0; i < length; i += LANES) {
      load(row, rowAt + i).fma(scales, load(into, intoAt + i)).intoArray(into, intoAt + i);
    }
  }

  @Override
  public void multiply(
      float[] rows, int from, int count, int length, float[] matrix, int width, float[] into) {
    for (int column = 0; column < width; column += TWO) {
      for (int row = 0; row < count; row += 4) {
        corner(rows, (from + row) * length, length, matrix, width, column, into, row * width);
      }
    }
  }

  /** Four rows of the product, in two registers' columns. */
  private static void corner(
      float[] rows,
      int at,
      int length,
      float[] matrix,
      int width,
      int column,
      float[] into,
      int intoAt) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector a2 = a;
    FloatVector b = a;
    FloatVector b2 = a;
    FloatVector c = a;
    FloatVector c2 = a;
    FloatVector d = a;
    FloatVector d2 = a;
    int second = at + length;
    int third = second + length;
    int fourth = third + length;
    for (int i = 0; i < length; i++) {
      FloatVector left = load(matrix, i * width + column);
      FloatVector right = load(matrix, i * width + column + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, rows[at + i]);
      a = factor.fma(left, a);
      a2 = factor.fma(right, a2);
      factor = FloatVector.broadcast(SPECIES, rows[second + i]);
      b = factor.fma(left, b);
      b2 = factor.fma(right, b2);
      factor = FloatVector.broadcast(SPECIES, rows[third + i]);
      c = factor.fma(left, c);
      c2 = factor.fma(right, c2);
      factor = FloatVector.broadcast(SPECIES, rows[fourth + i]);
      d = factor.fma(left, d);
      d2 = factor.fma(right, d2);
    }
    store(a, a2, into, intoAt + column);
    store(b, b2, into, intoAt + width + column);
    store(c, c2, into, intoAt + 2 * width + column);
    store(d, d2, into, intoAt + 3 * width + column);
  }

  @Override
  public void gram(float[] rows, int from, int count, int stride, float[] into) {
    for (int i = 0; i < stride; i += 4) {
      for (int column = i / TWO * TWO; column < stride; column += TWO) {
        gramCorner(rows, from * stride, count, stride, i, column, into);
      }
    }
  }

  /** Four factors' products with those in two registers' columns. */
  private static void gramCorner(
      float[] rows, int at, int count, int stride, int i, int column, float[] into) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector a2 = a;
    FloatVector b = a;
    FloatVector b2 = a;
    FloatVector c = a;
    FloatVector c2 = a;
    FloatVector d = a;
    FloatVector d2 = a;
    int end = at + count * stride;
    for (int row = at; row < end; row += stride) {
      FloatVector left = load(rows, row + column);
      FloatVector right = load(rows, row + column + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, rows[row + i]);
      a = factor.fma(left, a);
      a2 = factor.fma(right, a2);
      factor = FloatVector.broadcast(SPECIES, rows[row + i + 1]);
      b = factor.fma(left, b);
      b2 = factor.fma(right, b2);
      factor = FloatVector.broadcast(SPECIES, rows[row + i + 2]);
      c = factor.fma(left, c);
      c2 = factor.fma(right, c2);
      factor = FloatVector.broadcast(SPECIES, rows[row + i + 3]);
      d = factor.fma(left, d);
      d2 = factor.fma(right, d2);
    }
    int corner = i * stride + column;
    store(a, a2, into, corner);
    store(b, b2, into, corner + stride);
    store(c, c2, into, corner + 2 * stride);
    store(d, d2, into, corner + 3 * stride);
  }

  private static void store(FloatVector left, FloatVector right, float[] into, int at) {
    left.intoArray(into, at);
    right.intoArray(into, at + LANES);
  }

  @Override
  public boolean isAnyAbove(float[] values, int at, int length, float threshold) {
    for (int i = at; i < at + length; i += LANES) {
      if (load(values, i).compare(VectorOperators.GT, threshold).anyTrue()) {
        return true;
      }
    }
    return false;
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }
}
