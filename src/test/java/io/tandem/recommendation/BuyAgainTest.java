package io.tandem.recommendation;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.statistics.Normal;
import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Days are counted from 2026-01-01, which is day 0. */
@ExtendWith(SparkExtension.class)
class BuyAgainTest {
  private static final LocalDate DAY_0 = LocalDate.of(2026, 1, 1);
  private static final String LINES =
      "order_id string, customer_id string, product_id string, status string, ordered_at timestamp";
  private static final double LN_2 = Math.log(2);

  /** Logarithms are kept to the millionth. */
  private static final double ROUNDED = 1e-5;

  private final List<Row> lines = new ArrayList<>();

  private void bought(String customer, String product, int... days) {
    for (int day : days) {
      line(customer, product, "completed", DAY_0.plusDays(day) + "T12:00:00Z");
    }
  }

  private void line(String customer, String product, String status, String when) {
    lines.add(row("o" + lines.size(), customer, product, status, at(when)));
  }

  private Dataset<Row> orderLines(SparkSession spark) {
    return rows(spark, LINES, lines.toArray(new Row[0]));
  }

  private Recommendations shop(
      SparkSession spark, int runDay, Optional<Dataset<Row>> customers, String... overrides) {
    return shop(orderLines(spark), runDay, customers, overrides);
  }

  private static Recommendations shop(
      Dataset<Row> orderLines, int runDay, Optional<Dataset<Row>> customers, String... overrides) {
    Dataset<Row> catalogue =
        rows(
            orderLines.sparkSession(),
            "product_id string, title string, category string, available boolean",
            row("tea", "Tea", "food", true),
            row("milk", "Milk", "food", true),
            row("soap", "Soap", "bath", true),
            row("gone", "Gone", "food", false));
    List<String> settings = new ArrayList<>(List.of("stop-list = [POST]"));
    settings.addAll(List.of(overrides));
    return new Recommendations(
        orderLines,
        catalogue,
        customers,
        DAY_0.plusDays(runDay),
        Settings.recommendations(settings.toArray(String[]::new)));
  }

  private static List<Row> lists(Recommendations shop) {
    try (RepeatPurchases repeatPurchases = shop.repeatPurchases()) {
      return lists(shop, repeatPurchases);
    }
  }

  private static List<Row> lists(Recommendations shop, RepeatPurchases repeatPurchases) {
    return shop.buyAgain(repeatPurchases).sort("customer_id", "rank").collectAsList();
  }

  private static Map<String, Row> byCustomer(List<Row> lists) {
    Map<String, Row> byCustomer = new HashMap<>();
    lists.forEach(row -> byCustomer.put(row.getAs("customer_id"), row));
    return byCustomer;
  }

  private static List<String> named(List<Row> lists) {
    return lists.stream()
        .map(row -> row.<String>getAs("customer_id") + " " + row.<String>getAs("product_id"))
        .toList();
  }

  /** S(t) of a log-normal interval. */
  private static double longer(double days, double logMedian, double spread) {
    return Normal.above((Math.log(days) - logMedian) / spread);
  }

  @Test
  void aRegularBuyerIsDueWhenTheIntervalEnds(SparkSession spark) {
    bought("ann", "tea", 0, 10, 20, 30);
    bought("ann", "tea", 30); // the same day: the same purchase
    line("ann", "tea", "returned", "2026-02-03T12:00:00Z");
    bought("ann", "tea", 38, 39); // from the run date on
    Row due = lists(shop(spark, 38, Optional.empty())).get(0);
    assertThat(due.<String>getAs("product_id")).isEqualTo("tea");
    assertThat(due.<Integer>getAs("rank")).isEqualTo(1);
    assertThat(due.<Object>getAs("last_ordered_at")).isEqualTo(at("2026-01-31T12:00:00Z"));
    assertThat(due.<Double>getAs("median_interval_days")).isCloseTo(10, within(10 * ROUNDED));
    assertThat(due.<Date>getAs("due_on").toLocalDate()).isEqualTo(DAY_0.plusDays(40));
    assertThat(due.<Long>getAs("order_count")).isEqualTo(4);
    assertThat(due.<Boolean>getAs("is_personalized")).isTrue();
    assertThat(due.<String>getAs("reason"))
        .isEqualTo("Bought 4 times, about every 10 days; last on 2026-01-31.");
    // One first purchase had 3 · 10 days to be followed, and was: with half a purchase more of
    // either kind 1.5 of 2 in the shop, which weighs 20 in the product's. No second one had.
    double again = (1 + 20 * 1.5 / 2) / (1 + 20);
    double spread = Math.sqrt(ShopCycles.LEAST_VARIANCE); // the intervals do not differ
    double silent = longer(7, Math.log(10), spread);
    double silentStill = longer(7 + 14, Math.log(10), spread);
    assertThat(due.<Double>getAs("due_probability"))
        .isCloseTo(again * (silent - silentStill) / (1 - again + again * silent), within(1e-4));
  }

