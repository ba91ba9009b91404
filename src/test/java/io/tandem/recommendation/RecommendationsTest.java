package io.tandem.recommendation;

import static io.tandem.table.TasteSegments.TASTE_SEGMENTS;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.tandem.recommendation.RecommendationsSettings.AlreadyBought;
import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A shop with two tastes: tea people (t1 to t4) and coffee people (c1 to c4); everyone lacks one
 * product of theirs.
 */
@ExtendWith(SparkExtension.class)
class RecommendationsTest {
  private static final LocalDate RUN_DATE = LocalDate.of(2026, 3, 1);
  private static final String LINES =
      "order_id string, customer_id string, product_id string, status string, ordered_at timestamp";

  private static Model model;
  private static Model modelWithCustomers;

  private static RecommendationsSettings settings(
      AlreadyBought policy, int listLength, String... more) {
    List<String> overrides =
        new ArrayList<>(
            List.of(
                "list-length = " + listLength,
                "already-bought = " + policy.name().toLowerCase(Locale.ROOT),
                "similar-list-length = 3",
                "popular-list-length = 10",
                "half-life-days = 180",
                "stop-list = [POST]",
                "als.factors = 2",
                "als.iterations = 4",
                "als.alpha = 20",
                "als.regularization = 0.05",
                "als.regularization-exponent = 1"));
    overrides.addAll(List.of(more));
    return Settings.recommendations(overrides.toArray(String[]::new));
  }

  private static Dataset<Row> lines(SparkSession spark) {
    List<Row> lines = new ArrayList<>();
    for (String taste : List.of("t", "c")) {
      for (int customer = 1; customer <= 8; customer++) {
        for (int product = 1; product <= 4; product++) {
          if (product != 1 + customer % 4) {
            String id = taste + customer;
            lines.add(row("o-" + id, id, taste + product, "completed", at("2026-02-01")));
          }
        }
      }
    }
    lines.add(row("o-guest", null, "t1", "completed", at("2026-02-01")));
    lines.add(row("o-post", "poster", "POST", "completed", at("2026-02-01")));
    lines.add(row("o-back", "returner", "t1", "returned", at("2026-02-01")));
    return rows(spark, LINES, lines.toArray(new Row[0]));
  }

  private static Dataset<Row> catalogue(SparkSession spark, String... unavailable) {
    List<Row> rows = new ArrayList<>();
    for (String product : List.of("t1", "t2", "t3", "t4", "c1", "c2", "c3", "c4")) {
      rows.add(
          row(product, product, product.substring(0, 1), !List.of(unavailable).contains(product)));
    }
    return rows(
        spark,
        "product_id string, title string, category string, available boolean",
        rows.toArray(new Row[0]));
  }

  private static Optional<Dataset<Row>> customers(SparkSession spark) {
    return Optional.of(
        rows(
            spark,
            "customer_id string, country string, personalization_opt_out boolean",
            row("t1", "DE", null),
            row("t2", "DE", true),
            row("new", "DE", false),
            row("abroad", "FR", false),
            row("nowhere", null, false)));
  }

  /** The shop as it is for everyone with an order. */
  private static Recommendations shop(
      SparkSession spark, AlreadyBought policy, int listLength, String... more) {
    return new Recommendations(
        lines(spark),
        catalogue(spark),
        Optional.empty(),
        RUN_DATE,
        settings(policy, listLength, more));
  }

  /** The same shop with customers who opted out, are new, or come from elsewhere. */
  private static Recommendations shopWithCustomers(
      SparkSession spark, AlreadyBought policy, int listLength, String... unavailable) {
    return new Recommendations(
        lines(spark),
        catalogue(spark, unavailable),
        customers(spark),
        RUN_DATE,
        settings(policy, listLength));
  }

  private static Model train(Recommendations recommendations) {
    Dataset<Row> preferences = recommendations.preferences().persist();
    return recommendations.train(preferences);
  }

  private static Dataset<Row> popular(Recommendations recommendations) {
    return recommendations.popular(
        PopularityWindow.QUARTER,
        SparkSession.active().createDataFrame(List.of(), TASTE_SEGMENTS.schema()));
  }

  private static Dataset<Row> lists(Recommendations recommendations, Model model) {
    return recommendations
        .lists(model, popular(recommendations).localCheckpoint())
        .localCheckpoint();
  }

