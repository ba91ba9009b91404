package io.tandem.sample;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class SampleShopTest {
  private static final ShopPlan PLAN = new ShopPlan(700, 500, 42, LocalDate.of(2025, 1, 1), 300);
  private static final Column IS_WELL_FORMED =
      col("order_id")
          .isNotNull()
          .and(col("product_id").isNotNull())
          .and(col("quantity").rlike("^[1-9][0-9]*$"))
          .and(col("unit_price").rlike("^[0-9.]*[1-9][0-9.]*$"))
          .and(col("ordered_at").rlike("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$"))
          .and(col("status").isin("completed", "cancelled", "returned"));

  private static SampleShop shop;
  private static JsonNode truth;
  private static Dataset<Row> valid;

  @BeforeAll
  static void generate(SparkSession spark) throws IOException {
    shop = SampleShop.generate(spark, PLAN);
    truth = new ObjectMapper().readTree(shop.truthJson());
    valid = shop.orderLines().filter(IS_WELL_FORMED).localCheckpoint();
  }

  @Test
  void givesTheSameRowsHoweverSparkSplitsTheWork(SparkSession spark) {
    SampleShop onePartition = SampleShop.generate(withPartitions(spark, 1), PLAN);
    SampleShop sevenPartitions = SampleShop.generate(withPartitions(spark, 7), PLAN);

    assertThat(sevenPartitions.orderLines().rdd().getNumPartitions()).isEqualTo(7);
    assertThat(sortedTexts(sevenPartitions.orderLines()))
        .isEqualTo(sortedTexts(onePartition.orderLines()));
    assertThat(sortedTexts(sevenPartitions.customers()))
        .isEqualTo(sortedTexts(onePartition.customers()));
    assertThat(sortedTexts(sevenPartitions.customerTruth()))
        .isEqualTo(sortedTexts(onePartition.customerTruth()));
    assertThat(sevenPartitions.truthJson()).isEqualTo(onePartition.truthJson());
  }

  @Test
  void givesTheSameShopTwice(SparkSession spark) {
    SampleShop again = SampleShop.generate(spark, PLAN);

    assertThat(sortedTexts(again.orderLines())).isEqualTo(sortedTexts(shop.orderLines()));
    assertThat(sortedTexts(again.products())).isEqualTo(sortedTexts(shop.products()));
    assertThat(again.truthJson()).isEqualTo(shop.truthJson());
  }

  @Test
  void givesAnotherShopForAnotherSeed(SparkSession spark) {
    ShopPlan other =
        new ShopPlan(PLAN.customers(), PLAN.products(), 43, PLAN.firstDay(), PLAN.days());
    Set<String> rows = new HashSet<>(sortedTexts(shop.orderLines()));

    assertThat(sortedTexts(SampleShop.generate(spark, other).orderLines()))
        .filteredOn(rows::contains)
        .isEmpty();
  }

  @Test
  void countsInTheTruthWhatIsInTheData() {
    JsonNode lines = truth.get("lines");

    assertThat(lines.get("rows").asLong()).isEqualTo(shop.orderLines().count());
    assertThat(lines.get("valid").asLong()).isEqualTo(valid.count());
    lines
        .get("by_status")
        .properties()
        .forEach(
            status ->
                assertThat(status.getValue().asLong())
                    .as(status.getKey())
                    .isEqualTo(valid.filter(col("status").equalTo(status.getKey())).count()));
    assertThat(lines.get("returned_in_part").asLong())
        .isEqualTo(valid.filter(col("returned_quantity").isNotNull()).count());
    assertThat(lines.get("duplicates").asLong())
        .isEqualTo(valid.count() - valid.distinct().count());
    assertThat(truth.at("/orders/valid").asLong()).isEqualTo(orders(valid));
    assertThat(truth.at("/orders/guest").asLong())
        .isEqualTo(orders(valid.filter(col("customer_id").isNull())));
    assertThat(truth.at("/orders/sold").asLong()).isEqualTo(orders(sold()));
    assertThat(truth.at("/orders/wholesale").asLong())
        .isEqualTo(orders(valid.filter(not(isRetail()))));
  }

  @Test
  void countsCustomersAndRevenueAsTheDataDo() {
    Dataset<Row> customers =
        sold().groupBy("customer_id").agg(countDistinct("order_id").as("orders")).na().drop();

    assertThat(truth.at("/customers/with_orders").asLong()).isEqualTo(customers.count());
    assertThat(truth.at("/customers/with_repeat_orders").asLong())
        .isEqualTo(customers.filter(col("orders").geq(2)).count());
    Row revenue =
        sold().selectExpr("sum(cast(quantity as int) * cast(unit_price as decimal(12,2)))").first();
    assertThat(truth.at("/order_value/revenue").decimalValue())
        .isEqualByComparingTo(revenue.getDecimal(0));
  }

  @Test
  void plantsEveryKindOfDirtAsOftenAsItSays() {
    Dataset<Row> dirty = shop.orderLines().filter(not(coalesce(IS_WELL_FORMED, lit(false))));
    Map<String, Column> kinds =
        Map.of(
            "negative_price", col("unit_price").startsWith("-"),
            "zero_price", col("unit_price").equalTo("0.00"),
            "wrong_date", col("ordered_at").rlike("^(31/02/\\d{4}|yesterday)$"),
            "text_quantity", col("quantity").equalTo("two"),
            "empty_product_id", col("product_id").isNull(),
            "empty_order_id", col("order_id").isNull(),
            "zero_quantity", col("quantity").equalTo("0"),
            "unknown_status", col("status").equalTo("lost"));

    assertThat(dirty.count()).isEqualTo(truth.at("/lines/dirty").asLong());
    kinds.forEach(
        (kind, is) ->
            assertThat(dirty.filter(is).count())
                .as(kind)
                .isPositive()
                .isEqualTo(truth.at("/lines/dirty_by_kind/" + kind).asLong()));
    assertThat(orders(dirty.join(valid, "order_id"))).isZero();
  }

  @Test
  void sellsComplementsTogetherFarMoreOftenThanChance() {
    Together together = together(truth.get("complementary_groups"));

    assertThat(together.both()).isGreaterThan(200);
    assertThat(together.both() / together.expected()).isGreaterThan(10);
  }

  @Test
  void neverSellsSubstitutesTogether() {
    Together together = together(truth.get("substitutes"));

    assertThat(together.expected()).isGreaterThan(1);
    assertThat(together.both()).isZero();
  }

  @Test
  void countsPlantedPairsAsTheDataDo() {
    JsonNode pair = truth.at("/complementary_pairs/0");
    String left = pair.at("/products/0").asText();
    String right = pair.at("/products/1").asText();
    Dataset<Row> baskets = baskets();

    assertThat(pair.get("orders_left").asLong())
        .isEqualTo(baskets.filter(array_contains(col("products"), left)).count());
    assertThat(pair.get("orders_both").asLong())
        .isEqualTo(
            baskets
                .filter(
                    array_contains(col("products"), left)
                        .and(array_contains(col("products"), right)))
                .count());
  }

  @Test
  void leavesAboutOneOrderInEightToGuests() {
    assertThat(truth.at("/orders/guest_share").asDouble()).isCloseTo(0.12, within(0.03));
  }

  @Test
  void looksLikeAShopToAMerchant() {
    assertThat(truth.at("/customers/repeat_purchase_rate").asDouble()).isBetween(0.33, 0.48);
    assertThat(truth.at("/order_value/average_without_wholesale").asDouble()).isBetween(45.0, 95.0);
    assertThat(truth.at("/order_value/coefficient_of_variation_without_wholesale").asDouble())
        .isBetween(0.6, 0.85);
  }

  @Test
  void givesTheWholesaleBuyerGiantBaskets() {
    Dataset<Row> baskets =
        valid
            .filter(not(isRetail()))
            .groupBy("order_id")
            .agg(countDistinct("product_id").as("products"));

    assertThat(baskets.count()).isPositive();
    assertThat(baskets.filter(col("products").lt(120)).isEmpty()).isTrue();
  }

  @Test
  void neverUsesAnIdTwice() {
    assertThat(shop.products().select("product_id").distinct().count())
        .isEqualTo(shop.products().count());
    assertThat(shop.customers().select("customer_id").distinct().count())
        .isEqualTo(PLAN.customers());
    Dataset<Row> sharedOrders =
        valid
            .groupBy("order_id")
            .agg(
                countDistinct(coalesce(col("customer_id"), lit("guest"))).as("customers"),
                countDistinct("ordered_at").as("times"))
            .filter(col("customers").gt(1).or(col("times").gt(1)));
    assertThat(sharedOrders.isEmpty()).isTrue();
  }

  @Test
  void ordersOnlyWhatTheCatalogueSells() {
    Dataset<Row> parents =
        shop.products().select(col("parent_product_id").as("product_id")).na().drop();
    Dataset<Row> sellable =
        shop.products().select("product_id").join(parents, "product_id", "left_anti");

    assertThat(valid.join(sellable, "product_id", "left_anti").isEmpty()).isTrue();
    assertThat(valid.join(shop.customers(), "customer_id", "left_semi").count())
        .isEqualTo(valid.filter(col("customer_id").isNotNull()).count());
  }

  @Test
  void knowsNothingOfDaysAfterTheExport() {
    String end = PLAN.endDay() + " 00:00:00";
    Column tooLate = col("ordered_at").geq(end).or(col("status_changed_at").geq(end));

    assertThat(valid.filter(coalesce(tooLate, lit(false))).isEmpty()).isTrue();
    assertThat(valid.filter(col("ordered_at").lt(PLAN.firstDay() + " 00:00:00")).isEmpty())
        .isTrue();
  }

  @Test
  void writesFilesThatReadBackAsTheyWere(SparkSession spark, @TempDir Path directory)
      throws IOException {
    shop.write(directory.toString());

    assertThat(names(directory))
        .containsExactly(
            "customers.csv.gz",
            "order-lines.csv.gz",
            "products.csv.gz",
            "truth-customers.csv.gz",
            "truth.json");
    assertThat(sortedTexts(csv(spark, directory.resolve("order-lines.csv.gz"))))
        .isEqualTo(sortedTexts(shop.orderLines()));
    assertThat(sortedTexts(csv(spark, directory.resolve("products.csv.gz"))))
        .isEqualTo(sortedTexts(shop.products()));
    assertThat(Files.readString(directory.resolve("truth.json"))).isEqualTo(shop.truthJson());
  }

  @Test
  void writesTheSameBytesAgainOverWhatStands(SparkSession spark, @TempDir Path directory)
      throws IOException {
    Path lines = directory.resolve("order-lines.csv.gz");
    shop.write(directory.toString());
    byte[] first = Files.readAllBytes(lines);

    SampleShop.generate(withPartitions(spark, 7), PLAN).write(directory.toString());

    assertThat(Files.readAllBytes(lines)).isEqualTo(first);
  }

  @Test
  void holdsTitlesThatAreHardOnFormats() {
    List<String> titles =
        shop.products().select("title").collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();

    assertThat(titles)
        .contains("Mug <script>alert(1)</script>", "Frying pan, 28 cm, \"family size\"")
        .anyMatch(title -> title.contains("茶"))
        .anyMatch(title -> title.contains("ß"))
        .anyMatch(title -> title.contains("é"))
        .anyMatch(title -> title.contains("&"))
        .anyMatch(title -> title.contains("🎂"));
  }

  /** How often pairs of these sets stand in one order, and how often chance alone would do it. */
  private record Together(double both, double expected) {}

  private static Together together(JsonNode sets) {
    List<List<String>> baskets =
        baskets().select("products").collectAsList().stream()
            .map(row -> row.<String>getList(0))
            .toList();
    Map<String, Long> orders = new TreeMap<>();
    baskets.forEach(basket -> basket.forEach(id -> orders.merge(id, 1L, Long::sum)));
    double both = 0;
    double expected = 0;
    for (JsonNode set : sets) {
      List<String> ids =
          StreamSupport.stream(set.spliterator(), false).map(JsonNode::asText).toList();
      for (int i = 0; i < ids.size(); i++) {
        for (int j = i + 1; j < ids.size(); j++) {
          List<String> pair = List.of(ids.get(i), ids.get(j));
          both += baskets.stream().filter(basket -> basket.containsAll(pair)).count();
          expected +=
              (double) orders.getOrDefault(pair.get(0), 0L)
                  * orders.getOrDefault(pair.get(1), 0L)
                  / baskets.size();
        }
      }
    }
    return new Together(both, expected);
  }

  /** The products of each sold retail order; variants stand as their parent. */
  private static Dataset<Row> baskets() {
    Dataset<Row> parents =
        shop.products()
            .select(
                col("product_id"),
                coalesce(col("parent_product_id"), col("product_id")).as("product"));
    return sold()
        .filter(isRetail())
        .join(parents, "product_id")
        .groupBy("order_id")
        .agg(collect_set("product").as("products"));
  }

  private static Dataset<Row> sold() {
    return valid.filter(col("status").notEqual("cancelled"));
  }

  private static Column isRetail() {
    return coalesce(col("customer_id"), lit("guest"))
        .notEqual(truth.get("wholesale_customer_id").asText());
  }

  private static long orders(Dataset<Row> lines) {
    return lines.agg(countDistinct("order_id")).first().getLong(0);
  }

  private static SparkSession withPartitions(SparkSession spark, int partitions) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.leafNodeDefaultParallelism", partitions);
    return session;
  }

  private static Dataset<Row> csv(SparkSession spark, Path file) {
    return spark.read().option("header", true).option("escape", "\"").csv(file.toString());
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> sortedTexts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
