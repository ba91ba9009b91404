package io.tandem.night;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.testing.Chromium;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the report's tables and its page say of the sample night. */
@ExtendWith(SparkExtension.class)
class ReportIT {
  private static SampleNight sample;

  @BeforeAll
  static void runTheNight() throws IOException {
    sample = SampleNight.get();
    assertThat(sample.ended().exitCode()).as(sample.ended().err()).isZero();
  }

  /** Contributions, and the revenue less refunds that order_metrics tells for the same months. */
  @Test
  void contributionsAddUpToTheChangeInRevenueToTheCent() {
    Dataset<Row> tree =
        sample
            .published("revenue_tree")
            .groupBy("period", "period_start")
            .agg(
                sum("contribution").as("contributions"),
                max("change").as("change"),
                org.apache.spark.sql.functions.count("factor").as("factors"));
    assertThat(tree.where("factors != 6 or contributions != change").count()).isZero();
    Dataset<Row> months =
        sample
            .published("order_metrics")
            .where("period = 'month' and customers = 'all'")
            .withColumn("net", expr("revenue - refunds"))
            .withColumn(
                "moved", col("net").minus(lag("net", 1).over(Window.orderBy("period_start"))))
            .where("moved is not null");
    assertThat(months.count()).isEqualTo(14);
    assertThat(
            months
                .join(tree.where("period = 'month'"), "period_start")
                .where("moved = change")
                .count())
        .isEqualTo(14);
  }

  @Test
  void everyKnownCustomerWithAnOrderHasAValue() {
    Dataset<Row> values = sample.published("customer_value");
    Row known =
        sample.published("order_metrics").where("period = 'all' and customers = 'known'").head();
    assertThat(values.count()).isEqualTo(known.<Long>getAs("customer_count"));
    assertThat(
            values
                .where(
                    "p_alive <= 0 or p_alive > 1 or expected_purchases_90 > expected_purchases_365"
                        + " or lifetime_value <= 0 or frequency < 0 or recency_days > age_days")
                .count())
        .isZero();
    Row mean =
        values
            .selectExpr(
                "avg(expected_order_value)",
                "sum(expected_purchases_90)",
                "count_if(frequency > 0)")
            .head();
    assertThat(mean.getDouble(0)).isBetween(60.0, 80.0);
    // Hardly anybody orders twice and both times on one day.
    long twice = sample.truth().at("/customers/with_repeat_orders").asLong();
    assertThat(mean.getLong(2))
        .as("who ordered on two days or more")
        .isBetween(twice * 98 / 100, twice);
  }

  /** The sample's customers do not buy by the model, but the model must not be far off. */
  @Test
  void predictionsComeNearToWhatCame() {
    Row all =
        sample
            .published("customer_value_calibration")
            .selectExpr(
                "sum(customer_count * predicted_purchases)",
                "sum(customer_count * actual_purchases)")
            .head();
    assertThat(all.getDouble(0) / all.getDouble(1)).isBetween(.8, 1.25);
  }

  /** Of those who are known to be new, as many come back in 90 days as of those who matured. */
  @Test
  void theCurveAgreesWithTheRepeatPurchaseRate() {
    Row curve =
        sample.published("customer_survival").where("customer_group = 'all' and day = 90").head();
    Row rate =
        sample
            .published("retention_metrics")
            .where("period = 'month' and period_start = '2025-07-01'")
            .head();
    assertThat(curve.<Double>getAs("repeat_purchase_probability"))
        .isCloseTo(rate.<Double>getAs("repeat_purchase_rate_90"), within(.06));
    assertThat(sample.published("survival_comparisons").select("grouping").sort("grouping"))
        .hasRows(row("country"), row("first_order_products"), row("first_order_quarter"));
  }

  @Test
  void thePageOpensInARealBrowserWithoutTheNetwork(@TempDir Path profile) throws Exception {
    Path page = sample.folder().resolve("warehouse/report/" + SampleNight.DATE + "/index.html");
    assertThat(Files.size(page)).isLessThan(2_000_000);
    assertThat(Files.readString(page)).doesNotContain("<script>alert");
    try (Chromium browser = Chromium.start(Chromium.orSkip(), profile)) {
      Chromium.Tab tab = browser.tab(1600, "light");
      tab.open(page.toUri());
      assertThat(tab.evaluate("document.querySelectorAll('.canvas svg').length").asInt())
          .isEqualTo(16);
      tab.screenshot(Files.createDirectories(Path.of("target/screenshots")).resolve("nightly.png"));
      assertThat(
              List.of(
                  tab.evaluate("[...document.querySelectorAll('main h2')].map(h => h.innerText)")
                      .toString()
                      .replaceAll("[\\[\\]\"]", "")
                      .split(",")))
          .contains(
              "What the experiment shows",
              "Where revenue changed",
              "How long until the second order",
              "What customers are expected to be worth",
              "What is bought together",
              "What is recommended",
              "Data quality and this run");
      assertThat(tab.complaints()).isEmpty();
      assertThat(tab.requests()).containsOnly(page.toUri().toString());
    }
  }
}
