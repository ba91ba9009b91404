package io.tandem.basket;

import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.basket.FrequentlyBoughtTogetherSettings.Engine;
import io.tandem.basket.FrequentlyBoughtTogetherSettings.Mining;
import io.tandem.refusal.Refusal;
import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ItemsetMinerTest {
  private static final Mining LIMITS = new Mining(0.3, Long.MAX_VALUE);
  private static final String BASKETS = "products array<string>";

  /**
   * A thousand small shops in one data set: each has products of its own, so that no itemset spans
   * two of them, and one mining serves all.
   */
  @Test
  void bothEnginesAgreeWithCountingEverySubset(SparkSession spark) {
    for (int minCount : List.of(1, 3)) {
      Random random = new Random(minCount);
      List<Row> baskets = new ArrayList<>();
      Map<List<String>, Long> counted = new HashMap<>();
      for (int shop = 0; shop < 1_000; shop++) {
        for (List<String> basket : randomShop(random, "%04d".formatted(shop))) {
          baskets.add(row(basket));
          count(basket, 0, new ArrayList<>(), counted);
        }
      }
      counted.values().removeIf(count -> count < minCount);
      Dataset<Row> all = rows(spark, BASKETS, baskets.toArray(Row[]::new)).persist();
      double minSupport = (minCount - 0.5) / baskets.size();
      for (Engine engine : Engine.values()) {
        assertThat(mined(all, engine, minSupport, 100))
            .as("%s, min count and seed %d", engine, minCount)
            .isEqualTo(counted);
      }
      all.unpersist();
    }
  }

  @Test
  void theLeastCountIsRoundedUp(SparkSession spark) {
    Dataset<Row> baskets =
        rows(
            spark,
            BASKETS,
            row(List.of("a", "b")),
            row(List.of("a", "b")),
            row(List.of("a")),
            row(List.of("c")),
            row(List.<String>of()));
    for (Engine engine : Engine.values()) {
      // 0.4 × 5 is just 2, 0.41 × 5 is more.
      assertThat(mined(baskets, engine, 0.4, 9))
          .isEqualTo(Map.of(List.of("a"), 3L, List.of("b"), 2L, List.of("a", "b"), 2L));
      assertThat(mined(baskets, engine, 0.41, 9)).isEqualTo(Map.of(List.of("a"), 3L));
      assertThat(mined(baskets.limit(0), engine, 0.1, 9)).isEmpty();
    }
  }

  @Test
  void noItemsetIsLongerThanAsked(SparkSession spark) {
    Dataset<Row> baskets = rows(spark, BASKETS, row(List.of("a", "b", "c", "d")));
    for (Engine engine : Engine.values()) {
      assertThat(mined(baskets, engine, 1, 3)).hasSize(4 + 6 + 4);
      assertThat(mined(baskets, engine, 1, 1)).hasSize(4);
    }
  }

  @Test
  void partitionsAndOrderOfRowsDoNotMatter(SparkSession spark) {
    Random random = new Random(7);
    List<Row> baskets = new ArrayList<>();
    for (int shop = 0; shop < 200; shop++) {
      randomShop(random, "%03d".formatted(shop % 20)).forEach(basket -> baskets.add(row(basket)));
    }
    Dataset<Row> ordered = rows(spark, BASKETS, baskets.toArray(Row[]::new));
    Collections.shuffle(baskets, random);
    Dataset<Row> shuffled = rows(spark, BASKETS, baskets.toArray(Row[]::new));
    Map<List<String>, Long> once = mined(ordered.coalesce(1), Engine.TANDEM, 0.01, 4);
    assertThat(once).hasSizeGreaterThan(100);
    assertThat(mined(shuffled.repartition(2), Engine.TANDEM, 0.01, 4)).isEqualTo(once);
    assertThat(mined(shuffled.repartition(7), Engine.TANDEM, 0.01, 4)).isEqualTo(once);
  }

  @Test
  void whatIsTooMuchEndsInAClearLine(SparkSession spark) {
    Dataset<Row> baskets = rows(spark, BASKETS, row(List.of("a", "b", "c", "d", "e", "f", "g")));
    assertRefused(
        baskets,
        "Cannot mine 1 baskets: it finds more than 10 itemsets, as many as max-itemsets allows."
            + " Raise min-support or lower max-length: now 0.002 and 7.",
        "mining.max-itemsets = 10");
    assertRefused(
        baskets,
        "Cannot mine 1 baskets: it needs more memory than memory-fraction leaves."
            + " Raise min-support or lower max-length: now 0.002 and 7.",
        "mining.memory-fraction = 1e-9");
    assertRefused(
        baskets,
        "Cannot mine 1 baskets: it finds 127 itemsets, and max-itemsets is 100."
            + " Raise min-support or lower max-length: now 0.002 and 7.",
        "mining.max-itemsets = 100",
        "engine = mllib");
  }

  private static void assertRefused(Dataset<Row> baskets, String message, String... settings) {
    String[] all = Arrays.copyOf(settings, settings.length + 2);
    all[settings.length] = "min-order-count = 1";
    all[settings.length + 1] = "max-length = 7";
    FrequentlyBoughtTogetherSettings limited = Settings.frequentlyBoughtTogether(all);
    assertThatThrownBy(() -> Itemsets.mine(baskets, 1, limited))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  private static Map<List<String>, Long> mined(
      Dataset<Row> baskets, Engine engine, double minSupport, int maxLength) {
    Map<List<String>, Long> found = new HashMap<>();
    Itemsets.miner(baskets.sparkSession(), engine, LIMITS)
        .mine(baskets, minSupport, maxLength)
        .collectAsList()
        .forEach(
            row ->
                assertThat(found.put(List.copyOf(row.getList(0)), row.getLong(1)))
                    .as("found twice: %s", row)
                    .isNull());
    return found;
  }

  /** Up to eight baskets of up to six products; some shops are empty, some sell one basket only. */
  private static List<List<String>> randomShop(Random random, String shop) {
    List<List<String>> baskets = new ArrayList<>();
    int products = 1 + random.nextInt(6);
    double density = random.nextDouble();
    boolean allEqual = random.nextInt(8) == 0;
    for (int i = random.nextInt(9); i > 0; i--) {
      TreeSet<String> basket = new TreeSet<>();
      for (int product = 0; product < products; product++) {
        if (random.nextDouble() < density) {
          basket.add(shop + (char) ('ä' + product));
        }
      }
      baskets.add(allEqual && !baskets.isEmpty() ? baskets.get(0) : List.copyOf(basket));
    }
    return baskets;
  }

  private static void count(
      List<String> basket, int from, List<String> itemset, Map<List<String>, Long> counts) {
    for (int i = from; i < basket.size(); i++) {
      itemset.add(basket.get(i));
      counts.merge(List.copyOf(itemset), 1L, Long::sum);
      count(basket, i + 1, itemset, counts);
      itemset.remove(itemset.size() - 1);
    }
  }
}
