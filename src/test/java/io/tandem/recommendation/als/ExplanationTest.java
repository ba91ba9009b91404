package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.tandem.recommendation.als.LeastSquares.Confidence;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  @Test
  void thePartsAddUpToTheScore() {
    for (int seed = 0; seed < 5; seed++) {
      Shop shop = Shop.random(seed, 30, 25, 0.25);
      Confidence confidence = new Confidence(20, 0.1, seed % 2);
      FactorRows items = items(25, 4 + seed);
      Gram gram = Gram.of(items, 4);
      FactorRows users = FactorRows.zero(30, items.factors());
      new LeastSquares(confidence, 50).solve(shop.byUser(), items, gram, users);
      Explanation explanation = new Explanation(items, gram, confidence);
      for (int user = 0; user < 30; user++) {
        double[][] parts = explanation.of(shop.byUser(), user, new int[] {3, 17});
        assertThat(Arrays.stream(parts[0]).sum())
            .isCloseTo(Shop.dot(users.row(user), items.row(3)), offset(1e-3));
        assertThat(Arrays.stream(parts[1]).sum())
            .isCloseTo(Shop.dot(users.row(user), items.row(17)), offset(1e-3));
        assertThat(parts[0]).hasSize(shop.byUser().length(user));
      }
    }
  }

  @Test
  void whatIsAlikeCarriesTheScore() {
    // Items 0 and 1 share a factor, item 2 has one of its own; the user prefers 1 and 2.
    FactorRows items = FactorRows.zero(3, 2);
    items.set(0, new float[] {1, 0});
    items.set(1, new float[] {1, 0});
    items.set(2, new float[] {0, 1});
    Shop shop = Shop.of(new float[][] {{0, 1, 1}});
    Confidence confidence = new Confidence(10, 1, 0);
    double[][] parts =
        new Explanation(items, Gram.of(items, 4), confidence).of(shop.byUser(), 0, new int[] {0});
    // A = diag(2 + 10 + 1, 1 + 10 + 1), so item 1 carries 11 / 13 of the score and item 2 nothing.
    assertThat(parts[0][0]).isCloseTo(11.0 / 13, offset(1e-9));
    assertThat(parts[0][1]).isZero();
  }

  @Test
  void withoutPullAndWithUnusedFactorsPartsStayFinite() {
    FactorRows items = FactorRows.zero(2, 3);
    items.set(0, new float[] {1, 0, 0});
    Shop shop = Shop.of(new float[][] {{1, 1}});
    double[][] parts =
        new Explanation(items, Gram.of(items, 4), new Confidence(10, 0, 0))
            .of(shop.byUser(), 0, new int[] {0, 1});
    assertThat(parts[0][0]).isCloseTo(11.0 / 11, offset(1e-9));
    assertThat(parts[1]).containsOnly(0);
  }

  private static FactorRows items(int count, int factors) {
    return StartingFactors.of(
        IntStream.range(0, count).mapToObj(String::valueOf).toList(), factors, 42);
  }
}
