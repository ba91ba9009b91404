package io.tandem.recommendation;

import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.lister.Seen;
import io.tandem.recommendation.lister.TestedCustomers;
import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A shop of five customers, cut on the first of February. */
@ExtendWith(SparkExtension.class)
class RivalsTest {
  private static final LocalDate CUT = LocalDate.of(2026, 2, 1);
  private static final LocalDate END = LocalDate.of(2026, 3, 1);
  private static final String LINES =
      "order_id string, customer_id string, product_id string, status string, ordered_at timestamp,"
          + " placement string";

  private static Row bought(String order, String customer, String product, String day) {
    return row(order, customer, product, "completed", at(day), null);
  }

  private static final List<Row> BEFORE =
      List.of(
          bought("o1", "ann", "a", "2025-10-01"),
          bought("o1", "ann", "b", "2025-10-01"),
          bought("o2", "ann", "a", "2026-01-10"),
          bought("o3", "ann", "c", "2026-01-30"),
          bought("o4", "bob", "a", "2025-12-05"),
          bought("o5", "bob", "b", "2026-01-31"),
          bought("o6", "dan", "b", "2026-01-31"),
          bought("o7", null, "c", "2026-01-31"));

  private static final List<Row> AFTER =
      List.of(
          bought("o8", "ann", "b", "2026-02-01"),
          bought("o8", "ann", "unheard of", "2026-02-01"),
          row(
              "o9",
              "bob",
              "a",
              "completed",
              at("2026-02-02"),
              "home"), // a recommendation led to it
          bought("o9", "bob", "c", "2026-02-02"),
          row("o10", "bob", "b", "returned", at("2026-02-03"), null),
          bought("o11", "eve", "a", "2026-02-28")); // had nothing before

