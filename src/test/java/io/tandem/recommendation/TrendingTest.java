package io.tandem.recommendation;

import static io.tandem.table.TasteSegments.TASTE_SEGMENTS;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.statistics.ClopperPearson;
import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The recent window is February 2026, the one before the four weeks from 2026-01-04 on. */
@ExtendWith(SparkExtension.class)
class TrendingTest {
  private static final LocalDate RUN_DATE = LocalDate.of(2026, 3, 1);
  private static final String LINES =
      "order_id string, customer_id string, product_id string, status string, ordered_at timestamp";
  private static final String RECENT = "2026-02-01T00:00:00Z";
  private static final String BEFORE = "2026-01-31T23:59:59Z";

  private final List<Row> lines = new ArrayList<>();

  /** Orders of one product, each by another guest. */
  private void ordered(String product, int times, String when) {
    for (int i = 0; i < times; i++) {
      ordered(product, null, when);
    }
  }

  private void ordered(String product, String customer, String when) {
    lines.add(row("o" + lines.size(), customer, product, "completed", at(when)));
  }

  /** The shop doubled: 100 orders, then 200. */
  private void doubled() {
    ordered("tea", 10, BEFORE);
    ordered("bread", 90, BEFORE);
    ordered("tea", 60, RECENT);
    ordered("bread", 106, RECENT);
    ordered("news", 10, "2026-02-28T23:59:59Z");
    ordered("gone", 14, RECENT);
    for (int i = 0; i < 10; i++) {
      ordered("solo", "ann", RECENT);
    }
  }

  private Dataset<Row> trending(
      SparkSession spark, Optional<Dataset<Row>> customers, int partitions, String... overrides) {
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, category string, available boolean",
            row("tea", "Tea", "food", true),
            row("bread", "Bread", "food", true),
            row("news", "News", "paper", true),
            row("gone", "Gone", "paper", false),
            row("solo", "Solo", "paper", true));
    return new Recommendations(
            rows(spark, LINES, lines.toArray(new Row[0])).repartition(partitions),
            catalogue,
            customers,
            RUN_DATE,
            Settings.recommendations(overrides))
        .trending(spark.createDataFrame(List.of(), TASTE_SEGMENTS.schema()));
  }

  private static double odds(double share) {
    return share / (1 - share);
  }

  @Test
  void ranksByTheLeastGrowthOfTheShareThatIsBeyondChance(SparkSession spark) {
    doubled();
    ordered("news", 1, "2026-01-03T23:59:59Z"); // before both windows
    ordered("news", 50, "2026-03-01"); // on the run date
    lines.add(lines.get(10 + 90)); // the first recent tea, on a second line of its order
    List<Row> global =
        trending(spark, Optional.empty(), 1).where("scope = 'global'").sort("rank").collectAsList();
    // Bread sold more, but not a greater share; gone is unavailable; solo is one customer's.
    assertThat(global)
        .extracting(row -> row.<String>getAs("product_id"))
        .containsExactly("tea", "news");
    Row tea = global.get(0);
    assertThat(tea.<Double>getAs("growth")).isCloseTo((60.0 / 200) / (10.0 / 100), within(1e-12));
    assertThat(tea.<Double>getAs("growth_lower"))
        .isCloseTo(odds(ClopperPearson.lower(60, 70)) * 100 / 200, within(1e-12));
    assertThat(tea.<Long>getAs("order_count")).isEqualTo(60);
    assertThat(tea.<Long>getAs("order_count_before")).isEqualTo(10);
    assertThat(tea.<Long>getAs("customer_count")).isEqualTo(60);
    assertThat(tea.<Integer>getAs("window_days")).isEqualTo(28);
    assertThat(tea.<Boolean>getAs("is_personalized")).isFalse();
    assertThat(tea.<String>getAs("reason"))
        .isEqualTo("Ordered 60 times in the last 28 days, 10 times in the 28 before.");
    // Nothing to compare with: no growth, but a least one. 10 of 10 are recent: p^10 = 2.5 %.
    Row news = global.get(1);
    assertThat(news.isNullAt(news.fieldIndex("growth"))).isTrue();
    assertThat(news.<Double>getAs("growth_lower"))
        .isCloseTo(odds(Math.pow(0.025, 1.0 / 10)) * 100 / 200, within(1e-9));
    assertThat(news.<String>getAs("reason"))
        .isEqualTo("Ordered 10 times in the last 28 days, not once in the 28 before.");
  }

  @Test
  void listsAreAsLongAndAsStrictAsSet(SparkSession spark) {
    doubled();
    assertThat(
            trending(spark, Optional.empty(), 1, "trending.min-customers = 1")
                .where("scope = 'global'")
                .select("rank", "product_id")
                .sort("rank"))
        .hasRows(row(1, "tea"), row(2, "news"), row(3, "solo"));
    assertThat(
            trending(spark, Optional.empty(), 1, "trending.list-length = 1")
                .select("scope", "scope_value", "product_id"))
        .hasRowsInAnyOrder(row("global", "all", "tea"), row("category", "food", "tea"));
  }

  /** Tea rises in Germany, as much as it falls in France. */
  @Test
  void eachCountryHasItsOwnTrends(SparkSession spark) {
    List<Row> customers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      customers.add(row("de" + i, "DE", false));
      customers.add(row("fr" + i, "FR", false));
      ordered(i < 5 ? "tea" : "bread", "de" + i, BEFORE);
      ordered(i < 30 ? "tea" : "bread", "de" + i, RECENT);
      ordered(i < 30 ? "tea" : "bread", "fr" + i, BEFORE);
      ordered(i < 5 ? "tea" : "bread", "fr" + i, RECENT);
    }
    Dataset<Row> known =
        rows(
            spark,
            "customer_id string, country string, personalization_opt_out boolean",
            customers.toArray(new Row[0]));
    assertThat(
            trending(spark, Optional.of(known), 1)
                .select("scope", "scope_value", "rank", "product_id", "growth"))
        .hasRowsInAnyOrder(
            row("country", "DE", 1, "tea", 30.0 / 5), row("country", "FR", 1, "bread", 35.0 / 10));
  }

  @Test
  void aShopWithoutAnEarlierWindowHasNoTrends(SparkSession spark) {
    ordered("tea", 100, RECENT);
    assertThat(trending(spark, Optional.empty(), 1)).isEmpty();
  }

  @Test
  void theRowsDoNotDependOnPartitions(SparkSession spark) {
    doubled();
    Row[] one = trending(spark, Optional.empty(), 1).collectAsList().toArray(new Row[0]);
    assertThat(one).hasSizeGreaterThan(2);
    assertThat(trending(spark, Optional.empty(), 7)).hasRowsInAnyOrder(one);
  }
}
