package io.tandem.sample;

import static io.tandem.sample.SampleShopTest.csv;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds what is said of the experiment in {@code sample-data/} against its rows, counted without
 * the generator: who is in it since when, what each cell's own customers did, what they were shown.
 */
@ExtendWith(SparkExtension.class)
class ExperimentPlantsTest {
  private static final Path COMMITTED = Path.of("sample-data");

  /** Chance hardly ever leads further from what is true of all customers. */
  private static final double STANDARD_ERRORS = 3.5;

  /** An order of which something was sold. */
  private record Bought(
      String customer,
      LocalDateTime at,
      String channel,
      double revenue,
      double refunds,
      Map<String, String> placements) {}

  /** A customer of the experiment. */
  private record Member(String stratum, LocalDateTime at, List<Bought> orders) {
    List<Bought> until(int horizon) {
      LocalDate last = at.toLocalDate().plusDays(horizon);
      return orders.stream()
          .filter(order -> !order.at().isBefore(at) && !order.at().toLocalDate().isAfter(last))
          .toList();
    }

    boolean isComplete(int horizon) {
      return at.toLocalDate().plusDays(horizon).isBefore(ShopPlan.SAMPLE.endDay());
    }

    boolean isRepeat(int horizon) {
      long days = until(horizon).stream().map(order -> order.at().toLocalDate()).distinct().count();
      return days >= (stratum.equals("existing") ? 1 : 2);
    }
  }

  private static JsonNode truth;
  private static JsonNode experiment;
  private static List<Row> exposures;
  private static Map<String, Bought> orders;
  private static final Map<String, Member> MEMBERS = new HashMap<>();

  @BeforeAll
  static void readTheFiles(SparkSession spark) throws IOException {
    truth = new ObjectMapper().readTree(Files.readString(COMMITTED.resolve("truth.json")));
    experiment = truth.path("experiment");
    exposures = csv(spark, COMMITTED.resolve("exposures.csv.gz")).na().fill("").collectAsList();
    orders = orders(spark);
    Map<String, List<Bought>> ordersOf =
        orders.values().stream().collect(groupingBy(Bought::customer));
    LocalDateTime start = time(experiment.path("starts_on").asText() + " 00:00:00");
    Set<String> businesses =
        Set.of(
            truth.path("wholesale_customer_id").asText(),
            truth.at("/single_customer_pair/customer_id").asText());
    for (Row row : csv(spark, COMMITTED.resolve("customers.csv.gz")).collectAsList()) {
      String customer = row.getAs("customer_id");
      LocalDateTime registered = time(row.getAs("registered_at"));
      List<Bought> own = ordersOf.getOrDefault(customer, List.of());
      if (businesses.contains(customer)) {
        continue;
      }
      if (!registered.isBefore(start)) {
        MEMBERS.put(customer, new Member("new", registered, own));
      } else if (own.stream().anyMatch(order -> order.at().isBefore(start))) {
        MEMBERS.put(customer, new Member("existing", start, own));
      }
    }
  }

  private static Map<String, Bought> orders(SparkSession spark) {
    Map<String, List<Row>> lines =
        csv(spark, COMMITTED.resolve("order-lines.csv.gz"))
            .where(
                "order_id is not null and product_id is not null"
                    + " and try_cast(quantity as int) > 0 and try_cast(unit_price as double) > 0"
                    + " and try_to_timestamp(ordered_at) is not null"
                    + " and status in ('completed', 'returned')")
            .na()
            .fill("")
            .collectAsList()
            .stream()
            .collect(groupingBy(row -> row.getAs("order_id")));
    Map<String, Bought> found = new HashMap<>();
    lines.forEach((id, rows) -> found.put(id, order(rows)));
    return found;
  }

