package io.tandem.recommendation.als;

/**
 * The arithmetic of the kernels, on rows of floats whose length is a multiple of 32. There are two
 * of it: with the Vector API where the JVM has it, and plain. Both give the same floats to the last
 * bit, on every machine, because the order of each sum is part of the contract:
 *
 * <ul>
 *   <li>an inner product has 16 sums, sum s over the factors s, s + 16, s + 32, …, which are then
 *       added in pairs 8, 4, 2 and 1 apart;
 *   <li>every other sum is one chain from the first summand to the last;
 *   <li>each step is one fused multiply-add.
 * </ul>
 */
interface Arithmetic {
  /** The sums of an inner product. */
  int SUMS = 16;

  /** What this JVM computes best with. */
  static Arithmetic best() {
    return Best.ARITHMETIC;
  }

  /** Chosen once. */
  final class Best {
    private static final Arithmetic ARITHMETIC =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? withVectors()
            : new ScalarArithmetic();

    /** By name, because the class cannot be linked where the module is absent. */
    private static Arithmetic withVectors() {
      try {
        return Class.forName("io.tandem.recommendation.als.VectorArithmetic")
            .asSubclass(Arithmetic.class)
            .getDeclaredConstructor()
            .newInstance();
      } catch (ReflectiveOperationException e) { // Registers of a width it does not know.
        return new ScalarArithmetic();
      }
    }

    private Best() {}
  }

  /**
   * Inner products of a vector with some rows.
   *
   * @param rows a matrix of rows of {@code stride} floats
   * @param columns numbers of rows; those from {@code from} to {@code to} are taken
   * @param vector holds the vector from {@code at} on
   * @param sums room for 16 floats per row
   * @param into gets the products, from 0 on
   */
  void dots(
      float[] rows,
      int stride,
      int[] columns,
      int from,
      int to,
      float[] vector,
      int at,
      float[] sums,
      float[] into);

  /**
   * Adds multiples of some rows to a vector.
   *
   * @param scales of the rows, from 0 on
   * @param into holds the vector from {@code at} on
   */
  void addRows(
      float[] rows,
      int stride,
      int[] columns,
      int from,
      int to,
      float[] scales,
      float[] into,
      int at);

  /**
   * The inner product of two vectors.
   *
   * @param length of both; a multiple of 32
   * @param sums room for 16 floats
   */
  float dot(float[] one, int oneAt, float[] other, int otherAt, int length, float[] sums);

  /** Adds a multiple of one vector to another of the same {@code length}, a multiple of 32. */
  void add(float scale, float[] row, int rowAt, float[] into, int intoAt, int length);

  /**
   * Multiplies rows by a matrix.
   *
   * @param rows {@code count} rows of {@code length} floats, from row {@code from} on
   * @param count a multiple of 4
   * @param matrix {@code length} rows of {@code width} floats
   * @param width a multiple of 32
   * @param into gets {@code count} rows of {@code width} floats
   */
  void multiply(
      float[] rows, int from, int count, int length, float[] matrix, int width, float[] into);

  /**
   * The products of each factor with each other, summed over rows: entry (i, j) at {@code i ·
   * stride + j}, for j ≥ i at least.
   *
   * @param from first row
   * @param count rows
   * @param into gets {@code stride · stride} floats
   */
  void gram(float[] rows, int from, int count, int stride, float[] into);

  /** Is any of these floats, a multiple of 32 of them, above the threshold? */
  boolean isAnyAbove(float[] values, int at, int length, float threshold);

  /** The 16 sums of an inner product, added in pairs 8, 4, 2 and 1 apart. */
  static float fold(float[] sums, int at) {
    float a = (sums[at] + sums[at + 8]) + (sums[at + 4] + sums[at + 12]);
    float b = (sums[at + 1] + sums[at + 9]) + (sums[at + 5] + sums[at + 13]);
    float c = (sums[at + 2] + sums[at + 10]) + (sums[at + 6] + sums[at + 14]);
    float d = (sums[at + 3] + sums[at + 11]) + (sums[at + 7] + sums[at + 15]);
    return (a + c) + (b + d);
  }
}
