package io.tandem.basket;

import static io.tandem.basket.RuleRows.rule;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class CartPageTest {
  private static final FrequentlyBoughtTogetherSettings SETTINGS =
      Settings.frequentlyBoughtTogether("list-length = 2");

  @Test
  void theSurestAvailableProductsOfEachCartStandFirst(SparkSession spark) {
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, available boolean",
            row("tea", "Green tea", true),
            row("pot", "Teapot", false),
            row("milk", "Milk", true),
            row("sugar", "Sugar", true),
            row("tongs", "Tongs", true),
            row("gone", "Gone", false));
    List<String> cart = List.of("pot", "tea");
    Dataset<Row> rules =
        RuleRows.of(
            spark,
            rule(cart, "milk", 0.5),
            rule(cart, "sugar", 0.5).with("confidence_lower", 0.45),
            rule(cart, "tongs", 0.4), // one too many
            rule(cart, "gone", 0.9),
            rule(cart, "unknown", 0.9),
            rule(List.of("milk", "pot", "tea"), "sugar", 0.125),
            rule(List.of("milk", "pot", "tea"), "tongs", 0.9).with("is_productive", false),
            rule(List.of("milk", "tea"), "tongs", 0.9).with("is_significant", false),
            rule("tea", "milk", 0.9),
            rule(List.of("a", "b", "c", "d"), "milk", 0.9));
    assertThat(
            CartPage.from(rules, catalogue, SETTINGS)
                .drop("antecedent_key", "lift", "is_personalized")
                .sort("antecedent", "rank"))
        .hasRows(
            row(
                List.of("milk", "pot", "tea"),
                1,
                "sugar",
                0.125,
                0.125 - 0.1,
                13,
                "13 orders by 13 customers hold all of them; 12.5 % of the orders with Milk, Teapot and Green tea also hold Sugar, 3.0 times as often as expected."),
            row(
                cart,
                1,
                "sugar",
                0.5,
                0.45,
                50,
                "50 orders by 50 customers hold all of them; 50.0 % of the orders with Teapot and Green tea also hold Sugar, 3.0 times as often as expected."),
            row(
                cart,
                2,
                "milk",
                0.5,
                0.4,
                50,
                "50 orders by 50 customers hold all of them; 50.0 % of the orders with Teapot and Green tea also hold Milk, 3.0 times as often as expected."));
  }

  @Test
  void withoutRulesThereIsNoList(SparkSession spark) {
    Dataset<Row> catalogue = rows(spark, "product_id string, title string, available boolean");
    assertThat(CartPage.from(RuleRows.of(spark), catalogue, SETTINGS)).isEmpty();
  }
}