  /**
   * What is learned depends on neither policy nor length of the lists: two models serve most tests.
   */
  @BeforeAll
  static void train(SparkSession spark) {
    model = train(shop(spark, AlreadyBought.HIDE, 3));
    modelWithCustomers = train(shopWithCustomers(spark, AlreadyBought.HIDE, 3));
  }

  @AfterAll
  static void close() {
    model.close();
    modelWithCustomers.close();
  }

  @Test
  void preferencesFadeAndCountADayOnce(SparkSession spark) {
    Dataset<Row> purchases =
        rows(
            spark,
            LINES,
            row("o1", "ann", "tea", "completed", at("2026-02-28T23:00:00Z")), // age 0
            row("o1", "ann", "tea", "completed", at("2026-02-28T23:00:00Z")), // the same day: once
            row("o2", "ann", "tea", "completed", at("2026-02-18")), // age 10: one half-life
            row("o3", "ann", "milk", "completed", at("2026-02-08")), // age 20: two half-lives
            row("o4", null, "milk", "completed", at("2026-02-28")));
    assertThat(Preferences.from(purchases, RUN_DATE, 10))
        .hasRowsInAnyOrder(row("ann", "tea", 1.5), row("ann", "milk", 0.25));
  }

  @Test
  void everyoneIsOfferedWhatTheirTasteLacks(SparkSession spark) {
    Map<String, Row> firsts =
        lists(shop(spark, AlreadyBought.HIDE, 3), model).where("rank = 1").collectAsList().stream()
            .collect(Collectors.toMap(row -> row.getAs("customer_id"), row -> row));
    for (String taste : List.of("t", "c")) {
      for (int customer = 1; customer <= 8; customer++) {
        Row first = firsts.get(taste + customer);
        assertThat(first.<String>getAs("product_id")).isEqualTo(taste + (1 + customer % 4));
        assertThat(first.<Boolean>getAs("is_personalized")).isTrue();
        assertThat(first.<String>getAs("reason"))
            .matches("Because this customer bought %s\\d( and %s\\d)?\\.".formatted(taste, taste));
      }
    }
  }

  @Test
  void everyScoreSaysWhatCarriesIt(SparkSession spark) {
    List<Row> rows =
        lists(shop(spark, AlreadyBought.HIDE, 1, "because-of-length = 10"), model).collectAsList();
    for (Row row : rows) {
      List<Row> because = row.getList(row.fieldIndex("because_of"));
      String taste = row.<String>getAs("customer_id").substring(0, 1);
      assertThat(because)
          .isNotEmpty()
          .allSatisfy(part -> assertThat(part.getString(0)).startsWith(taste))
          .isSortedAccordingTo(Comparator.comparing((Row part) -> -part.getDouble(1)));
      // All three bought products speak for the fourth.
      assertThat(because.stream().mapToDouble(part -> part.getDouble(1)).sum())
          .isCloseTo(1, offset(1e-9));
    }
    assertThat(
            lists(shop(spark, AlreadyBought.HIDE, 1, "because-of-length = 0"), model)
                .select("because_of", "reason")
                .distinct())
        .hasRows(row(List.of(), "Suits the 3 products this customer bought."));
  }

  @Test
  void listsKeepToCategoriesCapsAndScores(SparkSession spark) {
    Dataset<Row> capped = lists(shop(spark, AlreadyBought.KEEP, 8, "max-per-category = 2"), model);
    assertThat(capped.groupBy("customer_id").count().where("count != 4")).isEmpty();
    Recommendations teaOnly = shop(spark, AlreadyBought.KEEP, 8, "categories = [t]");
    try (Model ofTea = train(teaOnly)) {
      assertThat(lists(teaOnly, ofTea).where("product_id like 'c%'")).isEmpty();
    }
    Dataset<Row> scored = lists(shop(spark, AlreadyBought.KEEP, 8, "min-score = 0.5"), model);
    assertThat(scored.where("score < 0.5")).isEmpty();
    assertThat(scored.count()).isBetween(32L, 100L); // of 128
  }

  @Test
  void publishedFactorsGiveThePublishedScores(SparkSession spark) {
    Recommendations recommendations = shop(spark, AlreadyBought.HIDE, 1);
    Map<String, List<Float>> customers = factors(recommendations.userFactors(model));
    Map<String, List<Float>> products = factors(recommendations.itemFactors(model));
    assertThat(customers).hasSize(16);
    assertThat(products).hasSize(8);
    for (Row row : lists(recommendations, model).collectAsList()) {
      List<Float> customer = customers.get(row.<String>getAs("customer_id"));
      List<Float> product = products.get(row.<String>getAs("product_id"));
      double score = customer.get(0) * product.get(0) + customer.get(1) * product.get(1);
      assertThat(row.<Double>getAs("score")).isCloseTo(score, offset(1e-6));
    }
  }

