package io.tandem.sample;

import static io.tandem.sample.SampleShopTest.csv;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Holds what is said of the events in {@code sample-data/} against the rows of orders and events.
 */
@ExtendWith(SparkExtension.class)
class EventPlantsTest {
  private static final Path COMMITTED = Path.of("sample-data");
  private static final int HOURS = 2;

  /** A row with its product as shown: variants stand as their parent. */
  private record Event(
      String visitor,
      String session,
      String customer,
      String productId,
      String product,
      String type,
      String query,
      LocalDateTime at) {
    boolean isView() {
      return type.equals("view");
    }
  }

  /** The distinct products that an online order sold; no buyer: a guest. */
  private record Purchase(String buyer, LocalDateTime at, Set<String> products) {}

  private static JsonNode truth;
  private static List<Row> products;
  private static List<Event> events;
  private static List<Purchase> purchases;
  private static Map<String, Set<String>> viewedIn;
  private static Map<String, LocalDateTime> registeredAt;

  @BeforeAll
  static void readTheFiles(SparkSession spark) throws IOException {
    truth = new ObjectMapper().readTree(Files.readString(COMMITTED.resolve("truth.json")));
    products = csv(spark, COMMITTED.resolve("products.csv.gz")).na().fill("").collectAsList();
    Map<String, String> shownAs =
        products.stream()
            .collect(
                toMap(
                    row -> row.getAs("product_id"),
                    row ->
                        row.<String>getAs("parent_product_id").isEmpty()
                            ? row.getAs("product_id")
                            : row.<String>getAs("parent_product_id")));
    events =
        csv(spark, COMMITTED.resolve("events.csv.gz")).na().fill("").collectAsList().stream()
            .map(
                row ->
                    new Event(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        shownAs.getOrDefault(row.getString(3), ""),
                        row.getString(4),
                        row.getString(5),
                        time(row.getString(6))))
            .toList();
    viewedIn =
        events.stream()
            .filter(Event::isView)
            .collect(groupingBy(Event::session, mapping(Event::product, toSet())));
    registeredAt =
        csv(spark, COMMITTED.resolve("customers.csv.gz")).collectAsList().stream()
            .collect(
                toMap(row -> row.getAs("customer_id"), row -> time(row.getAs("registered_at"))));
    purchases =
        csv(spark, COMMITTED.resolve("order-lines.csv.gz"))
            .where("status <> 'cancelled' and status <> 'lost' and product_id is not null")
            .where("channel <> 'store' and try_to_timestamp(ordered_at) is not null")
            .where("order_id is not null and try_cast(quantity as int) > 0")
            .where("try_cast(unit_price as double) > 0")
            .na()
            .fill("")
            .collectAsList()
            .stream()
            .filter(row -> !row.getAs("customer_id").equals(wholesale()))
            .collect(groupingBy(row -> row.<String>getAs("order_id")))
            .values()
            .stream()
            .map(
                lines ->
                    new Purchase(
                        lines.get(0).getAs("customer_id"),
                        time(lines.get(0).getAs("ordered_at")),
                        lines.stream()
                            .map(line -> shownAs.get(line.<String>getAs("product_id")))
                            .collect(toSet())))
            .toList();
  }

  private static String wholesale() {
    return truth.at("/wholesale_customer_id").asText();
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }

  @Test
  void countsInTheTruthTheEventsThatAreInTheRows() {
    LocalDateTime first = time(truth.at("/events/first_day").asText() + " 00:00:00");
    Map<String, Long> types = events.stream().collect(groupingBy(Event::type, counting()));

    assertThat(truth.at("/events/rows").asInt())
        .isEqualTo(events.size())
        .isBetween(70_000, 120_000);
    assertThat(types).hasSize(4);
    types.forEach(
        (type, count) ->
            assertThat(truth.at("/events/by_type/" + type).asLong()).as(type).isEqualTo(count));
    assertThat(events)
        .allMatch(event -> !event.at().isBefore(first))
        .allMatch(event -> event.at().isBefore(ShopPlan.SAMPLE.endDay().atStartOfDay()))
        .allMatch(event -> event.type().equals("search") == event.productId().isEmpty())
        .allMatch(event -> event.type().equals("search") != event.query().isEmpty())
        .allMatch(event -> event.productId().isEmpty() || !event.product().isEmpty())
        .anyMatch(event -> !event.productId().equals(event.product()));
  }

