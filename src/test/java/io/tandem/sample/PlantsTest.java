package io.tandem.sample;

import static io.tandem.sample.SampleShopTest.csv;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.sample.ExportedOrders.ExportedOrder;
import io.tandem.sample.ExportedOrders.Line;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Holds what is said of the plants of {@code sample-data/} against its rows: what a rule must see
 * through looks strong to whoever counts naively, and is not.
 */
@ExtendWith(SparkExtension.class)
class PlantsTest {
  private static final Path COMMITTED = Path.of("sample-data");
  private static final double MIN_SUPPORT = 0.002;

  private static JsonNode truth;
  private static List<Row> products;
  private static List<Row> assortment;
  private static ExportedOrders all;
  private static ExportedOrders sold;

  @BeforeAll
  static void readTheFiles(SparkSession spark) throws IOException {
    truth = new ObjectMapper().readTree(Files.readString(COMMITTED.resolve("truth.json")));
    Dataset<Row> catalogue = csv(spark, COMMITTED.resolve("products.csv.gz"));
    products = catalogue.collectAsList();
    assortment = csv(spark, COMMITTED.resolve("assortment.csv.gz")).collectAsList();
    all =
        ExportedOrders.of(
            csv(spark, COMMITTED.resolve("order-lines.csv.gz")),
            catalogue,
            truth.at("/wholesale_customer_id").asText());
    sold = all.sold();
  }