  private static Recommendations asOf(SparkSession spark, LocalDate day, List<Row> lines) {
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, category string, available boolean",
            row("a", "a", "all", true),
            row("b", "b", "all", true),
            row("c", "c", "all", false));
    return new Recommendations(
        rows(spark, LINES, lines.toArray(Row[]::new)),
        catalogue,
        Optional.empty(),
        day,
        Settings.recommendations("als.factors = 2", "als.iterations = 2"));
  }

  private static Rivals rivals(SparkSession spark) {
    List<Row> all = new ArrayList<>(BEFORE);
    all.addAll(AFTER);
    return Rivals.of(asOf(spark, CUT, BEFORE), asOf(spark, END, all)).orElseThrow();
  }

  @Test
  void customersAreThoseWhoHadAndTookSomething(SparkSession spark) {
    try (Rivals rivals = rivals(spark)) {
      Map<String, List<Object>> found = new HashMap<>();
      for (TestedCustomers block : rivals.customers().collect()) {
        for (int customer = 0; customer < block.count(); customer++) {
          found.put(
              block.ids()[customer],
              List.of(
                  Arrays.stream(block.had(customer)).boxed().toList(),
                  Arrays.stream(block.taken()[customer]).boxed().toList(),
                  block.orderCounts()[customer]));
          double share = block.repeatShares()[customer];
          // After their first days ann bought a again and c anew, bob b anew: one of three again.
          double prior = 1.0 / 3;
          double expected =
              block.ids()[customer].equals("ann")
                  ? (1 + 5 * prior) / (2 + 5)
                  : (0 + 5 * prior) / (1 + 5);
          assertThat(share).isCloseTo(expected, offset(1e-12));
        }
      }
      // Items: a is 0, b is 1, c is 2.
      assertThat(found)
          .containsOnly(
              Map.entry("ann", List.of(List.of(0, 1, 2), List.of(-1, 1), 3)),
              Map.entry("bob", List.of(List.of(0, 1), List.of(2), 2)));
      assertThat(rivals.firstDay()).isEqualTo(LocalDate.of(2025, 10, 1));
      assertThat(rivals.customerShares()).containsExactly(2.0 / 3, 3.0 / 3, 1.0 / 3);
    }
  }

  @Test
  void windowsOfPopularityCountEachBuyerOnce(SparkSession spark) {
    try (Rivals rivals = rivals(spark)) {
      TestedCustomers nobodyKnown =
          new TestedCustomers(
              new String[] {"new"},
              new CompressedRows(new int[] {0, 0}, new int[0], new float[0]),
              rivals.customers().first().factors(),
              new int[][] {{0}},
              new int[] {1},
              new double[] {0});
      Map<PopularityWindow, int[]> first = new HashMap<>();
      for (PopularityWindow window : PopularityWindow.values()) {
        first.put(window, rivals.popular(window).lists(nobodyKnown, Seen.ALLOWED, 3).next());
      }
      // Since 25 January: b by bob and dan, c by ann and a guest. Ties by item.
      assertThat(first.get(PopularityWindow.WEEK)).containsExactly(1, 2, 0);
      // Since 2 January the same, and a by ann.
      assertThat(first.get(PopularityWindow.MONTH)).containsExactly(1, 2, 0);
      // Since 3 November a by ann and bob as well.
      assertThat(first.get(PopularityWindow.QUARTER)).containsExactly(0, 1, 2);
      // Since ever b by ann, too.
      assertThat(first.get(PopularityWindow.ALWAYS)).containsExactly(1, 0, 2);
    }
  }

  @Test
  void withoutPreferencesThereAreNoModels(SparkSession spark) {
    assertThat(
            Rivals.of(
                asOf(spark, CUT, List.of(bought("o7", null, "c", "2026-01-31"))),
                asOf(spark, END, AFTER)))
        .isEmpty();
  }

  @Test
  void theDaysOfAWindowReachToTheNewestPurchase(SparkSession spark) {
    assertThat(asOf(spark, CUT, BEFORE).days(PopularityWindow.WEEK)).isEqualTo(7);
    assertThat(asOf(spark, CUT, BEFORE).days(PopularityWindow.ALWAYS)).isEqualTo(123);
    assertThat(asOf(spark, LocalDate.of(2026, 3, 2), BEFORE).days(PopularityWindow.WEEK))
        .isEqualTo(30);
  }

  /** All pairs counted one by one, on customers with up to 20 of 60 items. */
  @Test
  void neighboursAreThoseOfAllPairs(SparkSession spark) {
    Random random = new Random(7);
    List<TreeSet<Integer>> customers = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int user = 0; user < 200; user++) {
      TreeSet<Integer> items = new TreeSet<>();
      int count = 1 + random.nextInt(20);
      while (items.size() < count) {
        items.add(random.nextInt(60));
      }
      customers.add(items);
      for (int item : items) {
        rows.add(row(user, item, 1f));
      }
    }
    Dataset<Row> preferences =
        rows(spark, "user int, item int, weight float", rows.toArray(Row[]::new));
    for (int blocks : new int[] {1, 3}) {
      try (PreferenceBlocks dealt = PreferenceBlocks.of(preferences, 200, 60, blocks)) {
        CompressedRows neighbours = ItemNeighbours.of(dealt);
        for (int item = 0; item < 60; item++) {
          int one = item;
          int[] expected =
              IntStream.range(0, 60)
                  .filter(other -> other != one && both(customers, one, other) > 0)
                  .toArray();
          int from = neighbours.offsets()[item];
          int end = neighbours.offsets()[item + 1];
          assertThat(Arrays.copyOfRange(neighbours.columns(), from, end)).containsExactly(expected);
          for (int i = from; i < end; i++) {
            double both = both(customers, item, neighbours.columns()[i]);
            double cosine =
                both
                    / Math.sqrt(
                        (double) both(customers, item, item)
                            * both(customers, neighbours.columns()[i], neighbours.columns()[i]));
            assertThat((double) neighbours.weights()[i])
                .isCloseTo(cosine * both / (both + 10), offset(1e-7));
          }
        }
      }
    }
  }

  private static long both(List<TreeSet<Integer>> customers, int one, int other) {
    return customers.stream().filter(items -> items.contains(one) && items.contains(other)).count();
  }
}
