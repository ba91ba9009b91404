package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.tandem.recommendation.als.LeastSquares.Confidence;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private static final int CHUNK = 4;
  private static final List<Confidence> CONFIDENCES =
      List.of(new Confidence(5, 0.1, 1), new Confidence(40, 2, 0), new Confidence(1, 0.5, 0.5));

  @Test
  void enoughStepsFindTheTextbooksSolution() {
    for (int seed = 0; seed < 6; seed++) {
      Shop shop = Shop.random(seed, 40, 30, 0.2);
      FactorRows items = random(30, 3 + 7 * seed);
      for (Confidence confidence : CONFIDENCES) {
        FactorRows users = FactorRows.zero(40, items.factors());
        new LeastSquares(confidence, 2 * items.factors())
            .solve(shop.byUser(), items, Gram.of(items, CHUNK), users);
        for (int user = 0; user < 40; user++) {
          double[] expected = Shop.textbook(shop.byUser(), user, items, confidence);
          for (int i = 0; i < expected.length; i++) {
            assertThat((double) users.row(user)[i])
                .as("seed %d, %s, user %d, factor %d", seed, confidence, user, i)
                .isCloseTo(expected[i], offset(1e-4));
          }
        }
      }
    }
  }

  @Test
  void theLossNeverRises() {
    for (int seed = 0; seed < 5; seed++) {
      Shop shop = Shop.random(seed, 60, 40, 0.15);
      for (Confidence confidence : CONFIDENCES) {
        FactorRows items = random(40, 8);
        FactorRows users = FactorRows.zero(60, 8);
        LeastSquares half = new LeastSquares(confidence, 3);
        double loss = shop.loss(users, items, confidence);
        for (int sweep = 0; sweep < 10; sweep++) {
          half.solve(shop.byUser(), items, Gram.of(items, CHUNK), users);
          double afterUsers = shop.loss(users, items, confidence);
          half.solve(shop.byItem(), users, Gram.of(users, CHUNK), items);
          double afterItems = shop.loss(users, items, confidence);
          assertThat(afterUsers).isLessThanOrEqualTo(loss * (1 + 1e-6));
          assertThat(afterItems).isLessThanOrEqualTo(afterUsers * (1 + 1e-6));
          loss = afterItems;
        }
      }
    }
  }

  @Test
  void bothTwinsFindTheSameFactors() {
    Shop shop = Shop.random(3, 50, 45, 0.3);
    FactorRows items = random(45, 70);
    FactorRows plain = FactorRows.zero(50, 70);
    FactorRows vectors = FactorRows.zero(50, 70);
    Confidence confidence = new Confidence(20, 0.05, 1);
    new LeastSquares(confidence, 3, new ScalarArithmetic())
        .solve(shop.byUser(), items, Gram.of(items, CHUNK), plain);
    new LeastSquares(confidence, 3, Arithmetic.best())
        .solve(shop.byUser(), items, Gram.of(items, CHUNK), vectors);
    assertThat(vectors.values()).isEqualTo(plain.values());
  }

  @Test
  void aUserFindsTheSameFactorsAmongOthersAndAlone() {
    Shop shop = Shop.random(4, 37, 20, 0.3);
    FactorRows items = random(20, 10);
    Confidence confidence = new Confidence(20, 0.05, 1);
    LeastSquares half = new LeastSquares(confidence, 3);
    FactorRows together = FactorRows.zero(37, 10);
    half.solve(shop.byUser(), items, Gram.of(items, CHUNK), together);
    for (int user = 0; user < 37; user++) {
      int from = shop.byUser().offsets()[user];
      int to = shop.byUser().offsets()[user + 1];
      CompressedRows own =
          new CompressedRows(
              new int[] {0, to - from},
              IntStream.range(from, to).map(i -> shop.byUser().columns()[i]).toArray(),
              Arrays.copyOfRange(shop.byUser().weights(), from, to));
      FactorRows alone = FactorRows.zero(1, 10);
      half.solve(own, items, Gram.of(items, CHUNK), alone);
      assertThat(alone.row(0)).isEqualTo(together.row(user));
    }
  }

  @Test
  void whoHasNoPreferenceGetsZerosWhereverTheyStood() {
    Shop shop = Shop.of(new float[][] {{1, 0}, {0, 0}, {0, 2}});
    FactorRows items = random(2, 4);
    FactorRows users = random(3, 4);
    new LeastSquares(new Confidence(20, 0.05, 1), 3)
        .solve(shop.byUser(), items, Gram.of(items, CHUNK), users);
    assertThat(users.row(1)).containsOnly(0);
    assertThat(users.row(0)).isNotEqualTo(users.row(1));
  }

  @Test
  void oneUserAndOneItemAgreeOnAScoreBelowOne() {
    Shop shop = Shop.of(new float[][] {{1}});
    Confidence confidence = new Confidence(10, 1, 1);
    FactorRows items = random(1, 5);
    FactorRows users = FactorRows.zero(1, 5);
    LeastSquares half = new LeastSquares(confidence, 3);
    for (int sweep = 0; sweep < 50; sweep++) {
      half.solve(shop.byUser(), items, Gram.of(items, CHUNK), users);
      half.solve(shop.byItem(), users, Gram.of(users, CHUNK), items);
    }
    // With s the score and |x| = |y|: 11 (1 − s)² + 2 s is least at s = 1 − 1 / 11.
    assertThat(Shop.dot(users.row(0), items.row(0))).isCloseTo(1 - 1.0 / 11, offset(1e-4));
  }

  @Test
  void aUserMayPreferMoreThanAnybodyCanLookAt() {
    int many = 100_000;
    float[][] weights = new float[1][many];
    Arrays.fill(weights[0], 1);
    Shop shop = Shop.of(weights);
    FactorRows items = random(many, 4);
    FactorRows users = FactorRows.zero(1, 4);
    Confidence confidence = new Confidence(1, 0.01, 1);
    new LeastSquares(confidence, 8).solve(shop.byUser(), items, Gram.of(items, 256), users);
    double[] expected = Shop.textbook(shop.byUser(), 0, items, confidence);
    for (int i = 0; i < 4; i++) {
      assertThat((double) users.row(0)[i]).isCloseTo(expected[i], offset(1e-4));
    }
  }

  private static FactorRows random(int count, int factors) {
    return StartingFactors.of(
        IntStream.range(0, count).mapToObj(i -> "item " + i).toList(), factors, 42);
  }
}
