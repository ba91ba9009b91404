package io.tandem.report;

import static io.tandem.report.PageText.charts;
import static io.tandem.report.PageText.section;
import static io.tandem.report.PageText.text;
import static io.tandem.table.Claims.CLAIMS;
import static io.tandem.testing.Rows.rows;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.testing.SparkExtension;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page says of levers: with experiments of every kind, and without one. */
@ExtendWith(SparkExtension.class)
class ExperimentPageTest {
  @Test
  void tellsWhichLeverMovedWhatInTheOrderOfThePage(SparkSession spark) {
    ReportInputs inputs = PlausibleExperiments.running(PlausibleShop.inputs(spark));
    String html = ReportPage.render(inputs);
    String text = text(section(html, "experiment"));
    assertThat(text)
        .startsWith(" What the experiment shows Experiment spring draws")
        .contains("40,000 customers take part")
        .containsSubsequence(
            wording(inputs, "cross_selling/average_order_value/30"),
            wording(inputs, "personalization/repeat_purchase_rate/90"),
            wording(inputs, "cross_selling/repeat_purchase_rate/90"),
            wording(inputs, "personalization/average_order_value/30"),
            wording(inputs, "cross_selling/revenue_per_customer/90"),
            wording(inputs, "personalization/revenue_per_customer/90"),
            wording(inputs, "interaction/average_order_value/30"),
            wording(inputs, "interaction/repeat_purchase_rate/90"),
            wording(inputs, "cross_selling/realized_value_per_customer/365"),
            wording(inputs, "personalization/realized_value_per_customer/365"))
        .contains("Cross-selling raised AOV", "Personalization raised repeat purchase")
        .contains("not matured. Those enrolled on 20 November 2025 have their 365 days complete")
        .contains("Both on", "Neither", "Sample ratio");
    assertThat(text.split("Word for word", -1)).hasSize(2);
    // The topic is what the page is for: it stands before all others.
    assertThat(html.indexOf("id=\"experiment\"")).isLessThan(html.indexOf("id=\"revenue-change\""));
  }

  @Test
  void marksBothPrimariesInTheGridAndTheForest(SparkSession spark) throws Exception {
    String html = ReportPage.render(PlausibleExperiments.running(PlausibleShop.inputs(spark)));
    assertThat(html.split("<td class=\"primary\"", -1)).hasSize(3);
    assertThat(text(section(html, "experiment")))
        .containsPattern("primary \\+4\\.\\d\\d \\+7\\.0 %; 95 % interval \\+\\d.* shown")
        .contains("95 % interval");
    JsonNode forest =
        charts(html).stream().filter(c -> c.path("kind").asText().equals("forest")).findAny().get();
    assertThat(forest.path("rows")).hasSize(6 + 12);
    assertThat(forest.path("rows"))
        .filteredOn(row -> row.path("isPrimary").asBoolean())
        .extracting(row -> row.path("label").asText())
        .containsExactly("Cross-selling", "Personalization");
    JsonNode primary = forest.path("rows").get(1);
    assertThat(primary.path("value").asDouble()).isEqualTo(.07, within(.001));
    assertThat(primary.path("lower").asDouble()).isPositive();
    assertThat(primary.path("isShown").asBoolean()).isTrue();
  }

  @Test
  void leavesAGapWhereAHorizonHasNotMatured(SparkSession spark) throws Exception {
    String html = ReportPage.render(PlausibleExperiments.running(PlausibleShop.inputs(spark)));
    List<JsonNode> byHorizon = charts(html).stream().filter(chart -> chart.has("gaps")).toList();
    assertThat(byHorizon).hasSize(3);
    for (JsonNode chart : byHorizon) {
      assertThat(chart.path("labels").toString())
          .isEqualTo("[\"day 0\",\"7\",\"30\",\"90\",\"365\"]");
      assertThat(chart.path("gaps").get(4).asText()).isEqualTo("not matured");
      assertThat(chart.path("series")).hasSize(2);
      assertThat(chart.path("series").get(0).path("values").get(3).isNumber()).isTrue();
      assertThat(chart.path("series").get(0).path("values").get(4).isNull()).isTrue();
    }
  }

