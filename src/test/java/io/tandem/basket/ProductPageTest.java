package io.tandem.basket;

import static io.tandem.basket.RuleRows.rule;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ProductPageTest {
  /** The pages of one small shop, made once: on a machine that writes decimals with a comma. */
  private static List<Row> pages;

  @BeforeAll
  static void makePages() {
    Locale here = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      pages = pages(SparkExtension.spark(), "list-length = 3");
    } finally {
      Locale.setDefault(here);
    }
  }

  private static List<Row> pages(SparkSession spark, String... settings) {
    PageEvidence evidence =
        new PageEvidence(
            rules(spark),
            categoryRules(spark),
            Optional.of(assortment(spark)),
            substitutes(
                spark, row("machine", "grinder"), row("machine", "pump"), row("cup", "mug")),
            baskets(spark),
            catalogue(spark),
            variants(spark, row("saucer-s", "saucer"), row("saucer-l", "saucer")));
    return ProductPage.from(evidence, Settings.frequentlyBoughtTogether(settings))
        .sort("product_id", "rank")
        .collectAsList();
  }

  private static Dataset<Row> rules(SparkSession spark) {
    return RuleRows.of(
        spark,
        rule("machine", "cup", 0.5).with("association_value", 1.0),
        rule("machine", "descaler", 0.3).with("association_value", 2.0),
        rule("machine", "filter", 0.9), // without a price it has no value: last
        rule("machine", "luxury", 0.9).with("association_value", 9.0), // dearer
        rule("machine", "gone", 0.9).with("association_value", 9.0), // out of stock
        rule("machine", "nowhere", 0.9).with("association_value", 9.0), // not in the catalogue
        rule("machine", "grinder", 0.9).with("association_value", 9.0), // bought instead
        rule("machine", "plate", 0.9).with("is_significant", false),
        rule(List.of("cup", "machine"), "plate", 0.9),
        rule("saucer", "cup", 0.425).with("order_count_both", 1_234L).with("customer_count", 987L),
        rule("gone", "plate", 0.5),
        rule("nowhere", "luxury", 0.5),
        rule("plate", "luxury", 0.9),
        rule("mug", "filter", 0.5),
        rule("mug", "saucer", 0.5),
        rule("mug", "plate", 0.5).with("lift", 4.5).with("confidence_lower", 0.35));
  }

  private static Dataset<Row> categoryRules(SparkSession spark) {
    return RuleRows.of(
        spark,
        rule("Table", "Kitchen/Care", 0.42).with("association_value", 1.0),
        rule("Table", "Kitchen", 0.5).with("association_value", 0.5), // its bestseller is dearer
        rule("Table/Glass", "Table", 0.5).with("association_value", 9.0), // its own category
        rule("Kitchen", "Table", 0.5),
        rule("Light", "Kitchen/Gone", 0.5),
        rule("Garden", "Table", 0.5).with("is_significant", false));
  }

  private static Dataset<Row> assortment(SparkSession spark) {
    return rows(
        spark,
        "scope string, scope_value string, complement_scope string, complement_value string, relation string, source string",
        row("product", "machine", "product", "pump", "requires", "Manual"),
        row("category", "Kitchen/Coffee", "category", "Kitchen", "requires", null),
        row("product", "machine", "product", "gone", "requires", null),
        row("product", "machine", "product", "bulb", "goes_with", null),
        row("product", "saucer", "product", "saucer-l", "requires", null), // itself
        row("product", "saucer-l", "product", "luxury", "requires", null),
        row("product", "mug", "product", "saucer", "requires", null), // a rule says so too
        row("category", "Light", "product", "bulb", "goes_with", "Buyer"),
        row("category", "Garden", "category", "Garden", "goes_with", null));
  }

  private static Dataset<Row> substitutes(SparkSession spark, Row... substitutes) {
    return rows(spark, "product_id string, substitute_product_id string", substitutes);
  }

  /** The machine sells best in the kitchen, then luxury care, descaler, filter; cups at table. */
  private static Dataset<Row> baskets(SparkSession spark) {
    return rows(
        spark,
        "products array<string>",
        row(List.of("cup", "descaler", "gone", "luxury", "machine")),
        row(List.of("cup", "filter", "gone", "luxury", "machine")),
        row(List.of("gone", "luxury", "machine", "plate")),
        row(List.of("descaler", "gone", "machine", "spade")));
  }

  private static Dataset<Row> catalogue(SparkSession spark) {
    return rows(
        spark,
        "product_id string, title string, category string, available boolean, price double",
        row("machine", "Machine", "Kitchen/Coffee", true, 200.0),
        row("grinder", "Grinder", "Kitchen/Coffee", true, 100.0),
        row("pump", "Pump", "Parts", true, 300.0),
        row("descaler", "Descaler", "Kitchen/Care", true, 8.0),
        row("filter", "Filter 100 %", "Kitchen/Care", true, 5.0),
        row("luxury", "Luxury", "Kitchen/Care", true, 900.0),
        row("gone", "Gone", "Kitchen/Care", false, 1.0),
        row("cup", "Cup", "Table", true, 10.0),
        row("mug", "Mug", "Table", true, 12.0),
        row("saucer", "Saucer", "Table", true, 12.0),
        row("plate", "Plate", "Table", true, null),
        row("glass", "Glass", "Table/Glass", true, 5.0),
        row("lamp", "Lamp", "Light/Indoor", true, 30.0),
        row("bulb", "Bulb", "Light", true, 3.0),
        row("spade", "Spade", "Garden", true, 20.0),
        row("sofa", "Sofa", null, true, 999.0));
  }

  private static Dataset<Row> variants(SparkSession spark, Row... variants) {
    return rows(spark, "product_id string, parent_product_id string", variants);
  }

  /** Rank, level and product of each row of a page, as one reads them. */
  private static List<String> list(List<Row> pages, String page) {
    return of(pages, page)
        .map(
            row ->
                "%s %s %s"
                    .formatted(
                        row.getAs("rank"),
                        row.getAs("evidence_level"),
                        row.getAs("recommended_product_id")))
        .toList();
  }

  private static List<String> reasons(String page) {
    return of(pages, page).map(row -> row.<String>getAs("reason")).toList();
  }

  private static Stream<Row> of(List<Row> pages, String page) {
    return pages.stream().filter(row -> row.getAs("product_id").equals(page));
  }

  @Test
  void whatIsRequiredStandsFirstAndThenWhatTheRulesAreWorthMost() {
    // The pump is dearer and bought instead: the curator knows better. The machine itself sells
    // best in the kitchen, so the next best stands for it.
    assertThat(list(pages, "machine"))
        .containsExactly("1 requires pump", "2 requires luxury", "3 product descaler");
    assertThat(reasons("machine").subList(0, 2))
        .containsExactly(
            "Curated (source: Manual): Machine needs Pump.",
            "Curated: Machine needs Luxury, the bestseller of Kitchen.");
    Row curated = of(pages, "machine").findFirst().orElseThrow();
    for (String evidence :
        List.of(
            "confidence",
            "evidence_confidence",
            "confidence_lower",
            "lift",
            "size_adjusted_lift_lower",
            "order_count",
            "association_value")) {
      assertThat(curated.<Object>getAs(evidence)).as(evidence).isNull();
    }
  }

  @Test
  void aProductIsNotShownTwiceNorBesideACheaperOne() {
    assertThat(list(pages, "mug"))
        .containsExactly("1 requires saucer", "2 product filter", "3 product plate");
    assertThat(list(pages, "filter")).containsExactly("1 category plate"); // the cup is dearer
    assertThat(list(pages, "plate")).containsExactly("1 product luxury"); // its price is not known
  }

  @Test
  void aVariantHasTheListOfItsParent() {
    assertThat(list(pages, "saucer")).containsExactly("1 product cup");
    assertThat(list(pages, "saucer-s")).containsExactly("1 variant_parent cup");
    // A curator may speak of one variant alone.
    assertThat(list(pages, "saucer-l"))
        .containsExactly("1 requires luxury", "2 variant_parent cup");
    Row variant = of(pages, "saucer-s").findFirst().orElseThrow();
    assertThat(variant.<Double>getAs("confidence")).isNull();
    assertThat(variant.<Double>getAs("evidence_confidence")).isEqualTo(0.425);
    assertThat(variant.<Long>getAs("order_count")).isEqualTo(1_234);
    Row parent = of(pages, "saucer").findFirst().orElseThrow();
    assertThat(parent.<Double>getAs("confidence")).isEqualTo(0.425);
  }

  @Test
  void withoutRulesOfItsOwnAProductHasTheBestsellersOfItsCategoriesRules() {
    // Luxury and the machine sell better than the descaler and are dearer than the cup; the kitchen
    // itself comes to the descaler too.
    assertThat(list(pages, "cup")).containsExactly("1 category descaler");
    // Five at most: the filter. A glass is at table itself.
    assertThat(list(pages, "glass")).containsExactly("1 category filter");
    Row category = of(pages, "glass").findFirst().orElseThrow();
    assertThat(category.<Double>getAs("confidence")).isNull();
    assertThat(category.<Double>getAs("evidence_confidence")).isEqualTo(0.42);
  }

  @Test
  void aCuratedCompanionIsShownWhereNoRuleSpeaks() {
    assertThat(list(pages, "lamp")).containsExactly("1 goes_with bulb");
    assertThat(reasons("lamp")).containsExactly("Curated (source: Buyer): Lamp goes with Bulb.");
  }

  @Test
  void whereNothingSpeaksNothingIsShown() {
    assertThat(list(pages, "sofa")).isEmpty();
    assertThat(list(pages, "bulb")).isEmpty(); // not beside itself
    assertThat(list(pages, "spade")).isEmpty(); // nor the only one of its category
  }

  @Test
  void aProductThatIsOutOfStockOrNotInTheCatalogueKeepsItsPage() {
    assertThat(list(pages, "gone")).containsExactly("1 product plate");
    assertThat(list(pages, "nowhere")).containsExactly("1 product luxury");
    assertThat(reasons("nowhere"))
        .containsExactly(
            "50 orders by 50 customers hold both; 50.0 % of the orders with nowhere also hold Luxury, 3.0 times as often as expected.");
  }

  @Test
  void theReasonIsTheEvidenceInWords() {
    assertThat(reasons("saucer"))
        .containsExactly(
            "1,234 orders by 987 customers hold both; 42.5 % of the orders with Saucer also hold Cup, 3.0 times as often as expected.");
    assertThat(reasons("saucer-s"))
        .containsExactly(
            "1,234 orders by 987 customers hold both; 42.5 % of the orders with Saucer in any variant also hold Cup, 3.0 times as often as expected.");
    assertThat(reasons("cup"))
        .containsExactly(
            "Bestseller of Kitchen/Care in this price range: 42 orders by 42 customers hold products of both categories; 42.0 % of the orders with Table also hold Kitchen/Care, 3.0 times as often as expected.");
  }

  @Test
  void listsAreRankedAsTheShopWishes(SparkSession spark) {
    assertThat(list(pages(spark, "ranking.by = lift", "ranking.max-price-ratio = 5"), "mug"))
        .containsExactly("1 requires saucer", "2 product plate", "3 product filter");
  }

  @Test
  void withoutEvidenceThereIsNoList(SparkSession spark) {
    PageEvidence nothing =
        new PageEvidence(
            RuleRows.of(spark),
            RuleRows.of(spark),
            Optional.empty(),
            substitutes(spark),
            baskets(spark),
            catalogue(spark),
            variants(spark));
    assertThat(ProductPage.from(nothing, Settings.frequentlyBoughtTogether()).collectAsList())
        .isEmpty();
  }
}