  private static Bought order(List<Row> lines) {
    double revenue = 0;
    double refunds = 0;
    Map<String, String> placements = new HashMap<>();
    for (Row line : lines) {
      double price = Double.parseDouble(line.getAs("unit_price"));
      double pieces = Double.parseDouble(line.getAs("quantity"));
      String returned = line.getAs("returned_quantity");
      boolean isReturned = line.getAs("status").equals("returned");
      double back = isReturned ? pieces : returned.isEmpty() ? 0 : Double.parseDouble(returned);
      revenue += price * pieces;
      refunds += price * back;
      placements.put(line.getAs("product_id"), line.getAs("placement"));
    }
    Row first = lines.get(0);
    return new Bought(
        first.getAs("customer_id"),
        time(first.getAs("ordered_at")),
        first.getAs("channel"),
        revenue,
        refunds,
        placements);
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }

  /** As {@code printf both-levers/cross-selling/C000001 | sha256sum} begins, modulo 10,000. */
  @ParameterizedTest
  @CsvSource({
    "C000001, 9968, 7020, off/off",
    "C000003, 1506, 8454, on/off",
    "C000006, 6316, 2644, off/on",
    "C000007, 4570, 752, on/on"
  })
  void drawsTheArmByTheDocumentedHash(String customer, int crossSelling, int personal, String arm) {
    assertThat(Lever.CROSS_SELLING.bucket(customer)).isEqualTo(crossSelling);
    assertThat(Lever.PERSONALIZATION.bucket(customer)).isEqualTo(personal);
    assertThat(Cell.of(customer).arm()).isEqualTo(arm);
  }

  @Test
  void enrolsWhoHadOrderedBeforeAndWhoRegistersSince() {
    Map<String, List<Member>> strata =
        MEMBERS.values().stream().collect(groupingBy(Member::stratum));

    assertThat(experiment.path("starts_on").asText()).isEqualTo("2025-06-04");
    assertThat(experiment.at("/customers_by_stratum/existing").asInt())
        .isEqualTo(strata.get("existing").size())
        .isBetween(7_800, 8_200);
    assertThat(experiment.at("/customers_by_stratum/new").asInt())
        .isEqualTo(strata.get("new").size())
        .isGreaterThan(800);
  }

  @Test
  void fillsTheFourCellsAlike() {
    double expected = MEMBERS.size() / 4.0;
    for (Cell cell : Cell.values()) {
      assertThat(experiment.at("/customers_by_cell").path(cell.arm()).asInt())
          .isEqualTo(in(cell).size())
          .isCloseTo((int) expected, within((int) (STANDARD_ERRORS * Math.sqrt(0.75 * expected))));
    }
  }

  private static List<Member> in(Cell cell) {
    List<Member> members = new ArrayList<>();
    MEMBERS.forEach(
        (customer, member) -> {
          if (Cell.of(customer) == cell) {
            members.add(member);
          }
        });
    return members;
  }

  @Test
  void plantsTheEffectsThatItIsSaidToHave() {
    JsonNode value = experiment.at("/effects/30/average_order_value");
    JsonNode repeat = experiment.at("/effects/90/repeat_purchase_rate");

    assertThat(value.at("/cross_selling/relative").asDouble()).isCloseTo(0.12, within(0.01));
    assertThat(value.at("/personalization/relative").asDouble()).isBetween(-0.015, 0.0);
    assertThat(value.at("/interaction/relative").asDouble()).isCloseTo(0, within(0.005));
    assertThat(repeat.at("/personalization/absolute").asDouble()).isCloseTo(0.07, within(0.005));
    assertThat(repeat.at("/cross_selling/absolute").asDouble()).isCloseTo(0.01, within(0.004));
    assertThat(repeat.at("/interaction/absolute").asDouble()).isCloseTo(0, within(0.001));
    assertThat(
            experiment
                .at("/cells")
                .path("off/off")
                .at("/90/existing/repeat_purchase_rate")
                .asDouble())
        .isBetween(0.35, 0.45);
    double refunds = experiment.at("/cells").path("off/off").at("/90/refund_rate").asDouble();
    for (Cell cell : Cell.values()) {
      assertThat(experiment.at("/cells").path(cell.arm()).at("/90/refund_rate").asDouble())
          .isCloseTo(refunds, within(0.002));
    }
  }

