package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Both twins give the same floats to the last bit, and the right ones. */
class ArithmeticTest {
  private static final Arithmetic PLAIN = new ScalarArithmetic();
  private static final Arithmetic VECTORS = Arithmetic.best();
  private static final int[] LENGTHS = {32, 64, 96, 128, 160, 256};

  private final Random random = new Random(7);

  @Test
  void theTestsRunWithTheVectorApi() {
    assertThat(VECTORS).isNotInstanceOf(ScalarArithmetic.class);
  }

  @Test
  void innerProductsAreTheSame() {
    for (int length : LENGTHS) {
      float[] one = floats(length + 5);
      float[] other = floats(length + 3);
      float plain = PLAIN.dot(one, 5, other, 3, length, new float[16]);
      assertThat(VECTORS.dot(one, 5, other, 3, length, new float[16])).isEqualTo(plain);
      double exact = 0;
      for (int i = 0; i < length; i++) {
        exact += (double) one[i + 5] * other[i + 3];
      }
      assertThat((double) plain).isCloseTo(exact, within(length));
    }
  }

  @Test
  void innerProductsWithManyRowsAreThoseWithEach() {
    for (int length : LENGTHS) {
      float[] rows = floats(20 * length);
      int[] columns = random.ints(50, 0, 20).toArray();
      float[] vector = floats(3 * length);
      float[] plain = new float[40];
      float[] vectors = new float[40];
      float[] room = new float[40 * Arithmetic.SUMS];
      PLAIN.dots(rows, length, columns, 7, 47, vector, length, room, plain);
      VECTORS.dots(rows, length, columns, 7, 47, vector, length, room, vectors);
      assertThat(vectors).isEqualTo(plain);
      for (int i = 0; i < 40; i++) {
        assertThat(plain[i])
            .isEqualTo(
                PLAIN.dot(rows, columns[i + 7] * length, vector, length, length, new float[16]));
      }
    }
  }

  @Test
  void addingRowsIsTheSameAsAddingOneAfterTheOther() {
    for (int length : LENGTHS) {
      float[] rows = floats(20 * length);
      int[] columns = random.ints(50, 0, 20).toArray();
      float[] scales = floats(40);
      float[] start = floats(3 * length);
      float[] plain = start.clone();
      float[] vectors = start.clone();
      float[] oneByOne = start.clone();
      PLAIN.addRows(rows, length, columns, 7, 47, scales, plain, length);
      VECTORS.addRows(rows, length, columns, 7, 47, scales, vectors, length);
      for (int i = 0; i < 40; i++) {
        VECTORS.add(scales[i], rows, columns[i + 7] * length, oneByOne, length, length);
      }
      assertThat(vectors).isEqualTo(plain).isEqualTo(oneByOne);
    }
  }

  @Test
  void productsOfMatricesAreTheSame() {
    for (int length : LENGTHS) {
      int width = 64;
      float[] rows = floats(12 * length);
      float[] matrix = floats(length * width);
      float[] plain = new float[8 * width];
      float[] vectors = new float[8 * width];
      PLAIN.multiply(rows, 2, 8, length, matrix, width, plain);
      VECTORS.multiply(rows, 2, 8, length, matrix, width, vectors);
      assertThat(vectors).isEqualTo(plain);
      double exact = 0;
      for (int i = 0; i < length; i++) {
        exact += (double) rows[(2 + 5) * length + i] * matrix[i * width + 33];
      }
      assertThat((double) plain[5 * width + 33]).isCloseTo(exact, within(length));
    }
  }

  @Test
  void gramMatricesAreTheSame() {
    for (int length : LENGTHS) {
      float[] rows = floats(30 * length);
      float[] plain = new float[length * length];
      float[] vectors = new float[length * length];
      PLAIN.gram(rows, 4, 21, length, plain);
      VECTORS.gram(rows, 4, 21, length, vectors);
      for (int i = 0; i < length; i++) {
        for (int j = i; j < length; j++) {
          assertThat(vectors[i * length + j]).isEqualTo(plain[i * length + j]);
        }
      }
      double exact = 0;
      for (int row = 4; row < 25; row++) {
        exact += (double) rows[row * length + 3] * rows[row * length + 17];
      }
      assertThat((double) plain[3 * length + 17]).isCloseTo(exact, within(21));
    }
  }

  @Test
  void anyAboveIsFoundWhereverItStands() {
    float[] values = new float[70];
    for (int place = 3; place < 67; place++) {
      values[place] = 1;
      for (Arithmetic twin : new Arithmetic[] {PLAIN, VECTORS}) {
        assertThat(twin.isAnyAbove(values, 3, 64, 0.5f)).isTrue();
        assertThat(twin.isAnyAbove(values, 3, 64, 1)).isFalse();
      }
      values[place] = 0;
    }
    values[2] = 1;
    values[67] = 1;
    for (Arithmetic twin : new Arithmetic[] {PLAIN, VECTORS}) {
      assertThat(twin.isAnyAbove(values, 3, 64, 0)).isFalse();
    }
  }

  private float[] floats(int length) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }

  private static Offset<Double> within(int summands) {
    return Offset.offset(1e-6 * summands);
  }
}
