package io.tandem.sample;

import static io.tandem.sample.SampleShopTest.csv;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.sample.ExportedOrders.ExportedOrder;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Holds what is said of habits, trends and changing tastes in {@code sample-data/} against its
 * rows, beside products and customers of which nothing is said.
 */
@ExtendWith(SparkExtension.class)
class DemandPlantsTest {
  private static final Path COMMITTED = Path.of("sample-data");

  private static JsonNode truth;
  private static List<Row> customers;
  private static ExportedOrders sold;
  private static Map<String, List<ExportedOrder>> ordersOf;

  @BeforeAll
  static void readTheFiles(SparkSession spark) throws IOException {
    truth = new ObjectMapper().readTree(Files.readString(COMMITTED.resolve("truth.json")));
    Dataset<Row> catalogue = csv(spark, COMMITTED.resolve("products.csv.gz"));
    customers =
        csv(spark, COMMITTED.resolve("truth-customers.csv.gz")).na().fill("").collectAsList();
    sold =
        ExportedOrders.of(
                csv(spark, COMMITTED.resolve("order-lines.csv.gz")),
                catalogue,
                truth.at("/wholesale_customer_id").asText())
            .sold();
    ordersOf = sold.orders().stream().collect(groupingBy(ExportedOrder::buyer));
  }

  @Test
  void letsCustomersReorderWhatIsUsedUpInTime() {
    assertThat(truth.path("replenished_products")).hasSize(6);
    for (JsonNode replenished : truth.path("replenished_products")) {
      String product = replenished.path("product").asText();
      double days = replenished.path("interval_days").asDouble();
      Map<String, Double> habits =
          customers.stream()
              .filter(row -> row.getAs("replenished_product").equals(product))
              .collect(
                  toMap(
                      row -> row.getAs("customer_id"),
                      row -> Double.parseDouble(row.getAs("replenished_every_days"))));
      List<Long> reorders = new ArrayList<>();
      List<Double> errors = new ArrayList<>();
      habits.forEach(
          (customer, every) -> {
            List<Long> own = intervals(customer, product);
            reorders.addAll(own);
            if (own.size() >= 3) {
              errors.add(Math.abs(quantile(own, 0.5) / every - 1));
            }
          });

      assertThat(replenished.path("customers").asLong())
          .isEqualTo(habits.keySet().stream().filter(customer -> buys(customer, product)).count());
      assertThat(replenished.path("reorders").asInt()).isEqualTo(reorders.size());
      assertThat(replenished.path("mean_interval_days").asDouble())
          .isCloseTo(
              reorders.stream().mapToLong(Long::longValue).average().orElseThrow(), within(1e-4))
          .isCloseTo(days, within(0.1 * days));
      assertThat(reorders).hasSizeGreaterThan(60);
      assertThat(errors).hasSizeGreaterThan(15);
      assertThat(errors.stream().filter(error -> error < 0.2).count())
          .as("customers whose own interval is found")
          .isGreaterThan(errors.size() * 9 / 10);
    }
  }

  /** Whoever counts all intervals of a product, not knowing who has the habit, finds it as well. */
  @Test
  void showsTheIntervalInAllOrdersOfAProductAndOfNoOther() {
    Set<String> planted = new HashSet<>();
    for (JsonNode replenished : truth.path("replenished_products")) {
      String product = replenished.path("product").asText();
      List<Long> all = intervals(product);
      double median = quantile(all, 0.5);
      planted.add(product);

      assertThat(median / replenished.path("interval_days").asDouble()).isBetween(0.9, 1.1);
      assertThat(spread(all)).as(product).isLessThan(0.35);
    }
    List<String> others =
        truth.path("product_tastes").properties().stream()
            .map(Map.Entry::getKey)
            .filter(product -> !planted.contains(product) && intervals(product).size() >= 50)
            .filter(product -> !isOfTheBusiness(product))
            .toList();
    assertThat(others)
        .hasSizeGreaterThan(10)
        .allSatisfy(product -> assertThat(spread(intervals(product))).isGreaterThan(0.5));
  }

  private static boolean isOfTheBusiness(String product) {
    return Stream.of(0, 1)
        .anyMatch(i -> truth.at("/single_customer_pair/products/" + i).asText().equals(product));
  }

