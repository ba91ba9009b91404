package io.tandem.night;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the sample night says of each customer, held against the tastes and habits planted. */
@ExtendWith(SparkExtension.class)
class PersonalizationIT {
  private static SampleNight sample;

  /** Planted, by product and by customer. */
  private static final Map<String, double[]> PRODUCT_TASTES = new HashMap<>();

  private static final Map<String, double[]> CUSTOMER_TASTES = new HashMap<>();

  @BeforeAll
  static void readTheTruth() throws IOException {
    sample = SampleNight.get();
    assertThat(sample.ended().exitCode()).as(sample.ended().err()).isZero();
    sample
        .truth()
        .path("product_tastes")
        .fields()
        .forEachRemaining(entry -> PRODUCT_TASTES.put(entry.getKey(), vector(entry.getValue())));
    SampleNight.sample("truth-customers.csv.gz")
        .collectAsList()
        .forEach(
            row ->
                CUSTOMER_TASTES.put(row.getAs("customer_id"), vector(row.<String>getAs("taste"))));
  }

  private static double[] vector(String text) {
    return Stream.of(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] vector(JsonNode array) {
    double[] vector = new double[array.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = array.get(i).asDouble();
    }
    return vector;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static List<String> bestFirst(double[] taste) {
    Map<String, Double> liking = new HashMap<>();
    PRODUCT_TASTES.forEach((product, of) -> liking.put(product, dot(taste, of)));
    return liking.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Double> entry) -> -entry.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * NDCG at 10 against the truth's own ranking of what the customer could be shown: a product is
   * liked if it is in the tenth of the catalogue that the planted taste likes best. Only where
   * three purchases or more speak for each product of the list.
   */
  @Test
  void findsThePlantedTastes() {
    Map<String, List<String>> lists = new HashMap<>();
    sample
        .published("user_recommendations")
        .where("rank <= 10 and is_personalized and size(because_of) >= 3")
        .sort("customer_id", "rank")
        .collectAsList()
        .forEach(
            row ->
                lists
                    .computeIfAbsent(row.getAs("customer_id"), first -> new ArrayList<>())
                    .add(row.getAs("product_id")));
    List<String> popular =
        sample
            .published("popular_products")
            .where("scope = 'global' and rank <= 10")
            .sort("rank")
            .collectAsList()
            .stream()
            .map(row -> row.<String>getAs("product_id"))
            .toList();
    Set<String> shown = new HashSet<>(popular);
    lists.values().forEach(shown::addAll);
    double ndcg = 0;
    double ndcgOfPopular = 0;
    double precision = 0;
    int judged = 0;
    for (Map.Entry<String, List<String>> list : lists.entrySet()) {
      if (list.getValue().size() < 10) {
        continue;
      }
      List<String> best = bestFirst(CUSTOMER_TASTES.get(list.getKey()));
      Set<String> liked = new HashSet<>(best.subList(0, best.size() / 10));
      List<String> ceiling = best.stream().filter(shown::contains).limit(10).toList();
      ndcg += gain(list.getValue(), liked) / gain(ceiling, liked);
      ndcgOfPopular += gain(popular, liked) / gain(ceiling, liked);
      precision += list.getValue().stream().filter(liked::contains).count() / 10.0;
      judged++;
    }
    System.out.printf(
        "planted tastes: NDCG@10 %.3f of the truth's own 1, of the popular list %.3f; precision@10 %.3f; %d customers%n",
        ndcg / judged, ndcgOfPopular / judged, precision / judged, judged);
    assertThat(judged).isGreaterThan(1_000);
    assertThat(ndcg / judged).isGreaterThan(0.35).isGreaterThan(3 * ndcgOfPopular / judged);
  }

  private static double gain(List<String> list, Set<String> liked) {
    double gain = 0;
    for (int place = 0; place < list.size(); place++) {
      gain += liked.contains(list.get(place)) ? Math.log(2) / Math.log(place + 2) : 0;
    }
    return gain;
  }

  @Test
  void whoOptedOutGetsNoPersonalRow() {
    Dataset<Row> optedOut =
        SampleNight.sample("customers.csv.gz")
            .where("personalization_opt_out = 'true'")
            .select("customer_id");
    assertThat(optedOut.count()).isPositive();
    Dataset<Row> theirs = sample.published("user_recommendations").join(optedOut, "customer_id");
    assertThat(theirs.where("is_personalized").count()).isZero();
    assertThat(theirs.select("customer_id").distinct().count()).isEqualTo(optedOut.count());
    for (String table : List.of("buy_again", "als_user_factors", "taste_segments")) {
      assertThat(sample.published(table).join(optedOut, "customer_id").count()).as(table).isZero();
    }
  }

  /** The judge: personal lists guess what is new, personal frequency what is bought again. */
  @Test
  void judgesModelsByWhatCustomersBoughtNext() throws IOException {
    Map<String, Row> ndcg = new TreeMap<>();
    Dataset<Row> evaluation = sample.published("recommendation_evaluation");
    evaluation
        .where("metric = 'ndcg' and k = 10")
        .collectAsList()
        .forEach(row -> ndcg.put(row.getAs("model") + " " + row.getAs("slice"), row));
    ndcg.forEach(
        (what, row) ->
            System.out.printf(
                "NDCG@10 %s: %.4f (%d customers)%n",
                what, row.<Double>getAs("value"), row.<Long>getAs("customer_count")));
    Row als = ndcg.get("als new");
    assertThat(als.<Long>getAs("customer_count")).isGreaterThan(300);
    assertThat(als.<Double>getAs("difference_lower")).isPositive();
    assertThat(als.<Boolean>getAs("is_published")).isTrue();
    assertThat(ndcg.get("popular new").<Boolean>getAs("is_published")).isFalse();
    assertThat(value(ndcg, "personal_frequency repeat")).isGreaterThan(value(ndcg, "als repeat"));
    assertThat(value(ndcg, "mixture all")).isGreaterThan(value(ndcg, "als all"));
    assertThat(value(ndcg, "mixture new")).isEqualTo(value(ndcg, "als new"));
    assertThat(evaluation.select("model").distinct().count()).isEqualTo(5);
    assertThat(evaluation.where("value_lower > value or value_upper < value").count()).isZero();
    assertThat(
            evaluation
                .where("train_from < validation_from and validation_from < test_from")
                .where("test_from = date'2026-02-01' and test_until = date'2026-03-01'")
                .count())
        .isEqualTo(evaluation.count());

    JsonNode verdict = sample.manifest().at("/verdicts/personal lists");
    assertThat(verdict.path("is_published").asBoolean()).isTrue();
    assertThat(verdict.path("difference").asDouble()).isEqualTo(als.<Double>getAs("difference"));
    assertThat(verdict.path("customer_count").asLong())
        .isEqualTo(als.<Long>getAs("customer_count"));
  }

  private static double value(Map<String, Row> rows, String what) {
    return rows.get(what).<Double>getAs("value");
  }

  /** Two customers of one segment have closer tastes than two of different ones. */
  @Test
  void customersOfOneSegmentHaveLikeTastes() {
    Map<String, List<double[]>> segments =
        sample
            .published("taste_segments")
            .join(
                sample
                    .published("user_recommendations")
                    .where("size(because_of) >= 3")
                    .select("customer_id")
                    .distinct(),
                "customer_id")
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.<String>getAs("taste_segment"),
                    TreeMap::new,
                    Collectors.mapping(
                        row -> CUSTOMER_TASTES.get(row.<String>getAs("customer_id")),
                        Collectors.toList())));
    List<double[]> everyone = segments.values().stream().flatMap(List::stream).toList();
    double within =
        segments.values().stream()
                .mapToDouble(members -> length(members) * length(members) / members.size())
                .sum()
            / everyone.size();
    double overall = length(everyone) * length(everyone) / everyone.size() / everyone.size();
    System.out.printf(
        "taste segments: %d, mean cosine of planted tastes %.3f within, %.3f overall%n",
        segments.size(), within, overall);
    assertThat(segments.size()).isBetween(4, 8);
    assertThat(within - overall).isGreaterThan(0.1);
  }