  @Test
  void saysOfABrokenExperimentThatItIsNotToBeRead(SparkSession spark) {
    String html = ReportPage.render(PlausibleExperiments.broken(PlausibleShop.inputs(spark)));
    String masthead = html.substring(html.indexOf("<header"), html.indexOf("</header>"));
    assertThat(masthead).contains("Experiment spring is not to be read: a check failed.");
    String section = section(html, "experiment");
    assertThat(text(section))
        .contains("Experiment spring is not to be read: a check failed")
        .contains("39,000 customers assigned (off/off: 10,000")
        .contains("sample ratio p < 0.001")
        .contains("FAILED")
        .contains("Cross-selling, AOV, within 30 days: not to be read.")
        .doesNotContain("raised", "% interval");
    assertThat(section).doesNotContain("application/json", "class=\"matrix\"");
    assertThat(text(section(html, "limits"))).contains("A check has failed");
  }

  @Test
  void saysThatAnExperimentHasNotStarted(SparkSession spark) {
    String html = ReportPage.render(PlausibleExperiments.notStarted(PlausibleShop.inputs(spark)));
    assertThat(text(section(html, "experiment")))
        .contains("Experiment spring starts on 1 April 2026: nobody is enrolled yet")
        .contains("not started");
    assertThat(text(section(html, "without-experiment"))).contains("Nothing can be said");
    assertThat(text(section(html, "limits"))).contains("No experiment has begun.");
  }

  @Test
  void tellsExperimentsMeasuredElsewhereWithoutAnyOrder(SparkSession spark) throws Exception {
    ReportInputs inputs = PlausibleExperiments.elsewhere(spark);
    String html = ReportPage.render(inputs);
    assertThat(text(html))
        .contains("2 experiments: hillstrom (30,000 customers)")
        .contains("What experiment hillstrom shows")
        .contains("over 14 days", "over the whole horizon")
        .contains("This run reads no order lines, so that")
        .contains(text(wording(inputs, "Mens E-Mail/orders_per_customer/14")).strip())
        .doesNotContain("No order before", "Is each order worth more?", "Where revenue changed");
    assertThat(html).doesNotContain("class=\"levers\"");
    assertThat(charts(html))
        .extracting(chart -> chart.path("kind").asText())
        .containsOnly("forest");
  }

  @Test
  void saysOfAnExperimentWithoutControlThatNothingIsCompared(SparkSession spark) {
    ReportInputs inputs = PlausibleExperiments.withoutControl(spark);
    String html = ReportPage.render(inputs);
    assertThat(text(html)).contains("Experiment odd: 20,000 customers");
    assertThat(text(section(html, "experiment-1")))
        .contains("Experiment odd has no arm control (it has a, b): nothing is compared.")
        .doesNotContain("beside the arm control");
    assertThat(CausalWords.on(inputs)).isEmpty();
  }

