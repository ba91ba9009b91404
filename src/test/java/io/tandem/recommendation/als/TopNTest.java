package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopNTest {
  @Test
  void agreesWithSortingEverything() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      int factors = 1 + random.nextInt(5);
      int n = 1 + random.nextInt(12);
      // Few distinct values, so that many scores tie.
      float[][] items = new float[random.nextInt(40)][factors];
      for (float[] item : items) {
        fill(item, random);
      }
      float[] user = new float[factors];
      fill(user, random);
      BitSet skipped = new BitSet();
      random.ints(random.nextInt(20), 0, 40).forEach(skipped::set);
      int[] expected =
          IntStream.range(0, items.length)
              .filter(item -> !skipped.get(item))
              .boxed()
              .sorted(
                  Comparator.comparing((Integer item) -> -TopN.dot(user, items[item]))
                      .thenComparing(item -> item))
              .limit(n)
              .mapToInt(Integer::intValue)
              .toArray();
      ScoredItems best = new TopN(items, n).best(user, skipped);
      assertThat(best.items()).as("seed " + seed).isEqualTo(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(best.scores()[i]).isEqualTo(TopN.dot(user, items[expected[i]]));
      }
    }
  }

  @Test
  void oneInstanceServesManyUsers() {
    TopN topN = new TopN(new float[][] {{1, 0}, {0, 1}, {1, 1}}, 2);
    assertThat(topN.best(new float[] {1, 0}, new BitSet()).items()).containsExactly(0, 2);
    assertThat(topN.best(new float[] {0, 1}, new BitSet()).items()).containsExactly(1, 2);
    BitSet all = new BitSet();
    all.set(0, 3);
    assertThat(topN.best(new float[] {0, 1}, all).items()).isEmpty();
    assertThat(topN.best(new float[] {-1, -2}, new BitSet()).items()).containsExactly(0, 1);
  }

  private static void fill(float[] values, Random random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5) - 2;
    }
  }
}