  /** Of the sum of the tastes, each at length 1: its square is the sum of all their cosines. */
  private static double length(List<double[]> tastes) {
    double[] sum = new double[tastes.get(0).length];
    for (double[] taste : tastes) {
      double length = Math.sqrt(dot(taste, taste));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += taste[i] / length;
      }
    }
    return Math.sqrt(dot(sum, sum));
  }

  @Test
  void findsTheIntervalsInWhichThingsAreReplenished() {
    for (JsonNode habit : sample.truth().path("replenished_products")) {
      String product = habit.path("product").asText();
      List<Double> medians =
          sample
              .published("buy_again")
              .where(col("product_id").equalTo(product).and(col("order_count").geq(4)))
              .sort("median_interval_days")
              .collectAsList()
              .stream()
              .map(row -> row.<Double>getAs("median_interval_days"))
              .toList();
      assertThat(medians).as(product).hasSizeGreaterThan(5);
      double planted = habit.path("interval_days").asDouble();
      double median = medians.get(medians.size() / 2);
      System.out.printf("%s: every %.1f days, planted %.0f%n", product, median, planted);
      assertThat(median).as(product).isBetween(0.8 * planted, 1.2 * planted);
    }
  }

  @Test
  void findsWhatRisesAndNothingThatFades() {
    Set<String> trending =
        sample.published("trending_products").where("scope = 'global'").collectAsList().stream()
            .map(row -> row.<String>getAs("product_id"))
            .collect(Collectors.toSet());
    long found = 0;
    for (JsonNode rising : sample.truth().at("/trends/rising")) {
      found += trending.contains(rising.path("product").asText()) ? 1 : 0;
    }
    System.out.printf("trends: %s, %d of them planted%n", trending, found);
    assertThat(found).isGreaterThanOrEqualTo(4);
    for (JsonNode fading : sample.truth().at("/trends/fading")) {
      assertThat(trending).doesNotContain(fading.path("product").asText());
    }
  }

  /** Pairs that visitors compare and hardly anybody orders: only visits can tell. */
  @Test
  void findsWhatIsComparedThoughSeldomOrdered() {
    for (JsonNode pair : sample.truth().at("/viewed_together/seldom_ordered")) {
      String one = pair.path("products").get(0).asText();
      String other = pair.path("products").get(1).asText();
      List<Row> rows =
          sample
              .published("similar_products")
              .where(
                  col("product_id")
                      .equalTo(one)
                      .and(col("similar_product_id").equalTo(other))
                      .or(
                          col("product_id")
                              .equalTo(other)
                              .and(col("similar_product_id").equalTo(one))))
              .collectAsList();
      assertThat(rows)
          .as(pair.toString())
          .allMatch(
              row ->
                  row.<Long>getAs("viewed_together_count") == pair.path("sessions_both").asLong())
          .anyMatch(row -> row.<Integer>getAs("rank") <= 3);
    }
  }
}
