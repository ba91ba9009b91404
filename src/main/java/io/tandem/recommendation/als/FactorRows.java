package io.tandem.recommendation.als;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Factors of many users or items, one row each, in one flat array. Rows are padded with zeros to a
 * multiple of 32 factors, so that the kernels need no tails; a factor that is zero everywhere stays
 * zero.
 */
public final class FactorRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PADDING = 32;

  /** Floats that are serialized at a time. */
  private static final int SERIALIZED = 1 << 14;

  private final int count;
  private final int factors;
  private final int stride;
  private transient float[] values;

  private FactorRows(int count, int factors, float[] values) {
    this.count = count;
    this.factors = factors;
    this.stride = stride(factors);
    this.values = values;
  }

  /**
   * Rows of zeros.
   *
   * @throws IllegalArgumentException where one array cannot hold them
   */
  public static FactorRows zero(int count, int factors) {
    long length = (long) count * stride(factors);
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Cannot hold %,d rows of %d factors in one array.".formatted(count, factors));
    }
    return new FactorRows(count, factors, new float[(int) length]);
  }

  /** The floats of a row, padding included. */
  static int stride(int factors) {
    return (factors + PADDING - 1) / PADDING * PADDING;
  }

  public int count() {
    return count;
  }

  public int factors() {
    return factors;
  }

  /** A row without its padding. */
  public float[] row(int index) {
    float[] row = new float[factors];
    System.arraycopy(values, index * stride, row, 0, factors);
    return row;
  }

  /** Sets a row to these factors. */
  public void set(int index, float[] row) {
    System.arraycopy(row, 0, values, index * stride, factors);
  }

  /** Sets a row to these factors, as Spark has them. */
  public void set(int index, List<Float> row) {
    for (int i = 0; i < factors; i++) {
      values[index * stride + i] = row.get(i);
    }
  }

  /** Sets a row to one of another matrix. */
  public void set(int index, FactorRows other, int row) {
    System.arraycopy(other.values, row * stride, values, index * stride, stride);
  }

  /** A copy to be changed. */
  public FactorRows copy() {
    return new FactorRows(count, factors, values.clone());
  }

  /** These rows of this matrix, in this order. */
  public FactorRows rows(int[] indexes) {
    FactorRows rows = zero(indexes.length, factors);
    for (int i = 0; i < indexes.length; i++) {
      System.arraycopy(values, indexes[i] * stride, rows.values, i * stride, stride);
    }
    return rows;
  }

  /** Writes all rows of another matrix into this one, from a row on. */
  public void setAll(int from, FactorRows rows) {
    System.arraycopy(rows.values, 0, values, from * stride, rows.values.length);
  }

  /** The rows at length 1; one of zeros has no direction and stays. */
  public FactorRows directions() {
    FactorRows directions = copy();
    float[] sums = new float[Arithmetic.SUMS];
    for (int at = 0; at < values.length; at += stride) {
      double length = Math.sqrt(Arithmetic.best().dot(values, at, values, at, stride, sums));
      for (int i = at; i < at + stride && length > 0; i++) {
        directions.values[i] = (float) (values[i] / length);
      }
    }
    return directions;
  }

  int stride() {
    return stride;
  }

  float[] values() {
    return values;
  }

  /** In large pieces: Java's own way with floats takes longer than the factors take to compute. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    ByteBuffer bytes = ByteBuffer.allocate(SERIALIZED * Float.BYTES);
    for (int from = 0; from < values.length; from += SERIALIZED) {
      int length = Math.min(SERIALIZED, values.length - from);
      bytes.asFloatBuffer().put(values, from, length);
      out.write(bytes.array(), 0, length * Float.BYTES);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    values = new float[count * stride];
    ByteBuffer bytes = ByteBuffer.allocate(SERIALIZED * Float.BYTES);
    for (int from = 0; from < values.length; from += SERIALIZED) {
      int length = Math.min(SERIALIZED, values.length - from);
      in.readFully(bytes.array(), 0, length * Float.BYTES);
      bytes.asFloatBuffer().get(values, from, length);
    }
  }
}
