package io.tandem.night;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.table.Table;
import io.tandem.table.Tables;
import io.tandem.testing.Scripts;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One whole night on the committed sample, with the packed jar, held against the sample's planted
 * truth.
 */
@ExtendWith(SparkExtension.class)
class NightlyIT {
  private static final String DATE = SampleNight.DATE;

  private static SampleNight sample;
  private static Scripts.Ended night;
  private static Path folder;
  private static JsonNode truth;

  @BeforeAll
  static void runTheNight() throws IOException {
    sample = SampleNight.get();
    night = sample.ended();
    folder = sample.folder();
    truth = sample.truth();
  }

  @Test
  void endsWellAndSaysWhereEverythingIs() {
    assertThat(night.exitCode()).as(night.err()).isZero();
    assertThat(night.out())
        .contains("Bought together, for example:", "times as often as expected")
        .contains("What suits customer ")
        .contains(folder.resolve("warehouse/association_rules/" + DATE).toString())
        .contains(folder.resolve("warehouse/report/" + DATE + "/index.html").toString());
    assertThat(night.out().lines().filter(line -> line.matches("  [1-5]\\. .+"))).hasSize(5);
    assertThat(night.out().lines().filter(line -> line.contains("% of the"))).hasSize(5);
  }

  @Test
  void publishesEveryTableInItsSchemaAndNothingElse() throws IOException {
    for (Table table : Tables.PUBLISHED) {
      Dataset<Row> rows = sample.published(table.name());
      assertThat(List.of(rows.columns()))
          .as(table.name())
          .containsExactly(table.schema().fieldNames());
      if (!table.mayBeEmpty()) {
        assertThat(rows.count()).as(table.name()).isPositive();
      }
      assertThat(rows.select(table.keyColumns()).distinct().count())
          .as(table.name())
          .isEqualTo(rows.count());
    }
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> folder.resolve("warehouse").relativize(file).toString()))
          .allMatch(
              name ->
                  name.matches(
                      name.startsWith("_runs/")
                          ? ".*/(manifest|run|standing|_standing|[0-9]{12})\\.json"
                          : "_latest\\.json|.*/run_date=[^/]+/(part-[^/]*\\.parquet|index\\.html)"));
    }
  }

  @Test
  void countsEveryDirtyRowAndKeepsItsText(SparkSession spark) throws IOException {
    JsonNode orderLines = sample.manifest().at("/inputs/0");
    assertThat(orderLines.path("rows_read").asLong()).isEqualTo(truth.at("/lines/rows").asLong());
    assertThat(orderLines.path("rows_valid").asLong()).isEqualTo(truth.at("/lines/valid").asLong());
    long left = 0;
    for (JsonNode count : orderLines.path("rejected")) {
      left += count.asLong();
    }
    Dataset<Row> quarantine =
        spark
            .read()
            .parquet(folder.resolve("warehouse/_quarantine/order_lines/" + DATE).toString());
    assertThat(quarantine.count()).isEqualTo(left);
    for (JsonNode count : orderLines.path("ignored")) {
      left += count.asLong();
    }
    assertThat(left).isEqualTo(truth.at("/lines/dirty").asLong());
    assertThat(quarantine.where(col("raw_text").contains("31/02/2025")).count()).isPositive();
  }

  @Test
  void ordersAddUpToTheTruth() {
    Row all =
        sample.published("order_metrics").where("period = 'all' and customers = 'all'").head();
    assertThat(all.<Long>getAs("order_count")).isEqualTo(truth.at("/orders/sold").asLong());
    Row retention = sample.published("retention_metrics").where("period = 'all'").head();
    assertThat(retention.<Long>getAs("new_customer_count"))
        .isEqualTo(truth.at("/customers/with_orders").asLong());
  }

  /**
   * Precision and recall of what pages show by rules between products, against the pairs planted.
   * The dearer of two is not shown beside the cheaper, so that only one direction is to be found.
   * Pairs of the synergy count: the third product does stand in many orders with either.
   */
  @Test
  void findsThePlantedComplements() {
    Set<String> planted = new HashSet<>();
    truth.path("complementary_groups").forEach(group -> addPairs(group, planted));
    truth.at("/synergies/0/pairs").forEach(pair -> addPairs(pair, planted));
    Map<String, Double> prices = new HashMap<>();
    SampleNight.sample("products.csv.gz")
        .where("parent_product_id is null and list_price is not null")
        .collectAsList()
        .forEach(row -> prices.put(row.getAs("product_id"), price(row)));
    Set<String> unavailable = ids(unavailable());
    Set<String> toBeFound =
        planted.stream()
            .filter(pair -> prices.get(pair.split(" ")[1]) <= prices.get(pair.split(" ")[0]))
            .filter(pair -> !unavailable.contains(pair.split(" ")[1]))
            .collect(Collectors.toSet());
    Set<String> found = shownByRules();
    Set<String> both = new HashSet<>(found);
    both.retainAll(toBeFound);
    double precision = (double) both.size() / found.size();
    double recall = (double) both.size() / toBeFound.size();
    System.out.printf("planted complements: precision %.3f, recall %.3f%n", precision, recall);
    assertThat(planted).hasSizeGreaterThan(150);
    assertThat(toBeFound).hasSizeGreaterThan(80);
    assertThat(precision).isGreaterThan(0.95);
    assertThat(recall).isGreaterThan(0.95);
  }

  /** What joins two products together, far more often than either rule of one product promises. */
  @Test
  void showsToACartOfTwoWhatOnlyGoesWithBoth() {
    JsonNode synergy = truth.at("/synergies/0");
    List<String> both = new ArrayList<>();
    synergy.path("products").forEach(id -> both.add(id.asText()));
    String third = synergy.path("joined_by").asText();
    Row first =
        sample
            .published("cart_completions")
            .where(col("antecedent").equalTo(array(literals(both))).and(col("rank").equalTo(1)))
            .head();
    double lower = first.getAs("confidence_lower");
    assertThat(first.<String>getAs("recommended_product_id")).isEqualTo(third);
    assertThat(first.<Double>getAs("confidence"))
        .isCloseTo(synergy.path("confidence").asDouble(), within(0.1));
    for (String one : both) {
      Row alone =
          sample
              .published("association_rules")
              .where(
                  col("antecedent").equalTo(array(lit(one))).and(col("consequent").equalTo(third)))
              .head();
      assertThat(alone.<Double>getAs("confidence_upper")).isLessThan(lower);
    }
  }

  private static Column[] literals(List<String> values) {
    return values.stream().map(functions::lit).toArray(Column[]::new);
  }

  /** Own recommendations, a set offer, one customer's habit, Christmas, large baskets. */
  @Test
  void seesThroughWhatOnlyLooksAssociated() {
    Set<String> lookAlikes = new HashSet<>();
    truth
        .path("echo_pairs")
        .forEach(
            pair ->
                addPairs(
                    List.of(pair.path("shown_beside").asText(), pair.path("shown").asText()),
                    lookAlikes));
    addPairs(truth.at("/coupon_bundle/products"), lookAlikes);
    addPairs(truth.at("/single_customer_pair/products"), lookAlikes);
    truth.path("seasonal_pairs").forEach(pair -> addPairs(pair, lookAlikes));
    truth.at("/basket_sizes/null_pairs").forEach(pair -> addPairs(pair, lookAlikes));
    Set<String> mined =
        sample
            .published("association_rules")
            .where("size(antecedent) = 1 and lift > 2")
            .selectExpr("concat(antecedent[0], ' ', consequent)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    Set<String> strong = new HashSet<>(lookAlikes);
    strong.retainAll(mined);
    System.out.printf(
        "look-alikes: %d directions planted, %d of them strong by lift%n",
        lookAlikes.size(), strong.size());
    assertThat(strong).as("by lift alone they would be shown").hasSizeGreaterThan(20);
    assertThat(shownByRules()).doesNotContainAnyElementsOf(lookAlikes);
    Set<String> bundled = new HashSet<>();
    addPairs(truth.at("/coupon_bundle/products"), bundled);
    sample
        .published("bundles")
        .collectAsList()
        .forEach(
            row ->
                assertThat(bundled)
                    .doesNotContain(String.join(" ", row.<String>getList(0).subList(0, 2))));
  }

  /** The last four weeks, guessed by what was known before them. */
  @Test
  void guessesHiddenProductsBetterThanCountsOfOrdersDo() {
    Map<String, Double> values = new HashMap<>();
    sample
        .published("cross_sell_evaluation")
        .where("evidence_level = 'all' and metric <> 'calibration'")
        .selectExpr("concat_ws(' ', metric, k, model) as what", "value")
        .collectAsList()
        .forEach(row -> values.put(row.getString(0), row.getDouble(1)));
    System.out.printf("back-test: %s%n", new TreeMap<>(values));
    for (String judged :
        List.of("hit_rate 1", "hit_rate 5", "hit_rate 10", "mean_reciprocal_rank 10")) {
      assertThat(values.get(judged + " rules"))
          .as(judged)
          .isGreaterThan(values.get(judged + " co_occurrence"))
          .isGreaterThan(values.get(judged + " popular"));
    }
  }

  @Test
  void showsWhatAProductRequiresHoweverRarelyItSold() {
    for (JsonNode pair : truth.path("requires_pairs")) {
      assertThat(pair.path("orders_both").asInt()).isLessThan(5);
      Row first =
          sample
              .published("frequently_bought_together")
              .where(
                  col("product_id")
                      .equalTo(pair.path("product").asText())
                      .and(col("rank").equalTo(1)))
              .head();
      assertThat(first.<String>getAs("evidence_level")).isEqualTo("requires");
      assertThat(first.<String>getAs("recommended_product_id"))
          .isEqualTo(pair.path("complement").asText());
    }
  }

  private static Set<String> shownByRules() {
    return sample
        .published("frequently_bought_together")
        .where("evidence_level = 'product'")
        .select("product_id", "recommended_product_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + " " + row.getString(1))
        .collect(Collectors.toSet());
  }

  private static double price(Row product) {
    return Double.parseDouble(product.getAs("list_price"));
  }

  private static void addPairs(List<String> products, Set<String> pairs) {
    for (String one : products) {
      for (String other : products) {
        if (!one.equals(other)) {
          pairs.add(one + " " + other);
        }
      }
    }
  }

  private static void addPairs(JsonNode group, Set<String> pairs) {
    List<String> products = new ArrayList<>();
    (group.isArray() ? group : group.path("products")).forEach(id -> products.add(id.asText()));
    addPairs(products, pairs);
  }

  /** Products of which neither the product itself nor a variant is in stock. */
  private static Dataset<Row> unavailable() {
    Dataset<Row> products = SampleNight.sample("products.csv.gz");
    Dataset<Row> gone =
        products.where("parent_product_id is null and stock = 0").select("product_id");
    Dataset<Row> inStockVariants =
        products.where("stock > 0").select(col("parent_product_id").as("product_id"));
    return gone.join(
        inStockVariants,
        gone.col("product_id").equalTo(inStockVariants.col("product_id")),
        "left_anti");
  }

  private static Set<String> ids(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).collect(Collectors.toSet());
  }

  @Test
  void recommendsNothingThatIsOutOfStockOrBought(SparkSession spark) {
    Dataset<Row> products = SampleNight.sample("products.csv.gz");
    Dataset<Row> unavailable = unavailable();
    assertThat(unavailable.count()).isPositive();
    for (String table :
        List.of("user_recommendations", "popular_products", "trending_products", "buy_again")) {
      assertThat(sample.published(table).join(unavailable, "product_id").count())
          .as(table)
          .isZero();
    }
    assertThat(
            sample
                .published("frequently_bought_together")
                .join(
                    unavailable.withColumnRenamed("product_id", "recommended_product_id"),
                    "recommended_product_id")
                .count())
        .isZero();
    Dataset<Row> bought =
        spark
            .read()
            .option("header", true)
            .csv("sample-data/order-lines.csv.gz")
            .where(
                "status = 'completed' and customer_id is not null and try_cast(quantity as int) > 0 and order_id is not null and try_cast(unit_price as double) > 0 and try_to_timestamp(ordered_at) is not null")
            .join(products.select(col("product_id"), col("parent_product_id")), "product_id")
            .selectExpr("customer_id", "coalesce(parent_product_id, product_id) as product_id")
            .distinct();
    assertThat(
            sample
                .published("user_recommendations")
                .where("is_personalized")
                .join(bought, new String[] {"customer_id", "product_id"}, "inner")
                .count())
        .isZero();
  }
}
