package io.tandem.recommendation.als;

import java.util.Arrays;

/** The arithmetic in plain Java: for a JVM without the Vector API, and to hold the other to. */
final class ScalarArithmetic implements Arithmetic {
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
    for (int entry = from; entry < to; entry++) {
      into[entry - from] = dot(rows, columns[entry] * stride, vector, at, stride, sums);
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
    for (int entry = from; entry < to; entry++) {
      add(scales[entry - from], rows, columns[entry] * stride, into, at, stride);
    }
  }

  @Override
  public float dot(float[] one, int oneAt, float[] other, int otherAt, int length, float[] sums) {
    Arrays.fill(sums, 0, SUMS, 0);
    for (int i = 0; i < length; i += SUMS) {
      for (int s = 0; s < SUMS; s++) {
        sums[s] = Math.fma(one[oneAt + i + s], other[otherAt + i + s], sums[s]);
      }
    }
    return Arithmetic.fold(sums, 0);
  }

  @Override
  public void multiply(
      float[] rows, int from, int count, int length, float[] matrix, int width, float[] into) {
    for (int row = 0; row < count; row++) {
      Arrays.fill(into, row * width, (row + 1) * width, 0);
      for (int i = 0; i < length; i++) {
        add(rows[(from + row) * length + i], matrix, i * width, into, row * width, width);
      }
    }
  }

  @Override
  public void gram(float[] rows, int from, int count, int stride, float[] into) {
    Arrays.fill(into, 0, stride * stride, 0);
    for (int row = from; row < from + count; row++) {
      for (int i = 0; i < stride; i++) {
        add(rows[row * stride + i], rows, row * stride, into, i * stride, stride);
      }
    }
  }

  @Override
  public void add(float scale, float[] row, int rowAt, float[] into, int intoAt, int length) {
    for (int i = 0; i < length; i++) {
      into[intoAt + i] = Math.fma(scale, row[rowAt + i], into[intoAt + i]);
    }
  }

  @Override
  public boolean isAnyAbove(float[] values, int at, int length, float threshold) {
    for (int i = at; i < at + length; i++) {
      if (values[i] > threshold) {
        return true;
      }
    }
    return false;
  }
}
