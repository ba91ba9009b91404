package io.tandem.basket;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class BoughtInsteadTest {
  private static final FrequentlyBoughtTogetherSettings SETTINGS =
      Settings.frequentlyBoughtTogether("substitutes.list-length = 2");

  /**
   * A hundred baskets: 80 of two products and 20 of three. Of the size two, assam and darjeeling
   * are in 30 each, never together; of the size three, in 10 each, together in 2.
   */
  private static Dataset<Row> baskets(SparkSession spark) {
    List<List<String>> baskets = new ArrayList<>();
    add(baskets, 30, List.of("assam", "milk"));
    add(baskets, 30, List.of("darjeeling", "milk"));
    add(baskets, 20, List.of("milk", "sencha"));
    add(baskets, 2, List.of("assam", "darjeeling", "milk"));
    add(baskets, 8, List.of("assam", "milk", "rare"));
    add(baskets, 8, List.of("darjeeling", "milk", "old"));
    add(baskets, 2, List.of("milk", "old", "sencha"));
    List<Row> rows = new ArrayList<>();
    for (List<String> products : baskets) {
      rows.add(row("o" + rows.size(), products));
    }
    return rows(spark, "order_id string, products array<string>", rows.toArray(Row[]::new));
  }

  private static void add(List<List<String>> baskets, int count, List<String> products) {
    for (int i = 0; i < count; i++) {
      baskets.add(products);
    }
  }

  @Test
  void whatShouldHaveMetAndHardlyDidIsBoughtInstead(SparkSession spark) {
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, category string, available boolean",
            row("assam", "Assam", "Tea/Black", true),
            row("darjeeling", "Darjeeling", "Tea/Black", true),
            row("old", "Old", "Tea/Black", false),
            row("rare", "Rare", "Tea/Black", true), // 8 of 20 by 10 of 20: should have met 4 times
            row("sencha", "Sencha", "Tea/Green", true),
            row("milk", "Milk", null, true));
    Dataset<Row> substitutes =
        BoughtInstead.from(baskets(spark), 100, catalogue, Optional.empty(), SETTINGS)
            .drop("is_personalized", "q_value")
            .sort("product_id", "rank");
    double expected = 30.0 * (30.0 / 80) + 10 * (10.0 / 20);
    double q = (2.0 * 22 - 38.0 * 38) / (2.0 * 22 + 38.0 * 38);
    assertThat(substitutes)
        .hasRows(
            row(
                "assam",
                1,
                "darjeeling",
                q,
                2,
                expected,
                null,
                "2 orders hold both Assam and Darjeeling; by chance 16.3 would. Both are in Tea/Black."),
            row(
                "darjeeling",
                1,
                "rare",
                -1.0,
                0,
                10 * (8.0 / 20),
                null,
                "0 orders hold both Darjeeling and Rare; by chance 4.0 would. Both are in Tea/Black."),
            row(
                "darjeeling",
                2,
                "assam",
                q,
                2,
                expected,
                null,
                "2 orders hold both Darjeeling and Assam; by chance 16.3 would. Both are in Tea/Black."),
            // No longer sold, and all the more in need of a substitute.
            row(
                "old",
                1,
                "assam",
                -1.0,
                0,
                10 * (10.0 / 20),
                null,
                "0 orders hold both Old and Assam; by chance 5.0 would. Both are in Tea/Black."),
            row(
                "old",
                2,
                "rare",
                -1.0,
                0,
                10 * (8.0 / 20),
                null,
                "0 orders hold both Old and Rare; by chance 4.0 would. Both are in Tea/Black."),
            row(
                "rare",
                1,
                "darjeeling",
                -1.0,
                0,
                10 * (8.0 / 20),
                null,
                "0 orders hold both Rare and Darjeeling; by chance 4.0 would. Both are in Tea/Black."));
  }

  @Test
  void withoutCategoriesNothingIsBoughtInstead(SparkSession spark) {
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, category string, available boolean",
            row("assam", "assam", null, true),
            row("darjeeling", "darjeeling", null, true));
    assertThat(BoughtInstead.from(baskets(spark), 100, catalogue, Optional.empty(), SETTINGS))
        .isEmpty();
  }

  @Test
  void countsTheVisitsInWhichBothWereViewed(SparkSession spark) {
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, category string, available boolean",
            row("assam", "Assam", "Tea/Black", true),
            row("darjeeling", "Darjeeling", "Tea/Black", true),
            row("rare", "Rare", "Tea/Black", true));
    Dataset<Row> events =
        rows(
                spark,
                "session_id string, visitor_id string, product_id string, event_type string, time string",
                row("s1", "v1", "assam", "view", "2026-02-01 09:00:00"),
                row("s1", "v1", "darjeeling", "view", "2026-02-01 09:01:00"),
                row("s1", "v1", "assam", "view", "2026-02-01 09:02:00"), // seen before
                row("s2", "v1", "assam", "view", "2026-02-01 10:00:00"),
                row("s2", "v1", "darjeeling", "add_to_cart", "2026-02-01 10:01:00"), // no view
                row("s2", "v1", null, "search", "2026-02-01 10:02:00"),
                row("s3", "v1", "darjeeling", "view", "2026-02-01 11:00:00"), // another visit
                row(null, "v2", "assam", "view", "2026-02-01 12:00:00"),
                row(null, "v2", "darjeeling", "view", "2026-02-01 23:00:00"), // the same day
                row(null, "v2", "rare", "view", "2026-02-02 00:30:00"), // the next day
                row(null, "v3", "rare", "view", "2026-02-01 12:00:00")) // another visitor
            .withColumn("occurred_at", functions.to_timestamp(functions.col("time")));

    assertThat(
            BoughtInstead.from(baskets(spark), 100, catalogue, Optional.of(events), SETTINGS)
                .select("product_id", "substitute_product_id", "viewed_together_count"))
        .hasRowsInAnyOrder(
            row("assam", "darjeeling", 2L),
            row("darjeeling", "assam", 2L),
            row("darjeeling", "rare", 0L),
            row("rare", "darjeeling", 0L));
  }
}