  /** A cell's own customers are a sample of all, of whom the truth is told. */
  @Test
  void leavesItToChanceHowFarACellIsFromTheTruth() {
    for (Cell cell : Cell.values()) {
      for (int horizon : List.of(7, 30, 90)) {
        List<Member> members =
            in(cell).stream().filter(member -> member.isComplete(horizon)).toList();
        JsonNode all = experiment.at("/cells").path(cell.arm()).path(Integer.toString(horizon));
        ToDoubleFunction<Member> bought = member -> member.until(horizon).size();
        ToDoubleFunction<Member> revenue =
            member -> member.until(horizon).stream().mapToDouble(Bought::revenue).sum();
        ToDoubleFunction<Member> refunds =
            member -> member.until(horizon).stream().mapToDouble(Bought::refunds).sum();
        ToDoubleFunction<Member> repeats = member -> member.isRepeat(horizon) ? 1 : 0;

        assertIsNear(all.path("orders_per_customer"), members, bought, member -> 1);
        assertIsNear(all.path("revenue_per_customer"), members, revenue, member -> 1);
        assertIsNear(all.path("average_order_value"), members, revenue, bought);
        assertIsNear(all.path("repeat_purchase_rate"), members, repeats, member -> 1);
        assertIsNear(all.path("refund_rate"), members, refunds, revenue);
        assertThat(all.path("customers").asInt())
            .isEqualTo(MEMBERS.values().stream().filter(m -> m.isComplete(horizon)).count());
      }
    }
  }

  /** A ratio of two sums over customers; its error by the delta method. */
  private static void assertIsNear(
      JsonNode truth,
      Collection<Member> members,
      ToDoubleFunction<Member> above,
      ToDoubleFunction<Member> below) {
    double sum = members.stream().mapToDouble(below).sum();
    double ratio = members.stream().mapToDouble(above).sum() / sum;
    double squares = 0;
    for (Member member : members) {
      double residual = above.applyAsDouble(member) - ratio * below.applyAsDouble(member);
      squares += residual * residual;
    }
    assertThat(ratio)
        .isCloseTo(truth.asDouble(), within(STANDARD_ERRORS * Math.sqrt(squares) / sum));
  }

  @Test
  void showsNothingToOthersAndNothingBeforeEnrolment() {
    assertThat(exposures).hasSize(experiment.path("exposures").asInt()).hasSizeLessThan(60_000);
    assertThat(exposures)
        .allMatch(row -> MEMBERS.containsKey(row.<String>getAs("customer_id")))
        .allMatch(
            row ->
                !time(row.getAs("shown_at"))
                    .isBefore(MEMBERS.get(row.<String>getAs("customer_id")).at()))
        .allMatch(
            row -> time(row.getAs("shown_at")).isBefore(ShopPlan.SAMPLE.endDay().atStartOfDay()))
        .allMatch(
            row -> row.<String>getAs("shown_at").startsWith(row.<String>getAs("plan_run_date")));
  }

  @Test
  void showsWhatTheArmAllowsAndLogsTheRest() {
    for (Row row : exposures) {
      Cell cell = Cell.of(row.getAs("customer_id"));
      boolean isCart = row.getAs("placement").equals("cart");
      boolean isShown = cell.has(isCart ? Lever.CROSS_SELLING : Lever.PERSONALIZATION);

      assertThat(row.<String>getAs("arm")).isEqualTo(cell.arm());
      assertThat(row.<String>getAs("would_show")).isEqualTo(Boolean.toString(!isShown));
      assertThat(row.<String>getAs("propensity")).isEqualTo(isShown ? "1.0" : "");
      assertThat(row.<String>getAs("source")).isEqualTo(isCart ? "association_rules" : "als");
      assertThat(row.<String>getAs("anchor_product_id").isEmpty()).isEqualTo(!isCart);
      assertThat(isShown || row.<String>getAs("clicked_at").isEmpty()).isTrue();
      assertThat(row.<String>getAs("clicked_at").isEmpty())
          .satisfiesAnyOf(
              noClick -> assertThat(noClick).isFalse(),
              noClick -> assertThat(row.<String>getAs("order_id")).isEmpty());
    }
  }

