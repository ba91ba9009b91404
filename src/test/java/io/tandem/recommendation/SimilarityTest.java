package io.tandem.recommendation;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

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

/** What the same customers like and what the same visits look at. */
@ExtendWith(SparkExtension.class)
class SimilarityTest {
  private static final String EVENTS =
      "visitor_id string, session_id string, product_id string, event_type string,"
          + " occurred_at timestamp";

  /** In 10 sessions lamp and bulb are viewed, in 30 lamp alone, in 5 bulb and shade. */
  private static List<Row> visits() {
    List<Row> events = new ArrayList<>();
    for (int session = 0; session < 45; session++) {
      String name = "s" + session;
      if (session < 40) {
        events.add(view("v", name, "lamp"));
        events.add(view("v", name, "lamp")); // a second look is the same visit
      }
      if (session < 10 || session >= 40) {
        events.add(view("v", name, "bulb"));
      }
      if (session >= 40) {
        events.add(view("v", name, "shade"));
      }
      events.add(row("v", name, "rug", "add_to_cart", at("2026-02-01"))); // no view
    }
    return events;
  }

  private static Row view(String visitor, String session, String product) {
    return row(visitor, session, product, "view", at("2026-02-01"));
  }

  private static Dataset<Row> events(SparkSession spark, List<Row> events) {
    return rows(spark, EVENTS, events.toArray(Row[]::new));
  }

  @Test
  void visitsThatViewBothAreCountedAndShrunk(SparkSession spark) {
    Dataset<Row> pairs = CoViews.of(events(spark, visits()));
    assertThat(pairs.select("product_id", "similar_product_id", "viewed_together_count"))
        .hasRowsInAnyOrder(
            row("lamp", "bulb", 10L),
            row("bulb", "lamp", 10L),
            row("bulb", "shade", 5L),
            row("shade", "bulb", 5L));
    assertThat(pairs.where("product_id = 'lamp'").head().<Double>getAs("view_similarity"))
        .isCloseTo(10 / Math.sqrt(40 * 15) * 10 / (10 + 10), offset(1e-12));
  }

  @Test
  void withoutASessionAVisitorsDayIsAVisit(SparkSession spark) {
    Dataset<Row> pairs =
        CoViews.of(
            events(
                spark,
                List.of(
                    view("ann", null, "lamp"),
                    view("ann", null, "bulb"),
                    view("bob", null, "shade"),
                    row("ann", null, "shade", "view", at("2026-02-02")))));
    assertThat(pairs.select("product_id", "similar_product_id", "viewed_together_count"))
        .hasRowsInAnyOrder(row("lamp", "bulb", 1L), row("bulb", "lamp", 1L));
  }

  @Test
  void whatLooksAtEverythingComparesNothing(SparkSession spark) {
    List<Row> program = new ArrayList<>();
    for (int product = 0; product < 51; product++) {
      program.add(view("robot", "all night", "p" + product));
    }
    assertThat(CoViews.of(events(spark, program))).isEmpty();
  }

  @Test
  void twoWitnessesCountMoreThanOne(SparkSession spark) {
    Dataset<Row> byFactors =
        rows(
            spark,
            "product_id string, similar_product_id string, factor_similarity double",
            row("lamp", "bulb", 0.5),
            row("lamp", "desk", 0.6));
    Dataset<Row> byViews =
        rows(
            spark,
            "product_id string, similar_product_id string, view_similarity double,"
                + " viewed_together_count bigint",
            row("lamp", "bulb", 0.5, 1_200L),
            row("lamp", "shade", 0.3, 1L),
            row("new", "lamp", 0.2, 7L));
    assertThat(
            Similarity.of(byFactors, byViews, 2)
                .select("product_id", "rank", "similar_product_id", "similarity", "reason"))
        .hasRowsInAnyOrder(
            row(
                "lamp",
                1,
                "bulb",
                (1.0 / 2 + 1.0 / 1) / 2,
                "The same customers like both. 1,200 visits viewed both."),
            row("lamp", 2, "desk", (1.0 / 1 + 0) / 2, "The same customers like both."),
            row("new", 1, "lamp", (0 + 1.0 / 1) / 2, "7 visits viewed both."));
  }

  @Test
  void visitsAloneMakeListsOfWhatIsAvailable(SparkSession spark) {
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, category string, available boolean",
            row("lamp", "lamp", "light", true),
            row("bulb", "bulb", "light", false));
    Recommendations shop =
        new Recommendations(
            rows(
                spark,
                "order_id string, customer_id string, product_id string, status string,"
                    + " ordered_at timestamp"),
            catalogue,
            Optional.empty(),
            LocalDate.of(2026, 3, 1),
            Settings.recommendations());
    // The bulb cannot be had, and the shade is not in the catalogue.
    assertThat(
            shop.similar(Optional.empty(), Optional.of(events(spark, visits())))
                .select("product_id", "rank", "similar_product_id"))
        .hasRowsInAnyOrder(row("bulb", 1, "lamp"));
    assertThat(shop.similar(Optional.empty(), Optional.empty())).isEmpty();
  }
}