  @Test
  void staysSmall() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isLessThan(5_000_000);
    assertThat(truth.at("/lines/rows").asInt()).isLessThan(80_000);
    assertThat(truth.at("/orders/valid").asInt()).isBetween(20_000, 24_500);
  }

  @Test
  void countsInTheTruthThePairsThatAreInTheRows() {
    List<JsonNode> pairs = new ArrayList<>();
    for (String list : List.of("complementary_pairs", "seasonal_pairs")) {
      truth.path(list).forEach(pairs::add);
    }
    truth.at("/coupon_bundle/pairs").forEach(pairs::add);
    truth.at("/basket_sizes/null_pairs").forEach(pairs::add);
    truth.at("/synergies/0/pairs").forEach(pairs::add);
    pairs.add(truth.path("single_customer_pair"));
    for (JsonNode pair : pairs) {
      String left = pair.at("/products/0").asText();
      String right = pair.at("/products/1").asText();
      ExportedOrders both = sold.with(left, right);

      assertThat(pair.path("orders_left").asInt()).isEqualTo(sold.with(left).count());
      assertThat(pair.path("orders_right").asInt()).isEqualTo(sold.with(right).count());
      assertThat(pair.path("orders_both").asInt()).isEqualTo(both.count());
      assertThat(pair.path("orders_both_prompted").asInt())
          .isEqualTo(both.count() - unprompted(both, left, right).count());
      assertThat(pair.path("lift").asDouble()).isCloseTo(sold.lift(left, right), within(1e-3));
    }
  }

  @Test
  void keepsPlentyOfUnpromptedEvidenceOfComplements() {
    for (JsonNode pair : truth.path("complementary_pairs")) {
      int both = pair.path("orders_both").asInt();
      int prompted = pair.path("orders_both_prompted").asInt();

      assertThat(both).isGreaterThanOrEqualTo(60);
      assertThat(prompted).isPositive();
      assertThat(both - prompted).isGreaterThan((int) (MIN_SUPPORT * sold.count()));
    }
  }

  /** Their number does not tell which of two complements is the surer one. */
  @Test
  void sellsSpecialProductsSeldomAndWithTheirCompany() {
    Set<String> special = new HashSet<>();
    truth
        .path("special_groups")
        .forEach(group -> group.forEach(product -> special.add(product.asText())));
    Map<Boolean, List<JsonNode>> pairs =
        truth
            .path("complementary_pairs")
            .valueStream()
            .collect(groupingBy(pair -> special.contains(pair.at("/products/0").asText())));
    ToDoubleFunction<JsonNode> together = pair -> pair.path("orders_both").asDouble();
    ToDoubleFunction<JsonNode> confidence =
        pair -> together.applyAsDouble(pair) / pair.path("orders_left").asDouble();

    assertThat(mean(pairs.get(true), confidence))
        .isGreaterThan(1.5 * mean(pairs.get(false), confidence));
    assertThat(mean(pairs.get(true), together) / mean(pairs.get(false), together))
        .isBetween(0.75, 1.33);
  }

  private static double mean(List<JsonNode> nodes, ToDoubleFunction<JsonNode> value) {
    return nodes.stream().mapToDouble(value).average().orElseThrow();
  }

  @Test
  void promptsOnlyOnline() {
    List<ExportedOrder> prompted =
        all.only(order -> order.lines().stream().anyMatch(line -> !line.placement().isEmpty()))
            .orders();

    assertThat(prompted).isNotEmpty().noneMatch(order -> order.channel().equals("store"));
    assertThat(prompted.stream().flatMap(order -> order.lines().stream()).map(Line::placement))
        .containsOnly("", "product_page", "cart");
  }

  @Test
  void echoesItsOwnRecommendations() {
    LocalDate firstDayWithout = LocalDate.parse(truth.path("echoes_end_on").asText());
    assertThat(truth.path("echo_pairs")).hasSize(4);
    for (JsonNode pair : truth.path("echo_pairs")) {
      String anchor = pair.path("shown_beside").asText();
      String shown = pair.path("shown").asText();
      ExportedOrders both = sold.with(anchor, shown);
      ExportedOrders unprompted = unprompted(both, anchor, shown);

      assertThat(sold.lift(anchor, shown)).isGreaterThan(10);
      assertThat(both.count())
          .isEqualTo(pair.path("orders_both").asInt())
          .isGreaterThan((int) (MIN_SUPPORT * sold.count()));
      assertThat(both.buyers()).isGreaterThanOrEqualTo(50);
      assertThat(pair.path("orders_both_prompted").asInt())
          .isEqualTo(both.count() - unprompted.count());
      assertThat((double) unprompted.count())
          .isLessThan(atMostByChance(sold.expectedBySize(anchor, shown)));
      assertThat(both.orders())
          .filteredOn(order -> !unprompted.orders().contains(order))
          .allMatch(order -> isPromptedBy(order, shown, "product_page"))
          .allMatch(order -> order.day().isBefore(firstDayWithout));
    }
  }

  @Test
  void sellsThreeUnrelatedProductsAsASetWithACoupon() {
    Set<String> set = texts(truth.at("/coupon_bundle/products"));
    String coupon = truth.at("/coupon_bundle/coupon").asText();
    ExportedOrders bundles = all.only(order -> order.coupon().equals(coupon));
    ExportedOrders others = sold.only(order -> !order.coupon().equals(coupon));

    assertThat(set).hasSize(3);
    assertThat(bundles.count()).isBetween(50, 99);
    assertThat(bundles.sold().count()).isEqualTo(truth.at("/coupon_bundle/orders").asInt());
    assertThat(bundles.buyers()).isGreaterThan((long) (0.9 * bundles.count()));
    assertThat(bundles.orders())
        .allMatch(order -> order.products(line -> true).containsAll(set))
        .noneMatch(order -> order.channel().equals("store"));
    for (JsonNode pair : truth.at("/coupon_bundle/pairs")) {
      String left = pair.at("/products/0").asText();
      String right = pair.at("/products/1").asText();

      assertThat(sold.lift(left, right)).isGreaterThan(10);
      assertThat(pair.path("orders_both_with_coupon").asInt())
          .isEqualTo(bundles.with(left, right).count());
      assertThat((double) others.with(left, right).count())
          .isLessThan(atMostByChance(others.expectedBySize(left, right)));
    }
  }

  @Test
  void sizesItsBasketsUnevenly() {
    double sum = 0;
    double pairs = 0;
    int baskets = 0;
    for (ExportedOrder order : all.orders()) {
      int size = order.products(line -> line.status().equals("completed")).size();
      baskets += size > 0 ? 1 : 0;
      sum += size;
      pairs += size * (size - 1.0);
    }
    int least = truth.at("/basket_sizes/stock_up_from_products").asInt();
    ExportedOrders stockUps = sold.only(order -> order.products(line -> true).size() >= least);

    assertThat(truth.at("/basket_sizes/baskets").asInt()).isEqualTo(baskets);
    assertThat(truth.at("/basket_sizes/phi").asDouble())
        .isGreaterThan(1.3)
        .isCloseTo(baskets * pairs / (sum * sum), within(1e-4));
    assertThat(truth.at("/basket_sizes/stock_up_orders").asInt()).isEqualTo(stockUps.count());
    assertThat(stockUps.count()).isBetween(sold.count() / 50, sold.count() / 25);
    assertThat(all.orders()).allMatch(order -> order.lines().size() < 60);
  }

  @Test
  void letsTheValueOfOrdersVaryAsInAShop() {
    double[] values =
        sold.orders().stream()
            .mapToDouble(
                order -> order.lines().stream().filter(Line::isSold).mapToDouble(Line::price).sum())
            .toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double square = Arrays.stream(values).map(value -> value * value).average().orElseThrow();

    assertThat(Math.sqrt(square - mean * mean) / mean).isBetween(0.65, 0.75);
  }

  @Test
  void putsStaplesTogetherForNoOtherReasonThanSize() {
    Set<Set<String>> related =
        Stream.of("complementary_pairs", "substitute_pairs")
            .flatMap(list -> truth.path(list).findValues("products").stream())
            .map(PlantsTest::texts)
            .collect(toSet());

    assertThat(truth.at("/basket_sizes/null_pairs")).hasSizeGreaterThan(15);
    for (JsonNode pair : truth.at("/basket_sizes/null_pairs")) {
      String left = pair.at("/products/0").asText();
      String right = pair.at("/products/1").asText();
      double both = sold.with(left, right).count();
      double expected = sold.expectedBySize(left, right);

      assertThat(related).doesNotContain(texts(pair.path("products")));
      assertThat(sold.lift(left, right)).isGreaterThan(1.2);
      assertThat(both).isGreaterThan(MIN_SUPPORT * sold.count());
      assertThat(both).isCloseTo(expected, within(3 * Math.sqrt(expected)));
    }
  }

  @Test
  void neverPutsSubstitutesIntoOneBasketHoweverLarge() {
    for (JsonNode pair : truth.path("substitute_pairs")) {
      Set<String> two = texts(pair.path("products"));
      assertThat(all.orders()).noneMatch(order -> order.products(line -> true).containsAll(two));
    }
  }

  @Test
  void sellsChristmasThingsBeforeChristmasAndIndependently() {
    MonthDay first = MonthDay.parse("--" + truth.at("/season/first_day").asText());
    MonthDay last = MonthDay.parse("--" + truth.at("/season/last_day").asText());
    ExportedOrders season = sold.only(order -> isWithin(order.day(), first, last));

    assertThat(season.count()).isEqualTo(truth.at("/season/orders").asInt());
    assertThat(truth.path("seasonal_pairs")).hasSize(3);
    for (JsonNode pair : truth.path("seasonal_pairs")) {
      String left = pair.at("/products/0").asText();
      String right = pair.at("/products/1").asText();

      assertThat(all.only(order -> order.products(line -> true).contains(left)).orders())
          .allMatch(order -> isWithin(order.day(), first, last));
      assertThat(sold.with(left, right).count()).isGreaterThanOrEqualTo(60);
      assertThat(sold.lift(left, right)).isGreaterThan(4);
      // Three standard deviations of a count that is chance.
      assertThat(season.lift(left, right))
          .isCloseTo(1, within(3 / Math.sqrt(season.expected(left, right))));
      assertThat(pair.path("lift_in_season").asDouble())
          .isCloseTo(season.lift(left, right), within(1e-3));
    }
  }

  @Test
  void letsOneCustomerCarryAPairAlone() {
    JsonNode pair = truth.path("single_customer_pair");
    String left = pair.at("/products/0").asText();
    String right = pair.at("/products/1").asText();
    ExportedOrders his =
        sold.only(order -> order.buyer().equals(pair.path("customer_id").asText()));
    ExportedOrders both = sold.with(left, right);

    assertThat(pair.path("orders").asInt()).isEqualTo(his.count()).isGreaterThanOrEqualTo(60);
    assertThat(his.orders()).allMatch(order -> order.sold().equals(Set.of(left, right)));
    assertThat(pair.path("orders_both_by_customer").asInt()).isEqualTo(his.count());
    assertThat(both.count()).isBetween(his.count(), his.count() + 2);
    assertThat(sold.lift(left, right)).isGreaterThan(10);
    assertThat(sold.with(left).count() - his.count()).isBetween(1, 40);
    assertThat(sold.with(right).count() - his.count()).isBetween(1, 40);
  }

  @Test
  void letsAThirdProductJoinTwoTogetherAndHardlyEitherAlone() {
    JsonNode synergy = truth.at("/synergies/0");
    String left = synergy.at("/products/0").asText();
    String right = synergy.at("/products/1").asText();
    String third = synergy.path("joined_by").asText();
    ExportedOrders both = sold.with(left, right);
    ExportedOrders all = both.with(third);

    assertThat(truth.path("synergies")).hasSize(1);
    assertThat(synergy.path("orders_both").asInt()).isEqualTo(both.count());
    assertThat(synergy.path("orders_all").asInt())
        .isEqualTo(all.count())
        .isGreaterThan((int) (MIN_SUPPORT * sold.count()));
    assertThat(all.buyers()).isGreaterThanOrEqualTo(50);
    assertThat(synergy.path("confidence").asDouble())
        .isCloseTo((double) all.count() / both.count(), within(1e-4))
        .isGreaterThan(0.7);
    assertThat(synergy.path("confidence_left_alone").asDouble())
        .isCloseTo(joinedAlone(left, third, right), within(1e-4))
        .isLessThan(0.05);
    assertThat(synergy.path("confidence_right_alone").asDouble())
        .isCloseTo(joinedAlone(right, third, left), within(1e-4))
        .isLessThan(0.05);
  }

  /** Of the orders that sold one and not the other, the share that sold the third. */
  private static double joinedAlone(String one, String third, String other) {
    ExportedOrders alone = sold.with(one).only(order -> !order.sold().contains(other));
    return (double) alone.with(third).count() / alone.count();
  }

  @Test
  void knowsWhatYoungProductsRequireBeforeOrdersDo() {
    assertThat(truth.path("requires_pairs")).hasSize(3);
    int fewest = Integer.MAX_VALUE;
    for (JsonNode pair : truth.path("requires_pairs")) {
      String product = pair.path("product").asText();
      String complement = pair.path("complement").asText();
      fewest = Math.min(fewest, sold.with(product).count());

      assertThat(pair.path("orders_product").asInt())
          .isPositive()
          .isEqualTo(sold.with(product).count());
      assertThat(pair.path("orders_complement").asInt())
          .isPositive()
          .isEqualTo(sold.with(complement).count());
      assertThat(pair.path("orders_both").asInt())
          .isBetween(1, 4)
          .isEqualTo(sold.with(product, complement).count());
      assertThat(assortment)
          .anyMatch(
              row ->
                  row.getAs("relation").equals("requires")
                      && row.getAs("scope_value").equals(product)
                      && row.getAs("complement_value").equals(complement));
      assertThat(products)
          .anyMatch(
              row ->
                  row.getAs("product_id").equals(complement)
                      && Integer.parseInt(row.getAs("stock")) > 0);
    }
    assertThat(fewest).isLessThan(5);
  }

  @Test
  void curatesOnlyWhatTheCatalogueHas() {
    Set<String> known =
        products.stream()
            .flatMap(row -> Stream.of(row.<String>getAs("product_id"), row.getAs("category")))
            .collect(toSet());

    assertThat(assortment)
        .allMatch(row -> known.contains(row.<String>getAs("scope_value")))
        .allMatch(row -> known.contains(row.<String>getAs("complement_value")));
    assertThat(assortment.stream().map(row -> row.getAs("scope") + " " + row.getAs("relation")))
        .contains(
            "product requires", "category requires", "product goes_with", "category goes_with");
  }

  /** The orders in which both were sold without a recommendation. */
  private static ExportedOrders unprompted(ExportedOrders both, String left, String right) {
    return both.only(
        order ->
            order
                .products(line -> line.isSold() && line.placement().isEmpty())
                .containsAll(Set.of(left, right)));
  }

  private static boolean isPromptedBy(ExportedOrder order, String product, String placement) {
    return order.lines().stream()
        .anyMatch(line -> line.product().equals(product) && line.placement().equals(placement));
  }

  /** What chance hardly ever exceeds where this many are expected. */
  private static double atMostByChance(double expected) {
    return expected + 3 * Math.sqrt(expected) + 1;
  }

  private static boolean isWithin(LocalDate day, MonthDay first, MonthDay last) {
    MonthDay date = MonthDay.from(day);
    return !date.isBefore(first) && !date.isAfter(last);
  }

  private static Set<String> texts(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
        .map(i -> array.get(i).asText())
        .collect(toSet());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(COMMITTED)) {
      return files.toList();
    }
  }
}