  @Test
  void offersOneThingWithEveryOnlineOrder() {
    long online =
        MEMBERS.values().stream()
            .flatMap(member -> member.until(1_000).stream())
            .filter(order -> !order.channel().equals("store"))
            .count();
    List<Row> carts =
        exposures.stream().filter(row -> row.getAs("placement").equals("cart")).toList();
    List<Row> taken =
        carts.stream().filter(row -> !row.<String>getAs("order_id").isEmpty()).toList();

    // Of cancelled orders the cart was seen as well.
    assertThat((double) carts.size() / online).isBetween(1.0, 1.03);
    assertThat(taken)
        .hasSizeGreaterThan(1_000)
        .allMatch(
            row ->
                "cart"
                    .equals(
                        orders
                            .get(row.<String>getAs("order_id"))
                            .placements()
                            .get(row.<String>getAs("product_id"))));
  }

  @Test
  void sendsAsManyEMailsInEveryCell() {
    for (Cell cell : Cell.values()) {
      long mailed =
          exposures.stream()
              .filter(row -> row.getAs("placement").equals("e_mail"))
              .filter(row -> Cell.of(row.getAs("customer_id")) == cell)
              .map(row -> row.<String>getAs("customer_id"))
              .distinct()
              .count();
      int all = in(cell).size();

      assertThat((double) mailed / all)
          .isCloseTo(0.78, within(STANDARD_ERRORS * Math.sqrt(0.78 * 0.22 / all)));
    }
  }

  @Test
  void offersNothingOfWhichAPlantSpeaks() {
    Set<String> planted = new HashSet<>();
    for (String sets : List.of("complementary_groups", "substitutes")) {
      truth.path(sets).forEach(set -> set.forEach(product -> planted.add(product.asText())));
    }
    Stream.of(
            truth.path("coupon_bundle"),
            truth.path("basket_sizes"),
            truth.path("seasonal_pairs"),
            truth.path("single_customer_pair"),
            truth.path("synergies"),
            truth.path("viewed_together"))
        .flatMap(node -> node.findValues("products").stream())
        .forEach(products -> products.forEach(product -> planted.add(product.asText())));
    for (String name : List.of("shown", "shown_beside", "complement", "product", "joined_by")) {
      for (String list :
          List.of("echo_pairs", "requires_pairs", "replenished_products", "trends", "synergies")) {
        truth.path(list).findValues(name).forEach(product -> planted.add(product.asText()));
      }
    }
    Set<String> offered =
        exposures.stream()
            .filter(row -> row.getAs("placement").equals("cart"))
            .map(row -> row.<String>getAs("product_id"))
            .collect(toSet());

    assertThat(planted).hasSizeGreaterThan(150);
    assertThat(offered).hasSizeGreaterThan(30).doesNotContainAnyElementsOf(planted);
  }

  /** What a customer does in two cells differs in nothing but what the levers add. */
  @Test
  void addsToOrdersThatAreTheSameInEveryCell() {
    PurchaseHistory history = new PurchaseHistory(ShopPlan.SAMPLE);
    Shoppers shoppers = new Shoppers(ShopPlan.SAMPLE);
    int added = 0;
    int attached = 0;
    for (long number = 0; number < ShopPlan.SAMPLE.customers(); number += 7) {
      Shopper shopper = shoppers.registered(number);
      List<Order> without = history.ordersWithoutLevers(shopper);

      assertThat(history.levers().orders(Cell.OFF_OFF, shopper, without)).isEqualTo(without);
      for (Cell cell : Cell.values()) {
        List<Order> within = history.levers().orders(cell, shopper, without);
        Map<String, Order> byId = within.stream().collect(toMap(Order::id, order -> order));
        added += within.size() - without.size();
        assertThat(within.size() - without.size()).isBetween(0, cell == Cell.OFF_OFF ? 0 : 1);
        for (Order order : without) {
          List<Order.Line> lines = byId.get(order.id()).lines();
          int more = lines.size() - order.lines().size();
          attached += more;
          assertThat(lines.subList(0, order.lines().size())).isEqualTo(order.lines());
          assertThat(more).isBetween(0, cell.has(Lever.CROSS_SELLING) ? 1 : 0);
        }
      }
    }
    assertThat(added).isGreaterThan(100);
    assertThat(attached).isGreaterThan(300);
  }
}
