package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopNTest {
  private static final float ANY = Float.NEGATIVE_INFINITY;

  @Test
  void findsWhatSortingAllItemsFinds() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int factors = 1 + random.nextInt(5);
      int n = 1 + random.nextInt(12);
      FactorRows items = rows(random.nextInt(150), factors, random);
      FactorRows users = rows(1 + random.nextInt(70), factors, random);
      int[] groupOf = random.ints(items.count(), 0, 4).toArray();
      int cap = random.nextInt(4);
      float least = random.nextBoolean() ? ANY : random.nextInt(5) - 2;
      List<int[]> skipped = new ArrayList<>();
      for (int user = 0; user < users.count(); user++) {
        skipped.add(
            random.ints(0, items.count()).limit(items.count() / 3).distinct().sorted().toArray());
      }
      for (Arithmetic twin : new Arithmetic[] {new ScalarArithmetic(), Arithmetic.best()}) {
        Iterator<ScoredItems> lists =
            new TopN(ItemPanels.of(items), n, least, new Groups(groupOf, cap), twin)
                .lists(users, skipped::get);
        for (int user = 0; user < users.count(); user++) {
          float[] factorsOfUser = users.row(user);
          List<Integer> sorted =
              IntStream.range(0, items.count())
                  .filter(item -> score(factorsOfUser, items.row(item)) >= least)
                  .boxed()
                  .sorted(
                      Comparator.comparing((Integer item) -> -score(factorsOfUser, items.row(item)))
                          .thenComparing(item -> item))
                  .toList();
          int[] expected = picked(sorted, skipped.get(user), groupOf, cap, n);
          ScoredItems best = lists.next();
          assertThat(best.items()).as("seed %d, user %d", seed, user).isEqualTo(expected);
          for (int i = 0; i < expected.length; i++) {
            assertThat(best.scores()[i]).isEqualTo(score(factorsOfUser, items.row(expected[i])));
          }
        }
        assertThat(lists.hasNext()).isFalse();
      }
    }
  }

  /** From the best to the worst, whoever is allowed and whose group has room. */
  private static int[] picked(List<Integer> sorted, int[] skipped, int[] groupOf, int cap, int n) {
    Map<Integer, Integer> taken = new HashMap<>();
    return sorted.stream()
        .filter(item -> IntStream.of(skipped).noneMatch(skip -> skip == item))
        .filter(item -> cap == 0 || taken.merge(groupOf[item], 1, Integer::sum) <= cap)
        .limit(n)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void aListIsEmptyWhereEverythingIsSkipped() {
    FactorRows items = rows(3, 2, new Random(1));
    TopN topN = new TopN(ItemPanels.of(items), 2, ANY, Groups.NONE);
    ScoredItems[] lists = topN.best(items, 0, new int[][] {{0, 1, 2}, {}});
    assertThat(lists[0].items()).isEmpty();
    assertThat(lists[1].items()).hasSize(2);
  }

  @Test
  void noItemsGiveEmptyLists() {
    FactorRows users = rows(2, 2, new Random(1));
    TopN topN = new TopN(ItemPanels.of(FactorRows.zero(0, 2)), 2, ANY, Groups.NONE);
    assertThat(topN.best(users, 0, new int[][] {{}, {}})[1].items()).isEmpty();
  }

  /** Few distinct values, so that many scores tie. */
  private static FactorRows rows(int count, int factors, Random random) {
    FactorRows rows = FactorRows.zero(count, factors);
    for (int i = 0; i < count; i++) {
      float[] row = new float[factors];
      for (int j = 0; j < factors; j++) {
        row[j] = random.nextInt(5) - 2;
      }
      rows.set(i, row);
    }
    return rows;
  }

  private static float score(float[] one, float[] other) {
    return (float) Shop.dot(one, other);
  }
}
