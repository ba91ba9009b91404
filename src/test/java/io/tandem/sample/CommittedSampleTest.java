package io.tandem.sample;

import static io.tandem.sample.SampleShopTest.csv;
import static io.tandem.sample.SampleShopTest.sortedTexts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds the files of {@code sample-data/} against the plan that they are said to come from. */
@ExtendWith(SparkExtension.class)
class CommittedSampleTest {
  private static final Path COMMITTED = Path.of("sample-data");

  private static SampleShop shop;

  @BeforeAll
  static void generate(SparkSession spark) {
    shop = SampleShop.generate(spark, ShopPlan.SAMPLE);
  }

  @Test
  void holdsTheOrderLinesOfItsPlan(SparkSession spark) {
    assertIsCommitted(spark, "order-lines.csv.gz", shop.orderLines());
  }

  @Test
  void holdsTheProductsOfItsPlan(SparkSession spark) {
    assertIsCommitted(spark, "products.csv.gz", shop.products());
  }

  @Test
  void holdsTheCuratedComplementsOfItsPlan(SparkSession spark) {
    assertIsCommitted(spark, "assortment.csv.gz", shop.assortment());
  }

  @Test
  void holdsTheCustomersOfItsPlanAndTheirTruth(SparkSession spark) {
    assertIsCommitted(spark, "customers.csv.gz", shop.customers());
    assertIsCommitted(spark, "truth-customers.csv.gz", shop.customerTruth());
  }

  @Test
  void holdsTheEventsOfItsPlan(SparkSession spark) {
    assertIsCommitted(spark, "events.csv.gz", shop.events());
  }

  @Test
  void holdsTheExposuresOfItsPlan(SparkSession spark) {
    assertIsCommitted(spark, "exposures.csv.gz", shop.exposures());
  }

  @Test
  void holdsTheTruthOfItsPlan() throws IOException {
    assertSame(
        "truth.json",
        lines(Files.readString(COMMITTED.resolve("truth.json"))),
        lines(shop.truthJson()));
  }

  @Test
  void leavesTheWholesaleBuyerLittleOfTheRevenue() throws IOException {
    JsonNode truth = new ObjectMapper().readTree(shop.truthJson());
    double retailOrders =
        truth.at("/orders/sold").asDouble() - truth.at("/orders/wholesale").asDouble();
    double retailRevenue =
        retailOrders * truth.at("/order_value/average_without_wholesale").asDouble();

    assertThat(1 - retailRevenue / truth.at("/order_value/revenue").asDouble())
        .isBetween(0.0, 0.08);
  }

  private static void assertIsCommitted(SparkSession spark, String name, Dataset<Row> generated) {
    Dataset<Row> committed = csv(spark, COMMITTED.resolve(name));

    assertThat(committed.columns()).as(name).isEqualTo(generated.columns());
    assertSame(name, sortedTexts(committed), sortedTexts(generated));
  }

  /** Both are equal to their ends; where they are not, the message shows where they part. */
  private static void assertSame(String name, List<String> committed, List<String> generated) {
    int same = 0;
    while (same < Math.min(committed.size(), generated.size())
        && committed.get(same).equals(generated.get(same))) {
      same++;
    }
    assertThat(committed.stream().skip(same).limit(3))
        .as("%s as scripts/make-sample-data --out sample-data makes it, from row %d", name, same)
        .isEqualTo(generated.stream().skip(same).limit(3).toList());
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }
}
