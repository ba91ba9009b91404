package io.tandem.report;

import static io.tandem.report.PageText.charts;
import static io.tandem.report.PageText.text;
import static io.tandem.report.PageText.withoutScripts;
import static io.tandem.report.PlausibleShop.HOSTILE_TITLE;
import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.CustomerSurvival.CUSTOMER_SURVIVAL;
import static io.tandem.table.CustomerValue.CUSTOMER_VALUE;
import static io.tandem.table.OrderMetrics.ORDER_METRICS;
import static io.tandem.table.RetentionMetrics.RETENTION_METRICS;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.table.Table;
import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ReportPageTest {
  @Test
  void showsBothLeversSideBySideForAllAndForKnownCustomers(SparkSession spark) {
    String text = text(ReportPage.render(PlausibleShop.inputs(spark)));
    assertThat(text)
        .contains("Is each order worth more?", "Do customers come back?")
        .contains("18,833 orders, worth 61.37 on average")
        .contains("38.4 % of new customers ordered again within 90 days")
        .contains("all customers; 95 % interval 60.65 to 62.09")
        .contains("67.02")
        .contains("run date 12 March 2026")
        .contains("Run 2026-03-12-7f3a9c · Tandem 0.1.0");
  }

  @Test
  void saysRulesInTheBusinessesWordsEachSetOfProductsOnce(SparkSession spark) {
    Dataset<Row> rules =
        PlausibleShop.associationRules(spark)
            .where(col("size_adjusted_lift").gt(14)); // p0 → p1 and p1 → p0
    ReportInputs inputs = with(PlausibleShop.inputs(spark), ASSOCIATION_RULES, rules);
    String text = text(ReportPage.render(inputs));
    assertThat(text)
        .contains("2 rules between products")
        .contains("14.2 times as often as expected");
    assertThat(text.split("14.2 times", -1)).hasSize(2);
    assertThat(text).contains("42.0 %").doesNotContain("31.0 %");
  }

  @Test
  void tellsWhereRevenueChangedAndWhatCustomersAreExpectedToBeWorth(SparkSession spark) {
    String text = text(ReportPage.render(PlausibleShop.inputs(spark)));
    assertThat(text)
        // The last full month is February: 1,200 − 150·f + 40·16, signs taking turns.
        .contains(
            "From Jan 2026 (31 days) to Feb 2026 (28 days) revenue less refunds went from 56,400.00 to")
        .contains("56,850.00, 450.00 more.")
        .contains("+1,840.00", "−1,690.00", "+1,540.00", "−1,390.00", "+1,240.00", "−1,090.00")
        .contains("Mar 2026 (not full)")
        .contains("Country: DE", "First order products: one", "< 0.001", "0.164")
        .contains("A projection, not a measurement", "400 known customers are expected to be worth")
        .contains("are correlated (0.23), which Gamma-Gamma takes for impossible")
        .contains("— (not told by the data)")
        .contains("Rules since the run before: 1 new, 1 gone, 1 stronger and 0 weaker")
        .contains("0.170", "0.150 to 0.190");
  }

  @Test
  void showsHostileTitlesAsText(SparkSession spark) throws Exception {
    String html = ReportPage.render(PlausibleShop.inputs(spark));
    assertThat(html).doesNotContain("<script>alert").doesNotContain("alert(1)</script>");
    assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;").contains("茶").contains("🍵");
    assertThat(text(html)).contains(HOSTILE_TITLE);
    List<String> labels = new ArrayList<>();
    for (JsonNode chart : charts(html)) {
      chart.path("labels").forEach(label -> labels.add(label.asText()));
    }
    assertThat(labels).contains(HOSTILE_TITLE);
  }

  @Test
  void asksTheNetworkForNothing(SparkSession spark) {
    String html = ReportPage.render(PlausibleShop.inputs(spark));
    assertThat(html).contains("default-src 'none'");
    assertThat(withoutScripts(html)).doesNotContainPattern("(?i)(src|href)=\"?(https?:)?//");
    assertThat(html.split("<script", -1)).hasSize(html.split("</script>", -1).length);
  }

  @Test
  void givesTheSamePageTwice(SparkSession spark) {
    ReportInputs inputs = PlausibleShop.inputs(spark);
    Map<String, Dataset<Row>> shuffled = new HashMap<>(inputs.tables());
    shuffled.replaceAll((table, rows) -> rows.repartition(3));
    assertThat(ReportPage.render(new ReportInputs(shuffled, inputs.titles(), inputs.facts())))
        .isEqualTo(ReportPage.render(inputs));
  }

  @Test
  void doesNotGrowWithTheShop(SparkSession spark) {
    ReportInputs inputs = PlausibleShop.inputs(spark);
    Dataset<Row> many = spark.range(400).toDF("n");
    Dataset<Row> rules = inputs.rows(ASSOCIATION_RULES).limit(1).drop("consequent").crossJoin(many);
    Dataset<Row> old =
        many.crossJoin(
            inputs
                .rows(ORDER_METRICS)
                .where(col("period").equalTo("month"))
                .limit(1)
                .withColumn("period_start", lit(Date.valueOf("2016-01-01"))));
    Dataset<Row> customers = inputs.rows(CUSTOMER_VALUE).drop("customer_id").crossJoin(many);
    Dataset<Row> groups =
        inputs
            .rows(CUSTOMER_SURVIVAL)
            .where(col("customer_group").equalTo("country=DE"))
            .drop("customer_group")
            .crossJoin(many);
    ReportInputs large =
        with(
            with(
                with(
                    with(
                        inputs,
                        ORDER_METRICS,
                        inputs.rows(ORDER_METRICS).unionByName(ORDER_METRICS.shape(old))),
                    ASSOCIATION_RULES,
                    ASSOCIATION_RULES.shape(
                        rules.withColumn("consequent", col("n").cast("string")))),
                CUSTOMER_VALUE,
                CUSTOMER_VALUE.shape(customers.withColumn("customer_id", col("n").cast("string")))),
            CUSTOMER_SURVIVAL,
            inputs
                .rows(CUSTOMER_SURVIVAL)
                .unionByName(
                    CUSTOMER_SURVIVAL.shape(
                        groups.withColumn("customer_group", concat(lit("country=z"), col("n"))))));
    int small = ReportPage.render(inputs).getBytes(StandardCharsets.UTF_8).length;
    assertThat(ReportPage.render(large).getBytes(StandardCharsets.UTF_8).length)
        .isBetween(small - 12_000, small + 12_000);
  }

  @Test
  void saysOfAGuestShopWhatIsMissingAndWhy(SparkSession spark) {
    String text = text(ReportPage.render(nothingBut(spark, orders(spark))));
    assertThat(text)
        .contains("1 order, worth 12.00 on average; no customer is known by an id")
        .contains("Every order is a guest's")
        .contains("No order carries a customer id")
        .contains("fewer than two customers")
        .contains("Fewer than 500 orders: the intervals are rough.")
        .contains("no association rules: the job frequently-bought-together was not part of it")
        .contains("no recommendations: the job recommendations was not part of it")
        .contains("no popular products")
        .contains("no facts about its inputs");
  }

  @Test
  void saysOfEmptyTablesWhatIsMissingAndWhy(SparkSession spark) {
    ReportInputs inputs = PlausibleShop.inputs(spark);
    Map<String, Dataset<Row>> nothing = new HashMap<>(inputs.tables());
    nothing.replaceAll((table, rows) -> rows.limit(0));
    ReportInputs empty = new ReportInputs(nothing, inputs.titles().limit(0), PlausibleShop.facts());
    assertThat(text(ReportPage.render(empty)))
        .contains("No order before the run date")
        .contains("No rule between products passed the thresholds")
        .contains("No product page has a suggestion yet")
        .contains("No customer has a list")
        .contains("No available product was bought")
        .contains("There are no two full months to compare yet")
        .contains("No customer can be told to be new yet")
        .contains("nothing is projected")
        .contains("was not judged");
  }

  @Test
  void saysThatYoungCustomersHaveNotMatured(SparkSession spark) {
    Dataset<Row> young =
        rows(
            spark,
            RETENTION_METRICS.schema(),
            retention("all", "2026-03-02", 5L, 0L),
            retention("month", "2026-03-01", 5L, 0L));
    String text = text(ReportPage.render(withCustomers(spark, young)));
    assertThat(text)
        .contains("too early to say how many customers order again in 90 days")
        .contains("not matured")
        .contains("No month's new customers have all matured yet")
        .contains("no month is over yet");
  }

  @Test
  void tellsZeroFromMissingWhereNobodyCameBack(SparkSession spark) {
    Dataset<Row> once =
        rows(
            spark,
            RETENTION_METRICS.schema(),
            retention("all", "2025-01-02", 5L, 5L),
            retention("month", "2025-01-01", 5L, 5L));
    String html = ReportPage.render(withCustomers(spark, once));
    assertThat(text(html))
        .contains("No matured customer ordered again on a later day")
        .contains("0.0 % of new customers ordered again within 90 days");
    assertThat(html).contains("id=\"repeat-purchases\"").contains("\"labels\":[\"2025-01\"]");
  }

  @Test
  void callsAProductWithoutTitleByItsId(SparkSession spark) {
    ReportInputs inputs = PlausibleShop.inputs(spark);
    ReportInputs untitled =
        new ReportInputs(
            inputs.tables(),
            rows(spark, "product_id string, title string", row("p1", null), row("p2", " ")),
            inputs.facts());
    assertThat(text(ReportPage.render(untitled))).contains(" p0 ", " p1 ", " p2 ");
  }

  static ReportInputs with(ReportInputs inputs, Table table, Dataset<Row> rows) {
    Map<String, Dataset<Row>> tables = new HashMap<>(inputs.tables());
    tables.put(table.name(), rows);
    return new ReportInputs(tables, inputs.titles(), inputs.facts());
  }

  static ReportInputs nothingBut(SparkSession spark, Dataset<Row> orders) {
    return new ReportInputs(
        Map.of(ORDER_METRICS.name(), orders),
        PlausibleShop.titles(spark).limit(0),
        new RunFacts(LocalDate.parse("2026-03-12"), "UTC", "0.1.0", "run-1", List.of()));
  }

  private static ReportInputs withCustomers(SparkSession spark, Dataset<Row> retention) {
    return with(nothingBut(spark, orders(spark)), RETENTION_METRICS, retention);
  }

  /** One guest's order in the month that is not over. */
  static Dataset<Row> orders(SparkSession spark) {
    return rows(
        spark,
        ORDER_METRICS.schema(),
        IntStream.of(0, 1, 2)
            .mapToObj(
                i ->
                    row(
                        List.of("all", "month", "day").get(i),
                        Date.valueOf(List.of("2026-03-05", "2026-03-01", "2026-03-05").get(i)),
                        "all",
                        new BigDecimal("12.0000"),
                        new BigDecimal("0.0000"),
                        1L,
                        1L,
                        12.0,
                        null,
                        null,
                        12.0,
                        null,
                        null,
                        new BigDecimal("12.0000"),
                        true,
                        3L,
                        3.0,
                        4.0,
                        1.0,
                        0.0))
            .toArray(Row[]::new));
  }

  private static Row retention(String period, String start, long newcomers, long matured) {
    List<Object> values = new ArrayList<>(List.of(period, Date.valueOf(start), newcomers, 0L, 0L));
    for (int window = 0; window < 3; window++) {
      values.add(matured);
      for (int rate = 0; rate < 2; rate++) {
        values.add(0L);
        values.add(matured == 0 ? null : 0.0);
        values.add(matured == 0 ? null : 0.0);
        values.add(matured == 0 ? null : 0.434);
      }
    }
    return row(values.toArray());
  }
}