  @Test
  void knowsOnlySomeVisitorsAndThoseNotAlways() {
    Collection<Set<String>> ofVisitors = whoBy(Event::visitor);
    Collection<Set<String>> ofSessions = whoBy(Event::session);
    long never = ofVisitors.stream().filter(Set.of("")::equals).count();
    long knownThroughout = ofSessions.stream().filter(who -> !who.contains("")).count();
    long neverInSession = ofSessions.stream().filter(Set.of("")::equals).count();

    assertThat(truth.at("/events/visitors").asInt()).isEqualTo(ofVisitors.size());
    assertThat(truth.at("/events/visitors_never_logged_in").asLong()).isEqualTo(never);
    assertThat((double) never / ofVisitors.size()).isBetween(0.4, 0.65);
    assertThat(truth.at("/events/sessions").asInt()).isEqualTo(ofSessions.size());
    assertThat(truth.at("/events/sessions_logged_in").asLong()).isEqualTo(knownThroughout);
    assertThat(truth.at("/events/sessions_not_logged_in").asLong()).isEqualTo(neverInSession);
    assertThat(ofSessions.size() - knownThroughout - neverInSession)
        .as("sessions in which somebody logs in")
        .isGreaterThan(1_000);
    assertThat(ofVisitors)
        .as("a visitor is one customer at most")
        .allMatch(who -> who.stream().filter(id -> !id.isEmpty()).count() <= 1);
    assertThat(events)
        .filteredOn(event -> !event.customer().isEmpty())
        .allMatch(event -> !event.at().isBefore(registeredAt.get(event.customer())));
  }

  private static Collection<Set<String>> whoBy(Function<Event, String> by) {
    return events.stream().collect(groupingBy(by, mapping(Event::customer, toSet()))).values();
  }

  /** Seen from outside: visitors are customers where they ever logged in. */
  @Test
  void browsesBeforeItBuys() {
    Map<String, List<Event>> ofCustomer = viewsOfCustomers();
    LocalDateTime first = time(truth.at("/events/first_day").asText() + " 03:00:00");
    List<Purchase> known =
        purchases.stream()
            .filter(order -> order.at().isAfter(first) && !order.buyer().isEmpty())
            .toList();
    int browsed = 0;
    int others = 0;
    for (int i = 0; i < known.size(); i++) {
      Purchase order = known.get(i);
      Set<String> viewed = viewedBefore(order, ofCustomer);
      browsed += order.products().stream().anyMatch(viewed::contains) ? 1 : 0;
      Set<String> ofAnother = known.get((i + 1) % known.size()).products();
      others += ofAnother.stream().anyMatch(viewed::contains) ? 1 : 0;
    }
    int online = truth.at("/events/orders_online").asInt();

    assertThat(known).hasSizeGreaterThan(5_000);
    assertThat((double) browsed / known.size()).isGreaterThan(0.5);
    assertThat((double) others / known.size()).as("by chance").isLessThan(0.08);
    assertThat(truth.at("/events/orders_browsed_for").asDouble() / online).isBetween(0.6, 0.8);
  }

  private static Map<String, List<Event>> viewsOfCustomers() {
    Map<String, String> customerOf = new HashMap<>();
    events.stream()
        .filter(event -> !event.customer().isEmpty())
        .forEach(event -> customerOf.put(event.visitor(), event.customer()));
    return events.stream()
        .filter(event -> event.isView() && customerOf.containsKey(event.visitor()))
        .collect(groupingBy(event -> customerOf.get(event.visitor())));
  }

  private static Set<String> viewedBefore(Purchase order, Map<String, List<Event>> ofCustomer) {
    return ofCustomer.getOrDefault(order.buyer(), List.of()).stream()
        .filter(event -> event.at().isBefore(order.at()))
        .filter(event -> event.at().isAfter(order.at().minusHours(HOURS)))
        .map(Event::product)
        .collect(toSet());
  }