  /**
   * Ann takes 10 and 40 days, 20 in the middle; Bob twice 80. So the product's middle is 40, each
   * mean is ln 2 from it, and within Ann's intervals each is ln 2 from hers.
   */
  @Test
  void intervalsAreShrunkToTheProducts(SparkSession spark) {
    bought("ann", "tea", 0, 10, 50);
    bought("bob", "tea", 0, 80, 160);
    bought("cleo", "tea", 190);
    Recommendations shop =
        shop(
            spark,
            200,
            Optional.empty(),
            "buy-again.min-intervals = 4",
            "buy-again.min-customers = 2",
            "buy-again.min-probability = 0");
    ShopCycles cycles;
    Map<String, Row> due;
    try (RepeatPurchases repeatPurchases = shop.repeatPurchases()) {
      cycles = repeatPurchases.ofShop();
      due = byCustomer(shop.buyAgain(repeatPurchases).collectAsList());
    }
    double within = 2 * LN_2 * LN_2 / (4 - 2);
    double between = (4 * LN_2 * LN_2 - 1 * within) / (4 - (2 * 2 + 2 * 2) / 4.0);
    assertThat(cycles.within()).isCloseTo(within, within(ROUNDED));
    assertThat(cycles.between()).isCloseTo(between, within(ROUNDED));
    // The product has the shop's variance, for there is no other product.
    double k = within / between;
    double ann = (2 * Math.log(20) + k * Math.log(40)) / (2 + k);
    double bob = (2 * Math.log(80) + k * Math.log(40)) / (2 + k);
    assertThat(median(due.get("ann"))).isCloseTo(Math.exp(ann), within(1e-3));
    assertThat(median(due.get("bob"))).isCloseTo(Math.exp(bob), within(1e-3));
    assertThat(median(due.get("cleo"))).isCloseTo(40, within(1e-3));
    assertThat(due.get("cleo").<String>getAs("reason"))
        .isEqualTo("Bought once, on 2026-07-10; bought again after about 40 days.");
    assertThat(due.get("cleo").<Date>getAs("due_on").toLocalDate())
        .isEqualTo(LocalDate.of(2026, 7, 10).plusDays(40));
    // Of two first purchases that are 120 days old both were followed, as were both second ones:
    // no more than expected. Cleo's may be any of the product's customers' intervals.
    double again = (2 + 4 * 2.5 / 3) / (2 + 4);
    double spread = Math.sqrt(within + between);
    double silent = longer(9, Math.log(40), spread);
    double silentStill = longer(9 + 14, Math.log(40), spread);
    assertThat(due.get("cleo").<Double>getAs("due_probability"))
        .isCloseTo(again * (silent - silentStill) / (1 - again + again * silent), within(1e-4));
    // Bob has been silent for 39 days; his mean is known from two intervals.
    double bobsSpread = Math.sqrt(within + between * k / (2 + k));
    double bobSilent = longer(39, bob, bobsSpread);
    double bobSilentStill = longer(39 + 14, bob, bobsSpread);
    assertThat(due.get("bob").<Double>getAs("due_probability"))
        .isCloseTo(
            again * (bobSilent - bobSilentStill) / (1 - again + again * bobSilent), within(1e-4));
  }

  private static double median(Row row) {
    return row.<Double>getAs("median_interval_days");
  }

  /**
   * Of four first purchases two were followed, of two second ones both: one more than expected of
   * first ones, against none that was not followed, and the half.
   */
  @Test
  void whoBoughtAgainIsLikelierToDoSo(SparkSession spark) {
    bought("ann", "tea", 0, 10, 20);
    bought("bob", "tea", 0, 10, 20);
    bought("cleo", "tea", 0);
    bought("dan", "tea", 0);
    bought("eve", "tea", 45); // had no time yet
    Recommendations shop =
        shop(
            spark,
            50,
            Optional.empty(),
            "buy-again.min-intervals = 2",
            "buy-again.min-customers = 2",
            "buy-again.min-probability = 0");
    try (RepeatPurchases repeatPurchases = shop.repeatPurchases()) {
      ShopCycles cycles = repeatPurchases.ofShop();
      assertThat(cycles.repeatShare()).isCloseTo(2.5 / 5, within(1e-9));
      assertThat(cycles.repeatWeight()).isCloseTo((2 - 2 * 2.0 / 4) / (0 + 0.5), within(1e-6));
      assertThat(cycles.between()).isZero();
      Map<String, Row> due = byCustomer(shop.buyAgain(repeatPurchases).collectAsList());
      double ofProduct = (2 + 2 * 2.5 / 5) / (4 + 2);
      double ofAnn = (2 * 2 + ofProduct) / (2 * 2 + 1); // two repeats of weight 2
      for (String customer : List.of("ann", "cleo", "eve")) {
        double again = customer.equals("ann") ? ofAnn : ofProduct;
        int silentDays = Map.of("ann", 29, "cleo", 49, "eve", 4).get(customer);
        double silent = longer(silentDays, Math.log(10), 0.1);
        double silentStill = longer(silentDays + 14, Math.log(10), 0.1);
        assertThat(due.get(customer).<Double>getAs("due_probability"))
            .as(customer)
            .isCloseTo(again * (silent - silentStill) / (1 - again + again * silent), within(1e-4));
      }
    }
  }

