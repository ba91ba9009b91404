package io.tandem.experiment;

import static io.tandem.table.MatchedBalance.MATCHED_BALANCE;
import static io.tandem.table.MatchedComparisons.MATCHED_COMPARISONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.experiment.ObservedShop.Customers;
import io.tandem.retention.Horizon;
import io.tandem.table.Table;
import io.tandem.testing.SparkExtension;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.assertj.core.data.Offset;
import org.hipparchus.distribution.continuous.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Run on 1 April 2026: T is 1 January, the window ends on 28 January, the horizons after 31 March.
 */
@ExtendWith(SparkExtension.class)
class MatchedComparisonTest {
  private static final LocalDate RUN_DATE = LocalDate.of(2026, 4, 1);
  private static final LocalDate T = LocalDate.of(2026, 1, 1);
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Offset<Double> EXACT = within(1e-9);
  private static final String CROSS_SELLING = "cross_selling";

  /**
   * Of those who ordered once in December e1 was shown something, u1 and u2 were not; of those who
   * ordered in October and November e2 and e3 were, u3 and u4 were not. Nobody is like e4 or u5.
   */
  private static ObservedShop byHand() {
    return new ObservedShop()
        .ordered("e1", "2025-12-01", "20")
        .ordered("u1", "2025-12-01", "20")
        .ordered("u2", "2025-12-01", "24")
        .ordered("e2", "2025-10-01", "30")
        .ordered("e2", "2025-11-01", "30")
        .ordered("e3", "2025-10-01", "30")
        .ordered("e3", "2025-11-01", "30")
        .ordered("u3", "2025-10-01", "30")
        .ordered("u3", "2025-11-01", "32")
        .ordered("u4", "2025-10-01", "30")
        .ordered("u4", "2025-11-01", "30")
        .ordered("e4", "2024-01-01", "99")
        .ordered("u5", "2025-12-30", "34")
        .shown("e1", "cart", "2026-01-01")
        .shown("e2", "product_page", "2026-01-28T23:59:59Z")
        .shown("e2", "product_page", "2026-01-05")
        .shown("e3", "checkout", "2026-01-10")
        .shown("e4", "cart", "2026-01-10")
        .ordered("e1", "2026-01-10", "30")
        .ordered("e2", "2026-01-05", "10")
        .ordered("e2", "2026-02-20", "20")
        .ordered("e4", "2026-01-11", "1000")
        .ordered("u1", "2026-01-03", "40")
        .ordered("u3", "2026-03-31", "10") // the last day of 90
        .ordered("u4", "2026-01-31", "50") // the first day after 30
        .ordered("u5", "2026-01-02", "1000");
  }

  private static MatchedComparison compare(SparkSession spark, ObservedShop shop) {
    return MatchedComparison.of(
        shop.orders(spark), shop.exposures(spark), Horizon.of(RUN_DATE, UTC), UTC);
  }

  /** The row of a metric of cross-selling, read back from a dataset of the table. */
  private static Row row(SparkSession spark, MatchedComparison found, String metric, int days) {
    return row(spark, found, metric, days, false);
  }

  private static Row control(SparkSession spark, MatchedComparison found, String metric) {
    return row(spark, found, metric, 30, true);
  }