  @Test
  void aWarmStartGoesOnWhereTheLastRunEnded(SparkSession spark) {
    Recommendations cold = shop(spark, AlreadyBought.HIDE, 1, "als.iterations = 1");
    Recommendations warm =
        shop(spark, AlreadyBought.HIDE, 1, "als.iterations = 1", "als.warm-start = true");
    Dataset<Row> preferences = cold.preferences().persist();
    Dataset<Row> last = cold.itemFactors(model).localCheckpoint(); // of four iterations
    Dataset<Row> others = last.withColumn("factors", slice(col("factors"), 1, 1));
    double fromLast = distance(warm.train(preferences, last), last);
    double fromNothing = distance(cold.train(preferences, last), last);
    assertThat(fromLast).isLessThan(0.5 * fromNothing);
    // Factors of another length do not fit.
    assertThat(distance(warm.train(preferences, others), last)).isEqualTo(fromNothing);
  }

  /** Between the factors of a model, which is closed, and others. */
  private static double distance(Model model, Dataset<Row> others) {
    try (model) {
      Map<String, List<Float>> expected = factors(others);
      double sum = 0;
      for (Map.Entry<String, List<Float>> product : factors(model.productFactorRows()).entrySet()) {
        for (int i = 0; i < product.getValue().size(); i++) {
          sum += Math.pow(product.getValue().get(i) - expected.get(product.getKey()).get(i), 2);
        }
      }
      return Math.sqrt(sum);
    }
  }