  @Test
  void listsHoldWhatIsBoughtAgainAndNothingElse(SparkSession spark) {
    bought("ann", "milk", 0, 10, 20); // three purchases of her own
    bought("ann", "soap", 15); // nobody buys it again
    bought("ann", "gone", 0, 10, 20); // unavailable
    bought("ann", "POST", 0, 10, 20); // no product
    bought("bob", "milk", 15); // two intervals of one customer make no product that is bought again
    bought("bob", "tea", 0, 10, 20); // three intervals of two customers do
    bought("cleo", "tea", 10, 20);
    bought("dan", "tea", 15);
    bought("optout", "tea", 0, 10, 20);
    for (int day : new int[] {0, 10, 20}) {
      bought(null, "soap", day); // guests are not recognized
    }
    Dataset<Row> customers =
        rows(
            spark,
            "customer_id string, country string, personalization_opt_out boolean",
            row("ann", "DE", null),
            row("optout", "DE", true));
    String[] few = {
      "buy-again.min-intervals = 3", "buy-again.min-customers = 2", "buy-again.horizon-days = 30"
    };
    String[] bathOnly = Arrays.copyOf(few, few.length + 1);
    bathOnly[few.length] = "categories = [bath]";
    Recommendations shop = shop(spark, 25, Optional.of(customers), few);
    try (RepeatPurchases repeatPurchases = shop.repeatPurchases()) {
      assertThat(named(lists(shop, repeatPurchases)))
          .containsExactly("ann milk", "bob tea", "cleo tea", "dan tea");
      assertThat(named(lists(shop(spark, 25, Optional.of(customers)), repeatPurchases)))
          .as("with the defaults only customers' own three purchases")
          .containsExactly("ann milk", "bob tea");
      assertThat(lists(shop(spark, 25, Optional.of(customers), bathOnly), repeatPurchases))
          .isEmpty();
    }
  }

  @Test
  void aShopWhereNobodyBuysAgainHasNoLists(SparkSession spark) {
    bought("ann", "tea", 5, 5, 5);
    bought("bob", "tea", 5);
    assertThat(
            lists(
                shop(
                    spark,
                    10,
                    Optional.empty(),
                    "buy-again.min-intervals = 1",
                    "buy-again.min-customers = 1")))
        .isEmpty();
  }

  @Test
  void listsAreInOrderAndDoNotDependOnPartitions(SparkSession spark) {
    long seed = 7;
    Random random = new Random(seed);
    for (String product : List.of("tea", "milk", "soap")) {
      for (int customer = 0; customer < 30; customer++) {
        int[] days =
            random.ints(1 + random.nextInt(6), 0, 300).sorted().toArray(); // some on equal days
        bought("c" + customer, product, days);
      }
    }
    String[] settings = {"buy-again.list-length = 2", "buy-again.min-probability = 0.02"};
    Dataset<Row> orderLines = orderLines(spark);
    List<Row> one = lists(shop(orderLines.repartition(1), 300, Optional.empty(), settings));
    assertThat(lists(shop(orderLines.repartition(7), 300, Optional.empty(), settings)))
        .as("seed %d", seed)
        .isEqualTo(one);
    assertThat(one).as("seed %d", seed).hasSizeBetween(31, 60);
    for (int i = 0; i < one.size(); i++) {
      Row row = one.get(i);
      double probability = row.getAs("due_probability");
      assertThat(probability).as("seed %d: %s", seed, row).isBetween(0.02, 1.0);
      if (row.<Integer>getAs("rank") == 2) {
        assertThat(one.get(i - 1).<String>getAs("customer_id"))
            .isEqualTo(row.<String>getAs("customer_id"));
        assertThat(one.get(i - 1).<Double>getAs("due_probability"))
            .as("seed %d: %s", seed, row)
            .isGreaterThanOrEqualTo(probability);
      }
    }
  }
}