  private static Row row(
      SparkSession spark, MatchedComparison found, String metric, int days, boolean control) {
    return tabled(spark, found.comparisons(), MATCHED_COMPARISONS)
        .filter(
            row ->
                row.getAs("lever").equals(CROSS_SELLING)
                    && row.getAs("metric").equals(metric)
                    && row.<Integer>getAs("horizon_days") == days
                    && row.<Boolean>getAs("is_negative_control") == control)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Row> tabled(SparkSession spark, List<Row> rows, Table table) {
    return spark.createDataFrame(rows, table.schema()).collectAsList().stream();
  }

  @Test
  void theUnexposedCountAsTheExposedWhomTheyAreLike(SparkSession spark) {
    MatchedComparison found = compare(spark, byHand());
    assertThat(found.comparisons()).hasSize(12); // 4 metrics in 30 days, 90 and the control
    Row value = row(spark, found, "average_order_value", 30);
    assertThat(value.<Date>getAs("window_start")).isEqualTo(Date.valueOf(T));
    assertThat(value.<Long>getAs("exposed_customer_count")).isEqualTo(3);
    assertThat(value.<Long>getAs("unexposed_customer_count")).isEqualTo(4);
    assertThat(value.<Long>getAs("unmatched_customer_count")).isEqualTo(1);
    // u1 and u2 count a half each, u3 and u4 one.
    assertValues(value, (30 + 10) / 2.0, (40 / 2.0) / (1 / 2.0));
    assertValues(row(spark, found, "revenue_per_customer", 30), 40.0 / 3, 20.0 / 3);
    assertValues(row(spark, found, "orders_per_customer", 30), 2.0 / 3, .5 / 3);
    assertValues(row(spark, found, "repeat_purchase_rate", 30), 2.0 / 3, .5 / 3);
    assertValues(row(spark, found, "average_order_value", 90), 60.0 / 3, (20 + 10 + 50) / 2.5);
    assertValues(row(spark, found, "revenue_per_customer", 90), 60.0 / 3, 80.0 / 3);
    assertValues(row(spark, found, "orders_per_customer", 90), 3.0 / 3, 2.5 / 3);
    assertValues(row(spark, found, "repeat_purchase_rate", 90), 2.0 / 3, 2.5 / 3);
  }

  private static void assertValues(Row row, double exposed, double unexposed) {
    assertThat(row.<Double>getAs("exposed_value")).isEqualTo(exposed, EXACT);
    assertThat(row.<Double>getAs("unexposed_value")).isEqualTo(unexposed, EXACT);
    assertThat(row.<Double>getAs("estimate")).isEqualTo(exposed - unexposed, EXACT);
  }

  @Test
  void theIntervalIsThatOfWeightedScores(SparkSession spark) {
    Row rate = row(spark, compare(spark, byHand()), "repeat_purchase_rate", 30);
    // 1, 1, 0 about 2/3, and 1, 0, 0, 0 with weights ½, ½, 1, 1 about 1/6: 3² / 2½ = 3.6 customers.
    double exposed = (1.0 / 9 + 1.0 / 9 + 4.0 / 9) / 9 * 3 / 2;
    double unexposed = (25.0 / 36 / 4 + 1.0 / 36 / 4 + 2.0 / 36) / 9 * 3.6 / 2.6;
    double variance = exposed + unexposed;
    double freedom = variance * variance / (exposed * exposed / 2 + unexposed * unexposed / 2.6);
    double halfWidth =
        new TDistribution(freedom).inverseCumulativeProbability(.975) * Math.sqrt(variance);
    assertThat(rate.<Double>getAs("estimate_lower")).isEqualTo(.5 - halfWidth, EXACT);
    assertThat(rate.<Double>getAs("estimate_upper")).isEqualTo(.5 + halfWidth, EXACT);
  }

  @Test
  void balanceIsInStandardDeviationsOfAllExposed(SparkSession spark) {
    MatchedComparison found = compare(spark, byHand());
    List<Row> balance = tabled(spark, found.balance(), MATCHED_BALANCE).toList();
    assertThat(balance)
        .extracting(row -> row.getString(0) + " " + row.getString(1))
        .containsExactly(
            "cross_selling orders",
            "cross_selling revenue",
            "cross_selling days_since_last_order",
            "cross_selling days_since_first_order");
    // Orders of the exposed 1, 2, 2, 0; of the unexposed 1, 1, 2, 2, 1.
    assertBalance(balance.get(0), 5.0 / 3, 5.0 / 3, (1.25 - 1.4) / Math.sqrt(2.75 / 3), 0);
    // Revenue of the exposed 20, 60, 60, 0, whose deviation is 30; of the unexposed 200 in all.
    assertBalance(balance.get(1), 140.0 / 3, 144.0 / 3, (35 - 40) / 30.0, -4.0 / 3 / 30);
    assertThat(balance.get(2).getDouble(2)).isEqualTo((31 + 61 + 61) / 3.0, EXACT);
    assertThat(balance.get(3).getDouble(2)).isEqualTo((31 + 92 + 92) / 3.0, EXACT);
    assertThat(row(spark, found, "average_order_value", 90).<Double>getAs("largest_imbalance"))
        .isEqualTo(4.0 / 3 / 30, EXACT);
  }

  private static void assertBalance(
      Row row, double exposed, double unexposed, double before, double after) {
    assertThat(row.<Double>getAs("exposed_mean")).isEqualTo(exposed, EXACT);
    assertThat(row.<Double>getAs("unexposed_mean")).isEqualTo(unexposed, EXACT);
    assertThat(row.<Double>getAs("difference_before")).isEqualTo(before, EXACT);
    assertThat(row.<Double>getAs("difference_after")).isEqualTo(after, EXACT);
  }

  @Test
  void theControlComparesTheThirtyDaysBefore(SparkSession spark) {
    MatchedComparison quiet = compare(spark, byHand());
    Row none = control(spark, quiet, "average_order_value");
    assertThat(none.<Double>getAs("estimate")).isNull(); // nobody ordered, nothing to divide by
    Row rate = control(spark, quiet, "repeat_purchase_rate");
    assertThat(rate.<Double>getAs("estimate")).isZero();
    assertThat(rate.<Double>getAs("estimate_lower")).isNull(); // and nothing varies
    // On 2 December u5 was no customer, and e1, u1 and u2 had ordered the day before.
    assertThat(rate.<Long>getAs("exposed_customer_count")).isEqualTo(3);
    assertThat(rate.<Long>getAs("unexposed_customer_count")).isEqualTo(4);
    MatchedComparison busy =
        compare(
            spark,
            byHand()
                .ordered("e2", "2025-12-02", "10")
                .ordered("e3", "2025-12-31", "10")
                .ordered("u3", "2025-12-31", "10"));
    assertValues(control(spark, busy, "orders_per_customer"), 2.0 / 3, 1.0 / 3);
  }

  @Test
  void onlyKnownCustomersCountAndOnlyWhatWasShown(SparkSession spark) {
    MatchedComparison more =
        compare(
            spark,
            byHand()
                .kept("u1", "cart", "2026-01-10")
                .shown(null, "cart", "2026-01-10")
                .ordered(null, "2025-12-01", "20")
                .ordered(null, "2026-01-10", "20")
                .shown("u2", "cart", "2025-12-31T23:59:59Z")
                .shown("u2", "cart", "2026-01-29")
                .shown("u3", "window_display", "2026-01-10")
                .shown("stranger", "cart", "2026-01-10"));
    assertThat(more).isEqualTo(compare(spark, byHand()));
  }

  @Test
  void customersAreAlikeByNothingThatCameLater(SparkSession spark) {
    MatchedComparison later =
        compare(
            spark,
            byHand()
                .ordered("e1", "2026-01-01", "500")
                .ordered("u2", "2026-01-01", "500")
                .ordered("new", "2026-01-01", "500")
                .shown("new", "cart", "2026-01-01"));
    MatchedComparison found = compare(spark, byHand());
    assertThat(later.balance()).isEqualTo(found.balance());
    assertThat(later.comparisons().stream().filter(row -> row.getBoolean(12)))
        .containsExactlyElementsOf(
            found.comparisons().stream().filter(row -> row.getBoolean(12)).toList());
    assertValues(row(spark, later, "orders_per_customer", 30), 3.0 / 3, 1.0 / 3);
  }

  @Test
  void daysAreThoseOfTheShop(SparkSession spark) {
    ZoneId vienna = ZoneId.of("Europe/Vienna");
    ObservedShop shop =
        new ObservedShop()
            .ordered("early", "2025-12-01", "10")
            .ordered("late", "2025-12-01", "10")
            .ordered("nobody", "2025-12-01", "10")
            .shown("early", "home", "2025-12-31T23:30:00Z") // half past midnight in Vienna
            .shown("late", "home", "2026-01-28T23:30:00Z"); // there already the 29th
    MatchedComparison found =
        MatchedComparison.of(
            shop.orders(spark), shop.exposures(spark), Horizon.of(RUN_DATE, vienna), vienna);
    assertThat(found.comparisons().get(0).getString(0)).isEqualTo("personalization");
    assertThat(found.comparisons().get(0).getLong(4)).isEqualTo(1); // exposed
    assertThat(found.comparisons().get(0).getLong(5)).isEqualTo(2); // unexposed
  }

  @Test
  void equalInputsGiveEqualRowsInAnyPartitions(SparkSession spark) {
    ObservedShop shop = ObservedShop.generated(7, 400, T, Customers.ALWAYS_ACTIVE);
    SparkSession seven = spark.newSession();
    seven.conf().set("spark.sql.shuffle.partitions", 7);
    Dataset<Row> orders = shop.orders(seven);
    Dataset<Row> exposures = shop.exposures(seven);
    Horizon horizon = Horizon.of(RUN_DATE, UTC);
    MatchedComparison one =
        MatchedComparison.of(
            shop.orders(spark).coalesce(1), shop.exposures(spark).coalesce(1), horizon, UTC);
    assertThat(
            MatchedComparison.of(
                orders.repartition(7, orders.col("order_id")),
                exposures.repartition(7, exposures.col("shown_at")),
                horizon,
                UTC))
        .isEqualTo(one);
    assertThat(one.comparisons()).hasSize(24);
  }

  @Test
  void customersWhoDoNotVaryAreAlike(SparkSession spark) {
    ObservedShop shop = new ObservedShop();
    for (String customer : List.of("e1", "e2", "e3", "u1", "u2", "u3", "u4", "u5", "u6", "u7")) {
      shop.ordered(customer, "2025-11-01", "33.33");
    }
    shop.shown("e1", "cart", T.toString())
        .shown("e2", "cart", T.toString())
        .shown("e3", "cart", T.toString())
        .ordered("e1", "2026-01-10", "10");
    MatchedComparison found = compare(spark, shop);
    assertThat(found.balance())
        .allSatisfy(row -> assertThat(row.getDouble(4)).isZero())
        .allSatisfy(row -> assertThat(row.getDouble(5)).isZero());
    Row orders = row(spark, found, "orders_per_customer", 30);
    assertValues(orders, 1.0 / 3, 0);
    assertThat(orders.<Double>getAs("largest_imbalance")).isZero();
    assertThat(orders.<Double>getAs("estimate_lower")).isNegative();
    Row value = row(spark, found, "average_order_value", 30);
    assertThat(value.<Double>getAs("exposed_value")).isEqualTo(10);
    assertThat(value.<Double>getAs("unexposed_value")).isNull();
    assertThat(value.<Double>getAs("estimate_upper")).isNull();
  }

  @Test
  void whereNobodyOrEverybodyWasShownSomethingThereIsNothingToCompare(SparkSession spark) {
    MatchedComparison found =
        compare(
            spark,
            new ObservedShop()
                .ordered("ann", "2025-12-01", "10")
                .ordered("bob", "2025-12-01", "10")
                .shown("ann", "home", "2026-01-02")
                .shown("bob", "e_mail", "2026-01-03"));
    assertThat(found.comparisons()).isEmpty();
    assertThat(found.balance()).isEmpty();
    assertThat(found.remarks())
        .containsExactly(
            "cross_selling: no customer was shown anything from 1 Jan 2026 to 28 Jan 2026, so there"
                + " is nobody to compare.",
            "personalization: everybody was shown something from 1 Jan 2026 to 28 Jan 2026, so"
                + " there is nobody to compare with.");
  }

  @Test
  void whereNobodyIsLikeAnotherThereIsNothingToCompare(SparkSession spark) {
    MatchedComparison found =
        compare(
            spark,
            new ObservedShop()
                .ordered("ann", "2025-12-01", "10")
                .ordered("bob", "2025-12-01", "1000")
                .shown("ann", "home", "2026-01-02"));
    assertThat(found.comparisons()).isEmpty();
    assertThat(found.remarks())
        .contains(
            "personalization: of those who were shown something from 1 Jan 2026 to 28 Jan 2026 and"
                + " those who were not, no two are alike.");
  }

  @Test
  void aYoungShopHasNothingToCompareYet(SparkSession spark) {
    MatchedComparison none =
        compare(
            spark,
            new ObservedShop()
                .ordered("ann", "2026-01-01", "10")
                .shown("ann", "cart", "2026-01-02"));
    assertThat(none.comparisons()).isEmpty();
    assertThat(none.balance()).isEmpty();
    assertThat(none.remarks())
        .containsExactly(
            "Nothing is compared: nobody had ordered before 1 Jan 2026, 90 days before the end of"
                + " the data.");
    MatchedComparison withoutControl =
        compare(
            spark,
            new ObservedShop()
                .ordered("ann", "2025-12-31", "10")
                .ordered("bob", "2025-12-31", "10")
                .shown("ann", "cart", "2026-01-02"));
    assertThat(withoutControl.comparisons()).hasSize(8);
    assertThat(withoutControl.remarks())
        .contains(
            "cross_selling: there is no negative control, because too few had ordered before 2 Dec"
                + " 2025.");
  }

  /**
   * What is shown changes nothing, but who is about to order comes to the shop and is shown more.
   */
  @Test
  void activityInTheWindowLooksLikeADifferenceAndTheControlDoesNotKnow(SparkSession spark) {
    long seed = 11;
    MatchedComparison found =
        compare(spark, ObservedShop.generated(seed, 1_500, T, Customers.ABOUT_TO_ORDER));
    Row orders = row(spark, found, "orders_per_customer", 30);
    assertThat(orders.<Double>getAs("estimate_lower")).as("seed %d", seed).isPositive();
    assertThat(orders.<Double>getAs("largest_imbalance")).as("seed %d", seed).isLessThan(.1);
    assertCoversZero(control(spark, found, "orders_per_customer"), seed);
  }

  @Test
  void lastingActivityLooksLikeADifferenceAndTheControlTells(SparkSession spark) {
    long seed = 12;
    MatchedComparison found =
        compare(spark, ObservedShop.generated(seed, 1_500, T, Customers.ALWAYS_ACTIVE));
    Row orders = row(spark, found, "orders_per_customer", 90);
    assertThat(orders.<Double>getAs("estimate_lower")).as("seed %d", seed).isPositive();
    assertThat(control(spark, found, "orders_per_customer").<Double>getAs("estimate_lower"))
        .as("seed %d", seed)
        .isPositive();
    assertThat(found.balance())
        .as("seed %d", seed)
        .allSatisfy(
            row -> {
              assertThat(Math.abs(row.getDouble(4))).isGreaterThan(.2);
              assertThat(Math.abs(row.getDouble(5))).isLessThan(.1);
            });
  }

  @Test
  void whereChanceDecidesWhoIsShownSomethingThereIsHardlyADifference(SparkSession spark) {
    long seed = 13;
    MatchedComparison found =
        compare(spark, ObservedShop.generated(seed, 1_500, T, Customers.SHOWN_AT_RANDOM));
    assertThat(found.comparisons()).hasSize(24);
    assertThat(found.comparisons().stream().filter(r -> r.getDouble(10) * r.getDouble(11) < 0))
        .as("seed %d: intervals that cover 0", seed)
        .hasSizeGreaterThanOrEqualTo(20);
    assertCoversZero(row(spark, found, "orders_per_customer", 90), seed);
  }

  private static void assertCoversZero(Row row, long seed) {
    assertThat(row.<Double>getAs("estimate_lower")).as("seed %d", seed).isNegative();
    assertThat(row.<Double>getAs("estimate_upper")).as("seed %d", seed).isPositive();
  }

  @Test
  void noTextSpeaksOfCauses() {
    Stream<String> texts =
        Stream.of(MATCHED_COMPARISONS, MATCHED_BALANCE)
            .flatMap(
                table ->
                    Stream.concat(
                        Stream.of(table.grain()),
                        Arrays.stream(table.schema().fields())
                            .map(StructField::getComment)
                            .map(comment -> comment.get())));
    assertThat(Stream.concat(texts, Stream.of(MatchedComparison.KNOWN_ERROR)))
        .allSatisfy(
            text ->
                assertThat(text.toLowerCase(Locale.ROOT))
                    .doesNotContainPattern(
                        "\\b(raised|raises|drove|drives|moved|moves|caused|causes|thanks to|uplift|led"
                            + " to|leads to|boosted|boosts|because of)\\b"));
  }
}