  @Test
  void tellsTheNightlyExperimentBeforeOthers(SparkSession spark) {
    String html = ReportPage.render(PlausibleExperiments.both(PlausibleShop.inputs(spark)));
    assertThat(
            Pattern.compile("<section class=\"(?:lever|topic)[^\"]*\" id=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(section -> section.group(1)))
        .startsWith(
            "cross-selling",
            "personalization",
            "experiment",
            "experiment-1",
            "experiment-2",
            "revenue-change");
  }

  @Test
  void showsHostileNamesOfExperimentsAndArmsAsText(SparkSession spark) {
    String html = ReportPage.render(PlausibleExperiments.elsewhere(spark));
    assertThat(html)
        .doesNotContain("<script>alert", "<img src=x", "alert(2)</script>")
        .contains("z&lt;script&gt;alert(2)&lt;/script&gt;")
        .contains("\\u003cscript\\u003ealert(2)");
    assertThat(html.split("<script", -1)).hasSize(html.split("</script>", -1).length);
    assertThat(text(html)).contains(PlausibleExperiments.HOSTILE);
  }

  @Test
  void labelsAssociationsAsSuchWithBalanceNegativeControlAndKnownError(SparkSession spark) {
    ReportInputs inputs = PlausibleExperiments.matched(PlausibleShop.inputs(spark));
    String html = ReportPage.render(inputs);
    assertThat(text(section(html, "without-experiment")))
        .contains("an association: it cannot be told from")
        .contains("off by a factor of three (Gordon, Zettelmeyer, Bhargava and Chapsky 2019)")
        .contains("Cross-selling association Customers who were shown complements had an AOV of")
        .contains("Personalization association", "a repeat purchase rate of 31.0 % within 90 days")
        .contains("FAILED: they differed before anything was shown")
        .contains("Negative control: the same comparison of days before")
        .contains("+0.120 (not alike)", "+0.030", "−0.020")
        .contains("+4.0 points", "+2.0 to +6.0 points")
        .contains("description All orders were worth 61.37 on average.");
    assertThat(html).doesNotContain("id=\"experiment\"");
    assertThat(text(section(html, "limits"))).contains("whoever is about to order");
  }

  @Test
  void saysPlainlyThatNothingCanBeSaidWithoutExperimentAndExposures(SparkSession spark) {
    String html = ReportPage.render(PlausibleShop.inputs(spark));
    assertThat(text(section(html, "without-experiment")))
        .contains("Nothing can be said about what cross-selling or personalization does")
        .contains("experiment.starts-on");
  }

  @Test
  void doesNotGrowWithArmsAndHorizons(SparkSession spark) {
    int small = size(PlausibleExperiments.large(spark, 6, 2));
    ReportInputs large = PlausibleExperiments.large(spark, 50, 20);
    assertThat(size(large)).isBetween(small - 2_000, small + 6_000);
    assertThat(text(ReportPage.render(large)))
        .contains("6 of 50 arms are told, the first by name, and the longest of 20 horizons");
  }

  @Test
  void givesTheSamePageTwice(SparkSession spark) {
    ReportInputs inputs = PlausibleExperiments.both(PlausibleShop.inputs(spark));
    Map<String, Dataset<Row>> shuffled = new HashMap<>(inputs.tables());
    shuffled.replaceAll((table, rows) -> rows.repartition(3));
    assertThat(ReportPage.render(new ReportInputs(shuffled, inputs.titles(), inputs.facts())))
        .isEqualTo(ReportPage.render(inputs));
  }

  @Test
  void claimsNoCauseOutsideTheStatementsOfRandomizedExperiments(SparkSession spark) {
    ReportInputs shop = PlausibleShop.inputs(spark);
    Map<String, ReportInputs> cases =
        Map.of(
            "running", PlausibleExperiments.running(shop),
            "broken", PlausibleExperiments.broken(shop),
            "not started", PlausibleExperiments.notStarted(shop),
            "elsewhere", PlausibleExperiments.elsewhere(spark),
            "both", PlausibleExperiments.both(shop),
            "matched", PlausibleExperiments.matched(shop),
            "nothing", shop,
            "one order", ReportPageTest.nothingBut(spark, ReportPageTest.orders(spark)));
    cases.forEach((name, inputs) -> assertThat(CausalWords.on(inputs)).as(name).isEmpty());
  }

  @Test
  void findsCausesWhereTheyDoNotBelong(SparkSession spark) {
    ReportInputs shop = PlausibleShop.inputs(spark);
    assertThat(
            CausalWords.on(
                withClaim(shop, PlausibleTables.matchedClaim("Cross-selling raised AOV by 3.10."))))
        .containsExactly("raised");
    assertThat(
            CausalWords.on(
                withClaim(
                    shop, PlausibleTables.describedClaim("AOV is 61.37 thanks to cross-selling."))))
        .containsExactly("thanks to");
    ReportInputs running = PlausibleExperiments.running(shop);
    String html = ReportPage.render(running);
    assertThat(
            CausalWords.on(
                html.replace("</main>", "<p>Personalization drove it.</p></main>"), running))
        .containsExactly("drove");
    assertThat(CausalWords.on(html, shop))
        .as("statements are read where nothing excuses them")
        .contains("raised");
  }

  private static ReportInputs withClaim(ReportInputs inputs, Row claim) {
    return ReportPageTest.with(
        inputs, CLAIMS, rows(inputs.titles().sparkSession(), CLAIMS.schema(), claim));
  }

  private static String wording(ReportInputs inputs, String id) {
    return inputs.rows(CLAIMS).where(col("claim_id").endsWith("/" + id)).head().getAs("wording");
  }

  private static int size(ReportInputs inputs) {
    return ReportPage.render(inputs).getBytes(StandardCharsets.UTF_8).length;
  }
}
