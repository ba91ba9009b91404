package io.tandem.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class SampleShopTest {
  private static final ShopPlan PLAN = new ShopPlan(700, 500, 42, LocalDate.of(2025, 1, 1), 300);

  private static SampleShop shop;
  private static JsonNode truth;
  private static List<Map<String, String>> lines;
  private static List<Map<String, String>> valid;
  private static List<Map<String, String>> sold;
  private static List<Map<String, String>> products;
  private static List<Map<String, String>> customers;

  @BeforeAll
  static void generate(SparkSession spark) throws IOException {
    shop = SampleShop.generate(spark, PLAN);
    truth = new ObjectMapper().readTree(shop.truthJson());
    lines = cells(shop.orderLines());
    valid = lines.stream().filter(SampleShopTest::isWellFormed).toList();
    sold = valid.stream().filter(line -> !line.get("status").equals("cancelled")).toList();
    products = cells(shop.products());
    customers = cells(shop.customers());
  }

  @Test
  void givesTheSameRowsHoweverSparkSplitsTheWork(SparkSession spark) {
    SampleShop onePartition = SampleShop.generate(withPartitions(spark, 1), PLAN);
    SampleShop sevenPartitions = SampleShop.generate(withPartitions(spark, 7), PLAN);

    assertThat(sevenPartitions.orderLines().rdd().getNumPartitions()).isEqualTo(7);
    assertThat(sortedTexts(sevenPartitions.orderLines()))
        .isEqualTo(sortedTexts(onePartition.orderLines()));
    assertThat(sortedTexts(sevenPartitions.events())).isEqualTo(sortedTexts(onePartition.events()));
    assertThat(sortedTexts(sevenPartitions.exposures()))
        .isEqualTo(sortedTexts(onePartition.exposures()));
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
  void countsInTheTruthTheLinesThatAreInTheData() {
    assertThat(truth.at("/lines/rows").asInt()).isEqualTo(lines.size());
    assertThat(truth.at("/lines/valid").asInt()).isEqualTo(valid.size());
    assertThat(truth.at("/lines/dirty").asInt()).isEqualTo(lines.size() - valid.size());
    assertThat(truth.at("/lines/returned_in_part").asInt())
        .isPositive()
        .isEqualTo(count(valid, line -> !line.get("returned_quantity").isEmpty()));
    assertThat(truth.at("/lines/duplicates").asInt())
        .isPositive()
        .isEqualTo(valid.size() - new HashSet<>(valid).size());
    for (String status : List.of("completed", "cancelled", "returned")) {
      assertThat(truth.at("/lines/by_status/" + status).asInt())
          .as(status)
          .isPositive()
          .isEqualTo(count(valid, line -> line.get("status").equals(status)));
    }
  }

  @Test
  void countsInTheTruthTheOrdersAndCustomersThatAreInTheData() {
    Map<String, Long> ordersOfCustomer =
        sold.stream()
            .filter(line -> !isGuest(line))
            .map(line -> List.of(line.get("customer_id"), line.get("order_id")))
            .distinct()
            .collect(groupingBy(pair -> pair.get(0), counting()));

    assertThat(truth.at("/orders/valid").asInt()).isEqualTo(orders(valid, line -> true));
    assertThat(truth.at("/orders/sold").asInt()).isEqualTo(orders(sold, line -> true));
    assertThat(truth.at("/orders/guest").asInt()).isEqualTo(orders(valid, SampleShopTest::isGuest));
    assertThat(truth.at("/orders/wholesale").asInt())
        .isEqualTo(orders(valid, line -> !isRetail(line)));
    assertThat(truth.at("/customers/with_orders").asInt()).isEqualTo(ordersOfCustomer.size());
    assertThat(truth.at("/customers/with_repeat_orders").asLong())
        .isEqualTo(ordersOfCustomer.values().stream().filter(orders -> orders >= 2).count());
  }

  @Test
  void addsUpTheRevenueThatIsInTheData() {
    BigDecimal revenue =
        sold.stream()
            .map(
                line ->
                    new BigDecimal(line.get("unit_price"))
                        .multiply(new BigDecimal(line.get("quantity"))))
            .reduce(BigDecimal.ZERO, BigDecimal::add);

    assertThat(truth.at("/order_value/revenue").decimalValue()).isEqualByComparingTo(revenue);
  }

  @Test
  void plantsEveryKindOfDirtAsOftenAsItSays() {
    Map<String, Predicate<Map<String, String>>> kinds =
        Map.of(
            "negative_price", line -> line.get("unit_price").startsWith("-"),
            "zero_price", line -> line.get("unit_price").equals("0.00"),
            "wrong_date", line -> line.get("ordered_at").matches("31/02/\\d{4}|yesterday"),
            "text_quantity", line -> line.get("quantity").equals("two"),
            "empty_product_id", line -> line.get("product_id").isEmpty(),
            "empty_order_id", line -> line.get("order_id").isEmpty(),
            "zero_quantity", line -> line.get("quantity").equals("0"),
            "unknown_status", line -> line.get("status").equals("lost"));

    kinds.forEach(
        (kind, isOfKind) ->
            assertThat(truth.at("/lines/dirty_by_kind/" + kind).asInt())
                .as(kind)
                .isPositive()
                .isEqualTo(count(lines, isOfKind)));
  }

  @Test
  void putsDirtOnOrdersOfItsOwn() {
    Set<String> validOrders = valid.stream().map(line -> line.get("order_id")).collect(toSet());

    assertThat(lines)
        .filteredOn(line -> !isWellFormed(line))
        .noneMatch(line -> validOrders.contains(line.get("order_id")));
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
    for (JsonNode pair : truth.get("complementary_pairs")) {
      String left = pair.at("/products/0").asText();
      String right = pair.at("/products/1").asText();

      assertThat(pair.get("orders_left").asInt())
          .isEqualTo(count(baskets(), basket -> basket.contains(left)));
      assertThat(pair.get("orders_both").asInt())
          .isEqualTo(count(baskets(), basket -> basket.containsAll(List.of(left, right))));
    }
  }

  @Test
  void leavesAboutOneOrderInEightToGuests() {
    assertThat(truth.at("/orders/guest_share").asDouble()).isCloseTo(1.0 / 8, within(0.03));
  }

  @Test
  void looksLikeAShopToAMerchant() {
    assertThat(truth.at("/customers/repeat_purchase_rate").asDouble()).isBetween(0.4, 0.6);
    assertThat(truth.at("/order_value/average_without_wholesale").asDouble()).isBetween(45.0, 95.0);
    assertThat(truth.at("/order_value/coefficient_of_variation_without_wholesale").asDouble())
        .isBetween(0.6, 0.85);
  }

  @Test
  void givesTheWholesaleBuyerGiantBaskets() {
    Map<String, Long> products =
        valid.stream()
            .filter(line -> !isRetail(line))
            .collect(groupingBy(line -> line.get("order_id"), counting()));

    assertThat(products.values()).isNotEmpty().allMatch(count -> count >= 110 && count <= 160);
  }

  @Test
  void neverUsesAnIdTwice() {
    assertThat(products).extracting(product -> product.get("product_id")).doesNotHaveDuplicates();
    assertThat(customers).hasSize(700);
    assertThat(customers)
        .extracting(customer -> customer.get("customer_id"))
        .doesNotHaveDuplicates();
    Map<String, Set<String>> heads =
        valid.stream()
            .collect(
                groupingBy(
                    line -> line.get("order_id"),
                    mapping(line -> line.get("customer_id") + line.get("ordered_at"), toSet())));
    assertThat(heads.values()).allMatch(head -> head.size() == 1);
  }

  @Test
  void neverGivesTwoOrdersOneId() {
    Set<String> ids = new HashSet<>();
    for (long number = 0; number < 2_000; number++) {
      for (int sequence = 0; sequence < 512; sequence++) {
        ids.add(Order.id(number, sequence));
      }
    }

    assertThat(ids).hasSize(2_000 * 512).allMatch(id -> id.matches("O[0-9A-Z]{8}"));
  }

  @Test
  void ordersOnlyWhatTheCatalogueSells() {
    Set<String> parents =
        products.stream().map(product -> product.get("parent_product_id")).collect(toSet());
    Set<String> sellable =
        products.stream()
            .map(product -> product.get("product_id"))
            .filter(id -> !parents.contains(id))
            .collect(toSet());

    assertThat(valid).allMatch(line -> sellable.contains(line.get("product_id")));
  }

  @Test
  void letsOnlyRegisteredCustomersAndGuestsOrder() {
    Map<String, String> registeredAt =
        customers.stream()
            .collect(toMap(row -> row.get("customer_id"), row -> row.get("registered_at")));

    assertThat(valid)
        .filteredOn(line -> !isGuest(line))
        .allMatch(
            line ->
                registeredAt.get(line.get("customer_id")).compareTo(line.get("ordered_at")) < 0);
  }

  @Test
  void knowsNothingOfDaysAfterTheExport() {
    assertThat(valid)
        .allMatch(line -> line.get("ordered_at").compareTo("2025-01-01 00:00:00") >= 0)
        .allMatch(line -> line.get("ordered_at").compareTo(PLAN.endDay().toString()) < 0)
        .allMatch(line -> line.get("status_changed_at").compareTo(PLAN.endDay().toString()) < 0);
  }

  @Test
  void writesFilesThatReadBackAsTheyWere(SparkSession spark, @TempDir Path directory)
      throws IOException {
    shop.write(directory.toString());

    assertThat(names(directory))
        .containsExactly(
            "assortment.csv.gz",
            "customers.csv.gz",
            "events.csv.gz",
            "exposures.csv.gz",
            "order-lines.csv.gz",
            "products.csv.gz",
            "truth-customers.csv.gz",
            "truth.json");
    assertThat(sortedTexts(csv(spark, directory.resolve("order-lines.csv.gz"))))
        .isEqualTo(sortedTexts(shop.orderLines()));
    assertThat(sortedTexts(csv(spark, directory.resolve("events.csv.gz"))))
        .isEqualTo(sortedTexts(shop.events()));
    assertThat(sortedTexts(csv(spark, directory.resolve("exposures.csv.gz"))))
        .isEqualTo(sortedTexts(shop.exposures()));
    assertThat(sortedTexts(csv(spark, directory.resolve("products.csv.gz"))))
        .isEqualTo(sortedTexts(shop.products()));
    assertThat(sortedTexts(csv(spark, directory.resolve("assortment.csv.gz"))))
        .isEqualTo(sortedTexts(shop.assortment()));
    assertThat(Files.readString(directory.resolve("truth.json"))).isEqualTo(shop.truthJson());
  }

  @Test
  void writesTheSameBytesAgainOverWhatStands(SparkSession spark, @TempDir Path directory)
      throws IOException {
    Path orderLines = directory.resolve("order-lines.csv.gz");
    Path events = directory.resolve("events.csv.gz");
    shop.write(directory.toString());
    byte[] firstOrderLines = Files.readAllBytes(orderLines);
    byte[] firstEvents = Files.readAllBytes(events);

    SampleShop.generate(withPartitions(spark, 7), PLAN).write(directory.toString());

    assertThat(Files.readAllBytes(orderLines)).isEqualTo(firstOrderLines);
    assertThat(Files.readAllBytes(events)).isEqualTo(firstEvents);
  }

  @Test
  void generatesEvenTheSmallestShop(SparkSession spark) throws IOException {
    ShopPlan smallest = new ShopPlan(1, 100, 1, LocalDate.of(2024, 2, 1), 30);
    SampleShop smallShop = SampleShop.generate(spark, smallest);
    JsonNode smallTruth = new ObjectMapper().readTree(smallShop.truthJson());

    assertThat(smallTruth.at("/lines/rows").asLong()).isEqualTo(smallShop.orderLines().count());
    assertThat(smallTruth.at("/events/rows").asLong()).isEqualTo(smallShop.events().count());
    assertThat(smallTruth.at("/experiment/exposures").asLong())
        .isEqualTo(smallShop.exposures().count());
    assertThat(smallTruth.at("/orders/wholesale").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"200, 500, 4", "300, 100, 3", "11, 1500, 4"})
  void plantsInShopsOfOtherSizesWhatTheirCatalogueAllows(
      long customerCount, int productCount, int echoes, SparkSession spark) throws IOException {
    ShopPlan plan = new ShopPlan(customerCount, productCount, 7, LocalDate.of(2025, 1, 1), 400);
    SampleShop other = SampleShop.generate(spark, plan);
    JsonNode planted = new ObjectMapper().readTree(other.truthJson());

    assertThat(planted.at("/lines/rows").asLong()).isEqualTo(other.orderLines().count());
    assertThat(planted.path("echo_pairs")).hasSize(echoes);
    assertThat(planted.at("/coupon_bundle/products")).hasSize(productCount < 105 ? 0 : 3);
    assertThat(planted.path("requires_pairs"))
        .hasSize(productCount < 160 ? 0 : 3)
        .allMatch(pair -> pair.path("orders_both").asInt() < 5);
    assertThat(planted.at("/single_customer_pair/orders").asInt()).isEqualTo(6);
    assertThat(planted.path("synergies")).hasSize(productCount < 149 ? 0 : 1);
    assertThat(planted.at("/trends/rising")).hasSize(productCount < 200 ? 2 : 6);
    assertThat(planted.at("/trends/fading")).hasSize(productCount < 200 ? 2 : 6);
    assertThat(planted.path("replenished_products")).hasSize(productCount < 200 ? 3 : 6);
    assertThat(planted.at("/viewed_together/seldom_ordered")).hasSize(productCount < 200 ? 0 : 12);
    assertThat(planted.at("/events/rows").asLong()).isEqualTo(other.events().count());
    assertThat(planted.at("/experiment/exposures").asLong()).isEqualTo(other.exposures().count());
    assertThat(other.assortment().count()).isPositive();
  }

  @Test
  void holdsTitlesThatAreHardOnFormats() {
    assertThat(products)
        .extracting(product -> product.get("title"))
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
    Collection<Set<String>> baskets = baskets();
    double both = 0;
    double expected = 0;
    for (JsonNode set : sets) {
      for (int i = 0; i < set.size(); i++) {
        for (int j = i + 1; j < set.size(); j++) {
          String left = set.get(i).asText();
          String right = set.get(j).asText();
          both += count(baskets, basket -> basket.contains(left) && basket.contains(right));
          expected +=
              (double) count(baskets, basket -> basket.contains(left))
                  * count(baskets, basket -> basket.contains(right))
                  / baskets.size();
        }
      }
    }
    return new Together(both, expected);
  }

  /** The products of each sold retail order; variants stand as their parent. */
  private static Collection<Set<String>> baskets() {
    Map<String, String> parents =
        products.stream()
            .filter(product -> !product.get("parent_product_id").isEmpty())
            .collect(toMap(row -> row.get("product_id"), row -> row.get("parent_product_id")));
    return sold.stream()
        .filter(SampleShopTest::isRetail)
        .collect(
            groupingBy(
                line -> line.get("order_id"),
                mapping(
                    line -> parents.getOrDefault(line.get("product_id"), line.get("product_id")),
                    toSet())))
        .values();
  }

  private static boolean isWellFormed(Map<String, String> line) {
    return !line.get("order_id").isEmpty()
        && !line.get("product_id").isEmpty()
        && line.get("quantity").matches("[1-9]\\d*")
        && line.get("unit_price").matches("\\d+\\.\\d\\d")
        && !line.get("unit_price").equals("0.00")
        && line.get("ordered_at").matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")
        && Set.of("completed", "cancelled", "returned").contains(line.get("status"));
  }

  private static boolean isGuest(Map<String, String> line) {
    return line.get("customer_id").isEmpty();
  }

  private static boolean isRetail(Map<String, String> line) {
    return !line.get("customer_id").equals(truth.get("wholesale_customer_id").asText());
  }

  private static int orders(
      List<Map<String, String>> lines, Predicate<Map<String, String>> condition) {
    return (int)
        lines.stream().filter(condition).map(line -> line.get("order_id")).distinct().count();
  }

  private static <T> int count(Collection<T> all, Predicate<T> condition) {
    return (int) all.stream().filter(condition).count();
  }

  private static SparkSession withPartitions(SparkSession spark, int partitions) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.leafNodeDefaultParallelism", partitions);
    return session;
  }

  /** Each row by column name; a cell without content is an empty text. */
  private static List<Map<String, String>> cells(Dataset<Row> rows) {
    String[] columns = rows.columns();
    return rows.collectAsList().stream()
        .map(
            row -> {
              Map<String, String> cells = new HashMap<>();
              for (int i = 0; i < columns.length; i++) {
                cells.put(columns[i], row.isNullAt(i) ? "" : row.getString(i));
              }
              return Map.copyOf(cells);
            })
        .toList();
  }

  /** The rows of an exported file, every column as text. */
  static Dataset<Row> csv(SparkSession spark, Path file) {
    return spark.read().option("header", true).option("escape", "\"").csv(file.toString());
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static List<String> sortedTexts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