  private static Map<String, List<Float>> factors(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getList(1)));
  }

  @Test
  void whatWasBoughtIsHiddenDemotedOrKept(SparkSession spark) {
    for (AlreadyBought policy : AlreadyBought.values()) {
      List<String> list =
          lists(shop(spark, policy, 8), model)
              .where("customer_id = 't1'")
              .sort("rank")
              .select("product_id")
              .collectAsList()
              .stream()
              .map(row -> row.getString(0))
              .toList();
      List<String> bought = List.of("t1", "t3", "t4");
      switch (policy) {
        case HIDE -> assertThat(list).hasSize(5).doesNotContainAnyElementsOf(bought);
        case DEMOTE -> {
          assertThat(list).hasSize(8);
          assertThat(list.subList(5, 8)).containsExactlyInAnyOrderElementsOf(bought);
        }
        case KEEP -> {
          assertThat(list).hasSize(8);
          assertThat(list.subList(0, 4)).containsExactlyInAnyOrder("t1", "t2", "t3", "t4");
        }
      }
    }
  }

  @Test
  void whatIsUnavailableIsNeverShown(SparkSession spark) {
    Recommendations recommendations = shopWithCustomers(spark, AlreadyBought.KEEP, 8, "t2", "c3");
    List<String> gone = List.of("t2", "c3");
    assertThat(popular(recommendations).where(col("product_id").isInCollection(gone))).isEmpty();
    try (Model model = train(recommendations)) {
      assertThat(lists(recommendations, model).where(col("product_id").isInCollection(gone)))
          .isEmpty();
      Dataset<Row> similar =
          recommendations.similar(Optional.of(model), Optional.empty()).localCheckpoint();
      assertThat(similar.where(col("similar_product_id").isInCollection(gone))).isEmpty();
      assertThat(similar.where("product_id = 't2'").count())
          .isPositive(); // its own page still has a list
      assertThat(similar.where("product_id = similar_product_id")).isEmpty();
    }
  }

  @Test
  void whoHasBoughtEverythingHasAnEmptyListUnlessItMayRepeat(SparkSession spark) {
    // Only t1 can be had: t4 lacks nothing else, and t3 and t8 have it.
    String[] unavailable = {"t2", "t3", "t4", "c1", "c2", "c3", "c4"};
    Recommendations hiding = shopWithCustomers(spark, AlreadyBought.HIDE, 3, unavailable);
    try (Model model = train(hiding)) {
      Dataset<Row> hidden = lists(hiding, model);
      assertThat(hidden.where("customer_id in ('t1', 't3')")).isEmpty();
      assertThat(hidden.where("customer_id = 't4'").select("rank", "product_id"))
          .hasRows(row(1, "t1"));
      Recommendations demoting = shopWithCustomers(spark, AlreadyBought.DEMOTE, 3, unavailable);
      assertThat(
              lists(demoting, model)
                  .where("customer_id in ('t1', 't3')")
                  .select("customer_id", "rank", "product_id"))
          .hasRowsInAnyOrder(row("t1", 1, "t1"), row("t3", 1, "t1"));
    }
  }

  @Test
  void similarProductsShareTheirCustomers(SparkSession spark) {
    List<Row> first =
        shop(spark, AlreadyBought.HIDE, 3)
            .similar(Optional.of(model), Optional.empty())
            .where("rank <= 3")
            .collectAsList();
    assertThat(first)
        .hasSize(24)
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs("similar_product_id").charAt(0))
                    .isEqualTo(row.<String>getAs("product_id").charAt(0)));
  }

  @Test
  void whoTheModelDoesNotKnowGetsWhatIsPopularAndIsToldSo(SparkSession spark) {
    Dataset<Row> lists = lists(shopWithCustomers(spark, AlreadyBought.HIDE, 3), modelWithCustomers);
    assertThat(lists.where("not is_personalized").select("customer_id").distinct())
        .hasRowsInAnyOrder(row("new"), row("abroad"), row("nowhere"), row("t2"));
    assertThat(lists.where("customer_id = 'new'").select("rank", "source").sort("rank"))
        .hasRows(
            row(1, "popular_in_segment"),
            row(2, "popular_in_segment"),
            row(3, "popular_in_segment"));
    assertThat(
            lists
                .where("customer_id in ('abroad', 'nowhere')")
                .select("customer_id", "rank", "source")
                .sort("customer_id", "rank"))
        .hasRows(
            row("abroad", 1, "popular"),
            row("abroad", 2, "popular"),
            row("abroad", 3, "popular"),
            row("nowhere", 1, "popular"),
            row("nowhere", 2, "popular"),
            row("nowhere", 3, "popular"));
    assertThat(lists.groupBy("customer_id", "product_id").count().where("count > 1")).isEmpty();
    assertThat(lists.where("customer_id in ('poster', 'returner')")).isEmpty();
  }

  @Test
  void popularityCountsCustomersAndDistrustsFew(SparkSession spark) {
    List<Row> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add(row("o" + i, "u" + i, "t1", "completed", at("2026-02-01")));
      lines.add(
          row("again" + i, "u0", "t2", "completed", at("2026-02-02"))); // one customer ten times
    }
    lines.add(
        row("g1", null, "t3", "completed", at("2026-02-01"))); // each guest order is a customer
    lines.add(row("g2", null, "t3", "completed", at("2026-02-01")));
    lines.add(row("old", "u1", "t4", "completed", at("2025-01-01"))); // before the window
    Dataset<Row> popular =
        popular(
                new Recommendations(
                    rows(spark, LINES, lines.toArray(new Row[0])),
                    catalogue(spark),
                    Optional.empty(),
                    RUN_DATE,
                    settings(AlreadyBought.HIDE, 3)))
            .localCheckpoint();
    assertThat(
            popular
                .where("scope = 'global'")
                .select("scope_value", "rank", "product_id", "customer_count", "score")
                .sort("rank"))
        .hasRows(
            row("all", 1, "t1", 10L, 10.0 / 12),
            row("all", 2, "t3", 2L, 2.0 / 12),
            row("all", 3, "t2", 1L, 1.0 / 12));
    assertThat(popular.where("scope = 'global'").select("reason").sort("rank"))
        .hasRows(
            row("10 customers bought it in the last 90 days."),
            row("2 customers bought it in the last 90 days."),
            row("One customer bought it in the last 90 days."));
    assertThat(popular.where("score_lower < score").count()).isEqualTo(popular.count());
  }

  @Test
  void twoTrainingsGiveEqualLists(SparkSession spark) {
    Recommendations recommendations = shopWithCustomers(spark, AlreadyBought.HIDE, 5);
    Dataset<Row> first = lists(recommendations, modelWithCustomers);
    try (Model again = train(recommendations)) {
      assertThat(lists(recommendations, again))
          .hasRowsInAnyOrder(first.collectAsList().toArray(new Row[0]));
    }
  }

  @Test
  void everyTasteIsASegmentWithItsOwnPopularProducts(SparkSession spark) {
    Recommendations recommendations =
        shop(spark, AlreadyBought.HIDE, 3, "taste-segments = 2", "popular-list-length = 8");
    Dataset<Row> nothing = spark.createDataFrame(List.of(), TASTE_SEGMENTS.schema());
    Dataset<Row> segments = recommendations.tasteSegments(model, nothing);
    assertThat(segments.count()).isEqualTo(16);
    Map<String, List<String>> tastes =
        segments.collectAsList().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getAs("taste_segment"),
                    Collectors.mapping(
                        row -> row.<String>getAs("customer_id").substring(0, 1),
                        Collectors.collectingAndThen(
                            Collectors.toSet(), set -> set.stream().sorted().toList()))));
    assertThat(tastes.keySet()).containsExactlyInAnyOrder("1", "2");
    assertThat(tastes.values()).containsExactlyInAnyOrder(List.of("t"), List.of("c"));

    Dataset<Row> popular =
        recommendations
            .popular(PopularityWindow.QUARTER, segments)
            .where("scope = 'taste_segment'")
            .localCheckpoint();
    for (Row row : popular.collectAsList()) {
      assertThat(tastes.get(row.<String>getAs("scope_value")))
          .containsExactly(row.<String>getAs("product_id").substring(0, 1));
      assertThat(row.<String>getAs("reason"))
          .isEqualTo("6 customers of like taste bought it in the last 90 days.");
    }
    assertThat(popular.count()).isEqualTo(8);
  }

  @Test
  void segmentsKeepTheirNamesFromNightToNight(SparkSession spark) {
    Recommendations recommendations =
        shop(spark, AlreadyBought.HIDE, 3, "taste-segments = 2", "als.seed = 7");
    List<Row> earlier = new ArrayList<>();
    for (int customer = 1; customer <= 8; customer++) {
      earlier.add(row("t" + customer, "5", true, ""));
      earlier.add(row("c" + customer, customer == 1 ? "5" : "3", true, ""));
    }
    Dataset<Row> before =
        rows(
            spark,
            "customer_id string, taste_segment string, is_personalized boolean, reason string",
            earlier.toArray(new Row[0]));
    Dataset<Row> segments = recommendations.tasteSegments(model, before);
    assertThat(segments.where("customer_id like 't%' and taste_segment = '5'").count())
        .isEqualTo(8);
    assertThat(segments.where("customer_id like 'c%' and taste_segment = '3'").count())
        .isEqualTo(8);
  }

  @Test
  void aSegmentIsCalledAsTheOneItHasMostCustomersOf() {
    Map<Integer, String> names =
        TasteSegmentation.named(
            Set.of(0, 1, 2, 3),
            List.of(
                row(0, "1", 10L), // second to 2, which 1 takes as well
                row(1, "1", 20L),
                row(1, "2", 15L),
                row(0, "2", 5L),
                row(2, "4", 1L)));
    // 3 had nobody in common with any: the smallest number that no segment had.
    assertThat(names).isEqualTo(Map.of(0, "2", 1, "1", 2, "4", 3, "3"));
  }

  @Test
  void nobodyWithFactorsHasNoSegment(SparkSession spark) {
    Dataset<Row> nothing = spark.createDataFrame(List.of(), TASTE_SEGMENTS.schema());
    Dataset<Row> customers =
        rows(
            spark,
            "customer_id string, factors array<float>",
            row("zero", new Float[] {0f, 0f}),
            row("alone", new Float[] {1f, 2f}));
    assertThat(
            TasteSegmentation.of(customers, nothing, 8, 42).select("customer_id", "taste_segment"))
        .hasRowsInAnyOrder(row("alone", "1"));
    assertThat(TasteSegmentation.of(customers.where("customer_id = 'zero'"), nothing, 8, 42))
        .isEmpty();
  }

  /** Where personal lists are withheld: popular ones, but not of what the customer has. */
  @Test
  void popularListsKeepThePolicy(SparkSession spark) {
    Recommendations shop = shop(spark, AlreadyBought.HIDE, 8);
    Dataset<Row> all = shop.popularLists(shop.preferences(), popular(shop)).localCheckpoint();
    assertThat(all.where("customer_id = 't4' and product_id in ('t2', 't3', 't4')")).isEmpty();
    assertThat(all.where("customer_id = 't4'").count()).isEqualTo(5);
    assertThat(all.where("is_personalized")).isEmpty();
    Recommendations demoting = shop(spark, AlreadyBought.DEMOTE, 8);
    assertThat(
            demoting
                .popularLists(demoting.preferences(), popular(demoting))
                .where("customer_id = 't4' and rank > 5")
                .select("rank", "product_id")
                .sort("rank"))
        .hasRows(row(6, "t2"), row(7, "t3"), row(8, "t4"));
  }
}
