package io.tandem.basket.fpgrowth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FpGrowthTest {
  private static final long ENOUGH = 1L << 30;
  private static final int UNBOUNDED = 1_000;

  @Test
  void findsEveryItemsetOfATinyShop() {
    List<int[]> baskets =
        List.of(new int[] {0, 1, 2}, new int[] {0, 1}, new int[] {0, 2}, new int[] {0});
    assertThat(mined(baskets, 2, UNBOUNDED))
        .isEqualTo(
            Map.of(
                List.of(0), 4,
                List.of(1), 2,
                List.of(2), 2,
                List.of(0, 1), 2,
                List.of(0, 2), 2));
    assertThat(mined(baskets, 1, 2)).hasSize(6).containsEntry(List.of(1, 2), 1);
  }

  /** Baskets of all shapes: none, empty ones, single products, all equal, one item everywhere. */
  @Test
  void agreesWithCountingEverySubset() {
    for (int seed = 0; seed < 4_000; seed++) {
      Random random = new Random(seed);
      int products = 1 + random.nextInt(10);
      List<int[]> baskets = randomBaskets(random, random.nextInt(30), products);
      int minCount = 1 + random.nextInt(4);
      int maxLength = random.nextInt(4) == 0 ? UNBOUNDED : 1 + random.nextInt(5);
      assertThat(mined(baskets, minCount, maxLength))
          .as("seed %d", seed)
          .isEqualTo(counted(baskets, minCount, maxLength));
    }
  }

  /** Beyond 64 items a step below the top, masks do not do. */
  @Test
  void agreesWithCountingWhereHundredsOfProductsGoTogether() {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      List<int[]> baskets = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        TreeSet<Integer> basket = new TreeSet<>();
        while (basket.size() < 90) {
          basket.add(random.nextInt(120));
        }
        baskets.add(basket.stream().mapToInt(item -> item).toArray());
      }
      assertThat(mined(baskets, 4, 3)).as("seed %d", seed).isEqualTo(counted(baskets, 4, 3));
    }
  }

  @Test
  void aBasketOfThousandsOfProductsNeedsNoStack() {
    int[] everything = new int[5_000];
    Arrays.setAll(everything, item -> item);
    assertThat(mined(List.of(everything, new int[] {7}, new int[] {7}), 2, UNBOUNDED))
        .isEqualTo(Map.of(List.of(7), 3));
    assertThat(mined(List.of(Arrays.copyOf(everything, 300)), 1, 2)).hasSize(300 + 300 * 299 / 2);
  }

  @Test
  void stopsWhereTheBudgetEnds() {
    List<int[]> baskets = randomBaskets(new Random(1), 2_000, 500);
    assertThatThrownBy(() -> mine(baskets, 2, 4, new MemoryBudget(20_000), (items, n, count) -> {}))
        .isInstanceOf(OutOfBudgetException.class);
  }

  private static List<int[]> randomBaskets(Random random, int count, int products) {
    List<int[]> baskets = new ArrayList<>();
    double density = random.nextDouble();
    boolean allEqual = random.nextInt(10) == 0;
    int everywhere = random.nextInt(10) == 0 ? random.nextInt(products) : -1;
    for (int i = 0; i < count; i++) {
      TreeSet<Integer> basket = new TreeSet<>();
      for (int product = 0; product < products; product++) {
        if (product == everywhere || random.nextDouble() < density) {
          basket.add(product);
        }
      }
      baskets.add(
          allEqual && i > 0
              ? baskets.get(0)
              : basket.stream().mapToInt(product -> product).toArray());
    }
    return baskets;
  }

  /** By sorted items. The kernel wants items numbered by descending support: this does it. */
  private static Map<List<Integer>, Integer> mined(
      List<int[]> baskets, int minCount, int maxLength) {
    Map<List<Integer>, Integer> found = new HashMap<>();
    int[] items =
        mine(
            baskets,
            minCount,
            maxLength,
            new MemoryBudget(ENOUGH),
            (numbers, length, count) -> {
              List<Integer> itemset = new ArrayList<>();
              for (int i = 0; i < length; i++) {
                itemset.add(numbers[i]);
              }
              assertThat(found.put(itemset, count)).as("found twice: " + itemset).isNull();
            });
    Map<List<Integer>, Integer> named = new HashMap<>();
    found.forEach(
        (numbers, count) ->
            named.put(numbers.stream().map(number -> items[number]).sorted().toList(), count));
    return named;
  }

  /** Mines, and tells which item each number stands for. */
  private static int[] mine(
      List<int[]> baskets, int minCount, int maxLength, MemoryBudget budget, ItemsetSink sink) {
    Map<Integer, Integer> support = new HashMap<>();
    baskets.forEach(
        basket -> Arrays.stream(basket).forEach(item -> support.merge(item, 1, Integer::sum)));
    int[] items =
        support.keySet().stream()
            .filter(item -> support.get(item) >= minCount)
            .sorted((one, other) -> support.get(other) - support.get(one))
            .mapToInt(item -> item)
            .toArray();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int number = 0; number < items.length; number++) {
      numbers.put(items[number], number);
    }
    Transactions.Builder transactions = new Transactions.Builder(budget);
    for (int[] basket : baskets) {
      int[] encoded =
          Arrays.stream(basket).filter(numbers::containsKey).map(numbers::get).sorted().toArray();
      transactions.add(encoded, 0, encoded.length, 1);
    }
    int[] counts = Arrays.stream(items).map(support::get).toArray();
    boolean[] wanted = new boolean[items.length];
    Arrays.fill(wanted, true);
    FpGrowth miner =
        new FpGrowth(transactions.build(), counts, wanted, minCount, maxLength, budget, sink);
    for (int number = 0; number < items.length; number++) {
      miner.mine(number);
    }
    return items;
  }

  private static Map<List<Integer>, Integer> counted(
      List<int[]> baskets, int minCount, int maxLength) {
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (int[] basket : baskets) {
      count(basket, 0, maxLength, new ArrayList<>(), counts);
    }
    counts.values().removeIf(count -> count < minCount);
    return counts;
  }

  private static void count(
      int[] basket, int from, int left, List<Integer> itemset, Map<List<Integer>, Integer> counts) {
    for (int i = from; left > 0 && i < basket.length; i++) {
      itemset.add(basket[i]);
      counts.merge(List.copyOf(itemset), 1, Integer::sum);
      count(basket, i + 1, left - 1, itemset, counts);
      itemset.remove(itemset.size() - 1);
    }
  }
}
