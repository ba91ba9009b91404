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
class BundlesOfThreeTest {
  private static final FrequentlyBoughtTogetherSettings SETTINGS =
      Settings.frequentlyBoughtTogether();

  private static Row itemset(long orders, long customers, long unprompted, String... products) {
    return row(List.of(products), products.length, orders, customers, unprompted, orders / 1_000.0);
  }

  @Test
  void threeProductsThatAllGoTogetherAreABundle(SparkSession spark) {
    Dataset<Row> itemsets =
        rows(
            spark,
            "products array<string>, product_count int, order_count bigint, customer_count bigint, unprompted_customer_count bigint, support double",
            itemset(50, 40, 40, "a"),
            itemset(80, 60, 60, "b"),
            itemset(60, 50, 50, "c"),
            itemset(40, 30, 30, "d"),
            itemset(40, 30, 30, "e"),
            itemset(20, 10, 10, "gone"),
            itemset(20, 15, 5, "a", "b", "c"),
            itemset(20, 15, 4, "a", "b", "d"), // the shop itself put them together
            itemset(20, 4, 4, "a", "c", "d"), // few customers
            itemset(20, 15, 15, "b", "c", "d"), // b and d go together by chance
            itemset(20, 15, 15, "a", "b", "gone"),
            itemset(12, 12, 12, "a", "b", "e"),
            itemset(12, 12, 12, "a", "c", "e"), // never without b
            itemset(13, 12, 12, "b", "c", "e"), // once without a
            itemset(12, 12, 12, "a", "b", "c", "e"));
    Dataset<Row> rules =
        RuleRows.of(
            spark,
            rule("a", "b", 0.5),
            rule("b", "a", 0.5).with("is_significant", false), // one direction is enough
            rule("a", "c", 0.5),
            rule("c", "a", 0.5),
            rule("c", "b", 0.5),
            rule("d", "a", 0.5),
            rule("d", "b", 0.5).with("is_significant", false),
            rule("d", "c", 0.5),
            rule("a", "gone", 0.5),
            rule("b", "gone", 0.5),
            rule("a", "e", 0.5),
            rule("b", "e", 0.5),
            rule("c", "e", 0.5),
            rule(List.of("a", "c"), "d", 0.5));
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, title string, available boolean, price double",
            row("a", "Alpha", true, 10.0),
            row("b", "Beta", true, 40.0),
            row("c", "Gamma", true, 2.0),
            row("d", "Delta", true, 1.0),
            row("e", "Epsilon", true, null),
            row("gone", "Gone", false, 1.0));
    assertThat(BundlesOfThree.from(itemsets, RuleRows.of(spark), catalogue, SETTINGS)).isEmpty();
    assertThat(
            BundlesOfThree.from(itemsets, rules, catalogue, SETTINGS)
                .drop("is_personalized")
                .sort("products"))
        .hasRows(
            row(
                List.of("a", "b", "c"),
                20,
                15,
                0.02,
                20.0 / 80,
                52.0,
                52.0 / 40,
                "20 orders by 15 customers hold Alpha, Beta and Gamma: 25.0 % of the orders with the most frequent of them."),
            row(
                List.of("b", "c", "e"),
                13,
                12,
                0.013,
                13.0 / 80,
                null,
                null,
                "13 orders by 12 customers hold Beta, Gamma and Epsilon: 16.3 % of the orders with the most frequent of them."));
  }
}
