package io.tandem.basket;

import static io.tandem.basket.RuleRows.rule;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class CheckoutPageTest {
  private static final FrequentlyBoughtTogetherSettings SETTINGS =
      Settings.frequentlyBoughtTogether(
          "checkout-add-ons.list-length = 2", "checkout-add-ons.max-price-share = 0.2");

  private static Row line(String order, String product, int quantity, String price, String status) {
    return row(order, product, quantity, new BigDecimal(price), status);
  }

  @Test
  void smallProductsThatGoWithOthersStandByAttachRate(SparkSession spark) {
    // Orders of 20, 25 and 3 · 10 = 30: the median is 25, a fifth of it 5.
    Dataset<Row> orderLines =
        rows(
            spark,
            "order_id string, product_id string, quantity int, unit_price decimal(18,4), status string",
            line("o1", "grill", 1, "20", "completed"),
            line("o1", "coal", 9, "20", "cancelled"),
            line("o2", "coal", 1, "25", "completed"),
            line("o3", "coal", 3, "10", "completed"));
    Dataset<Row> baskets =
        rows(
            spark,
            "order_id string, products array<string>",
            row("b1", List.of("coal", "lighter", "matches")),
            row("b2", List.of("grill", "lighter")),
            row("b3", List.of("coal", "lighter", "tongs")),
            row("b4", List.of("dear", "grill", "matches", "sticker")),
            row("b5", List.of("matches"))); // nothing that it could be attached to
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, available boolean, price double",
            row("lighter", "Lighter", true, 5.0),
            row("matches", "Matches", true, 1.0),
            row("tongs", "Tongs", true, 4.0),
            row("dear", "Dear", true, 5.01),
            row("sticker", "Sticker", true, null),
            row("gone", "Gone", false, 1.0),
            row("coal", "Coal", true, 10.0),
            row("grill", "Grill", true, 20.0));
    Dataset<Row> rules =
        RuleRows.of(
            spark,
            rule("coal", "lighter", 0.5),
            rule("grill", "lighter", 0.5),
            rule("tongs", "lighter", 0.5).with("is_significant", false),
            rule(List.of("coal", "grill"), "matches", 0.5), // the cart's, no anchor of its own
            rule("grill", "tongs", 0.5),
            rule("grill", "dear", 0.5),
            rule("grill", "sticker", 0.5),
            rule("grill", "gone", 0.5));
    assertThat(CheckoutPage.from(RuleRows.of(spark), baskets, orderLines, catalogue, SETTINGS))
        .isEmpty();
    assertThat(
            CheckoutPage.from(rules, baskets, orderLines, catalogue, SETTINGS)
                .drop("is_personalized"))
        .hasRows(
            row(
                1,
                "lighter",
                3.0 / 4,
                5.0,
                2,
                "75.0 % of the orders of several products hold it; products that it goes with: 2."),
            row(
                2,
                "tongs",
                1.0 / 4,
                4.0,
                1,
                "25.0 % of the orders of several products hold it; products that it goes with: 1."));
  }
}