  @Test
  void letsSomeProductsRiseAndOthersFadeInTheLastWeeks() {
    LocalDate first = LocalDate.parse(truth.at("/trends/first_day").asText());
    ExportedOrders before = sold.only(order -> order.day().isBefore(first));
    ExportedOrders since = sold.only(order -> !order.day().isBefore(first));
    double usual = (double) since.count() / before.count();
    Set<String> trending = new HashSet<>();

    assertThat(truth.at("/trends/orders_before").asInt()).isEqualTo(before.count());
    assertThat(truth.at("/trends/orders_since").asInt()).isEqualTo(since.count());
    for (String trend : List.of("rising", "fading")) {
      assertThat(truth.at("/trends/" + trend)).hasSize(6);
      for (JsonNode node : truth.at("/trends/" + trend)) {
        String product = node.path("product").asText();
        int earlier = before.with(product).count();
        int later = since.with(product).count();
        double growth = later / (earlier * usual);
        trending.add(product);

        assertThat(node.path("orders_before").asInt()).isEqualTo(earlier);
        assertThat(node.path("orders_since").asInt()).isEqualTo(later);
        assertThat(node.path("growth").asDouble()).isCloseTo(growth, within(1e-4));
        if (trend.equals("rising")) {
          assertThat(growth).as(product).isGreaterThan(3);
          assertThat(later).isGreaterThanOrEqualTo(10);
        } else {
          assertThat(growth).as(product).isLessThan(0.45);
          assertThat(earlier * usual).isGreaterThan(4);
        }
      }
    }
    List<Double> others =
        truth.path("product_tastes").properties().stream()
            .map(Map.Entry::getKey)
            .filter(product -> !trending.contains(product))
            .filter(product -> before.with(product).count() * usual >= 8)
            .map(product -> since.with(product).count() / (before.with(product).count() * usual))
            .sorted()
            .toList();
    assertThat(others).hasSizeGreaterThan(50);
    assertThat(others.get(others.size() / 2)).isBetween(0.75, 1.25);
    assertThat(others.get(others.size() * 19 / 20)).isLessThan(3.0);
  }

  @Test
  void leavesEveryPlantedPairOutOfTheTrends() {
    Set<String> paired =
        Stream.of("complementary_groups", "substitutes")
            .flatMap(sets -> truth.path(sets).valueStream())
            .flatMap(JsonNode::valueStream)
            .map(JsonNode::asText)
            .collect(java.util.stream.Collectors.toSet());

    for (String trend : List.of("rising", "fading")) {
      truth
          .at("/trends/" + trend)
          .forEach(node -> assertThat(paired).doesNotContain(node.path("product").asText()));
    }
  }

  @Test
  void letsTheTasteOfOneCustomerInTenBecomeAnother() {
    List<Row> changed =
        customers.stream().filter(row -> !row.getAs("taste_changed_on").equals("")).toList();
    Map<String, List<Double>> affinities = new HashMap<>();
    int seen = 0;
    for (Row customer : changed) {
      LocalDate on = LocalDate.parse(customer.getAs("taste_changed_on"));
      double[] earlier = taste(customer.getAs("earlier_taste"));
      double[] now = taste(customer.getAs("taste"));
      Map<Boolean, List<ExportedOrder>> orders =
          ordersOf.getOrDefault(customer.<String>getAs("customer_id"), List.of()).stream()
              .collect(groupingBy(order -> order.day().isBefore(on)));
      seen += orders.size() == 2 ? 1 : 0;
      orders.forEach(
          (isBefore, some) -> {
            String when = isBefore ? "before" : "since";
            add(affinities, when + " earlier", some, product -> dot(earlier, product));
            add(affinities, when + " now", some, product -> dot(now, product));
          });
    }

    assertThat((double) changed.size() / customers.size()).isBetween(0.08, 0.12);
    assertThat(truth.at("/taste_changes/customers").asInt()).isEqualTo(changed.size());
    assertThat(truth.at("/taste_changes/customers_with_orders_before_and_since").asInt())
        .isEqualTo(seen)
        .isGreaterThan(300);
    assertThat(mean(affinities.get("before earlier")))
        .isGreaterThan(2 * mean(affinities.get("before now")));
    assertThat(mean(affinities.get("since now")))
        .isGreaterThan(2 * mean(affinities.get("since earlier")));
  }

  private static void add(
      Map<String, List<Double>> affinities,
      String what,
      List<ExportedOrder> orders,
      ToDoubleFunction<double[]> affinity) {
    for (ExportedOrder order : orders) {
      for (String product : order.sold()) {
        affinities
            .computeIfAbsent(what, any -> new ArrayList<>())
            .add(affinity.applyAsDouble(tasteOf(product)));
      }
    }
  }

  private static double[] tasteOf(String product) {
    return truth
        .at("/product_tastes/" + product)
        .valueStream()
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static double[] taste(String shares) {
    return Stream.of(shares.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static boolean buys(String customer, String product) {
    return ordersOf.getOrDefault(customer, List.of()).stream()
        .anyMatch(order -> order.sold().contains(product));
  }

  /** Days between the orders of a product by one customer, as they followed one another. */
  private static List<Long> intervals(String customer, String product) {
    List<LocalDate> days =
        ordersOf.getOrDefault(customer, List.of()).stream()
            .filter(order -> order.sold().contains(product))
            .map(ExportedOrder::day)
            .sorted()
            .toList();
    List<Long> intervals = new ArrayList<>();
    for (int i = 1; i < days.size(); i++) {
      intervals.add(ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
    }
    return intervals;
  }

  private static List<Long> intervals(String product) {
    return sold.with(product).orders().stream()
        .map(ExportedOrder::buyer)
        .distinct()
        .flatMap(buyer -> intervals(buyer, product).stream())
        .toList();
  }

  /** The range of the middle half, as a share of the median. */
  private static double spread(List<Long> values) {
    return (quantile(values, 0.75) - quantile(values, 0.25)) / quantile(values, 0.5);
  }

  private static double quantile(List<Long> values, double share) {
    return values.stream().sorted().toList().get((int) (values.size() * share));
  }
}