  @Test
  void viewsTogetherWhatIsNotBoughtTogether() {
    Map<String, Integer> viewed = counts(viewedIn.values());
    Map<String, Integer> bought = counts(purchases.stream().map(Purchase::products).toList());
    int sessions = truth.at("/events/sessions").asInt();
    Set<String> planted = new HashSet<>();

    assertThat(truth.at("/viewed_together/substitutes"))
        .hasSameSizeAs(truth.path("substitute_pairs"));
    assertThat(truth.at("/viewed_together/seldom_ordered")).hasSize(12);
    for (String list : List.of("substitutes", "seldom_ordered")) {
      for (JsonNode pair : truth.at("/viewed_together/" + list)) {
        String left = pair.at("/products/0").asText();
        String right = pair.at("/products/1").asText();
        int both = viewed.getOrDefault(pair(left, right), 0);
        double expected = (double) viewed.get(left) * viewed.get(right) / sessions;
        planted.add(pair(left, right));

        assertThat(pair.path("sessions_left").asInt()).isEqualTo(viewed.get(left));
        assertThat(pair.path("sessions_right").asInt()).isEqualTo(viewed.get(right));
        assertThat(pair.path("sessions_both").asInt()).isEqualTo(both).isGreaterThan(60);
        assertThat(pair.path("view_lift").asDouble())
            .isCloseTo(both / expected, within(1e-3))
            .isGreaterThan(25);
        assertThat(bought.getOrDefault(pair(left, right), 0)).isLessThanOrEqualTo(2);
        assertThat(pair.path("orders_both").asInt()).isLessThanOrEqualTo(2);
        assertThat(bought.getOrDefault(left, 0) + bought.getOrDefault(right, 0)).isGreaterThan(20);
      }
    }
    assertThat(liftOfOthers(viewed, sessions, planted)).isLessThan(15);
  }

  /** All other pairs of one category taken together. */
  private static double liftOfOthers(
      Map<String, Integer> viewed, int sessions, Set<String> planted) {
    Map<String, List<String>> categories =
        products.stream()
            .filter(row -> row.<String>getAs("parent_product_id").isEmpty())
            .collect(
                groupingBy(
                    row -> row.getAs("category"),
                    mapping(
                        row -> row.<String>getAs("product_id"),
                        java.util.stream.Collectors.toList())));
    Set<String> complements = new HashSet<>();
    for (JsonNode pair : truth.path("complementary_pairs")) {
      complements.add(pair(pair.at("/products/0").asText(), pair.at("/products/1").asText()));
    }
    double both = 0;
    double expected = 0;
    for (List<String> category : categories.values()) {
      for (int i = 0; i < category.size(); i++) {
        for (int j = i + 1; j < category.size(); j++) {
          String pair = pair(category.get(i), category.get(j));
          if (!planted.contains(pair) && !complements.contains(pair)) {
            both += viewed.getOrDefault(pair, 0);
            expected +=
                (double) viewed.getOrDefault(category.get(i), 0)
                    * viewed.getOrDefault(category.get(j), 0)
                    / sessions;
          }
        }
      }
    }
    System.out.printf("viewed together: other pairs of one category, lift %.2f%n", both / expected);
    return both / expected;
  }

  /** How many of these sets hold each product and each pair. */
  private static Map<String, Integer> counts(Collection<Set<String>> sets) {
    Map<String, Integer> counts = new HashMap<>();
    for (Set<String> set : sets) {
      List<String> ids = new ArrayList<>(set);
      for (int i = 0; i < ids.size(); i++) {
        counts.merge(ids.get(i), 1, Integer::sum);
        for (int j = i + 1; j < ids.size(); j++) {
          counts.merge(pair(ids.get(i), ids.get(j)), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
  }

  /** Whoever buys one of two substitutes has mostly looked at the other as well. */
  @Test
  void comparesSubstitutesBeforeItBuysOne() {
    Map<String, List<Event>> ofCustomer = viewsOfCustomers();
    int browsed = 0;
    int compared = 0;
    for (Purchase order : purchases) {
      Set<String> viewed = viewedBefore(order, ofCustomer);
      for (JsonNode pair : truth.path("substitute_pairs")) {
        String left = pair.at("/products/0").asText();
        String right = pair.at("/products/1").asText();
        String bought = order.products().contains(left) ? left : right;
        if (order.products().contains(bought) && viewed.contains(bought)) {
          browsed++;
          compared += viewed.contains(left) && viewed.contains(right) ? 1 : 0;
        }
      }
    }

    assertThat(browsed).isGreaterThan(500);
    assertThat((double) compared / browsed).isGreaterThan(0.65);
  }

  @Test
  void searchesWithWordsOfTheCatalogue() {
    Set<String> texts = new HashSet<>();
    for (Row product : products) {
      texts.add(product.<String>getAs("title").toLowerCase(Locale.ROOT));
      texts.add(product.<String>getAs("category").toLowerCase(Locale.ROOT));
    }
    Set<String> queries =
        events.stream().map(Event::query).filter(query -> !query.isEmpty()).collect(toSet());

    assertThat(queries)
        .hasSizeGreaterThan(300)
        .allMatch(query -> texts.stream().anyMatch(text -> text.contains(query)));
  }
}
