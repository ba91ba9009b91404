package io.tandem.basket;

import static io.tandem.basket.RuleRows.rule;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each model shows to the same carts. */
@ExtendWith(SparkExtension.class)
class CartGuessesTest {
  private static final String BASKETS = "order_id string, products array<string>";
  private static final String EVIDENCE =
      BASKETS + ", unprompted array<string>, buyer bigint, month int";

  /** Orders: tea 4, milk 3, jam 2, bread 2, salt 1. */
  private static Dataset<Row> known(SparkSession spark) {
    return rows(
        spark,
        EVIDENCE,
        basket("k1", 1, List.of("milk", "tea")),
        basket("k2", 2, List.of("jam", "milk", "tea")),
        basket("k3", 3, List.of("bread", "tea")),
        basket("k4", 4, List.of("bread", "jam", "tea")),
        basket("k5", 5, List.of("milk", "salt")));
  }

  private static Row basket(String order, long buyer, List<String> products) {
    return row(order, products, products, buyer, 1);
  }

  private static Dataset<Row> carts(SparkSession spark, Row... carts) {
    return rows(spark, BASKETS, carts);
  }

  @Test
  void theMostOrderedProductsThatAreNotInTheCart(SparkSession spark) {
    MostOrdered model = new MostOrdered(known(spark), 3, 2);
    assertThat(
            model
                .guesses(carts(spark, row("o1", List.of("tea")), row("o2", List.of("jam", "milk"))))
                .sort("order_id", "rank"))
        .hasRows(
            row("o1", 1, "milk", "all"),
            row("o1", 2, "bread", "all"), // as often as jam: told apart by id
            row("o1", 3, "jam", "all"),
            row("o2", 1, "tea", "all"),
            row("o2", 2, "bread", "all"),
            row("o2", 3, "salt", "all"));
  }

  @Test
  void theProductsInMostOrdersWithTheCartsProducts(SparkSession spark) {
    CommonOrders model = new CommonOrders(known(spark), 2);
    assertThat(
            model
                .guesses(
                    carts(
                        spark,
                        row("o1", List.of("jam", "milk")), // tea 2 + 2, bread 1, salt 1
                        row("o2", List.of("salt")),
                        row("o3", List.of("unknown"))))
                .sort("order_id", "rank"))
        .hasRows(
            row("o1", 1, "tea", "all"), row("o1", 2, "bread", "all"), row("o2", 1, "milk", "all"));
  }

  @Test
  void theSurestTrustedRuleThenTheBestsellersOfCategoriesThatGoTogether(SparkSession spark) {
    Dataset<Row> rules =
        RuleRows.of(
            spark,
            rule("tea", "milk", 0.3),
            rule("tea", "jam", 0.5),
            rule("tea", "bread", 0.9).with("is_significant", false),
            rule(List.of("pot", "tea"), "milk", 0.7),
            rule(List.of("pot", "tea"), "cup", 0.9).with("is_productive", false),
            rule(List.of("pan", "tea"), "cup", 0.9)); // not all of it in the cart
    Dataset<Row> categoryRules =
        RuleRows.of(
            spark,
            // Lower bound 0.2; more than chance, if less than a page asks for.
            rule("Drinks", "Food", 0.3)
                .with("is_significant", false)
                .with("size_adjusted_lift_lower", 1.1),
            rule("Drinks", "Tools", 0.9).with("season_adjusted_lift_lower", 0.9));
    Dataset<Row> catalogue =
        rows(
            spark,
            "product_id string, category string",
            row("tea", "Drinks"),
            row("milk", "Drinks"),
            row("jam", "Food"),
            row("bread", "Food"),
            row("salt", "Food"),
            row("pot", null));
    RulesForCarts model =
        new RulesForCarts(
            rules, categoryRules, known(spark), catalogue, 4, Settings.frequentlyBoughtTogether());
    assertThat(
            model
                .guesses(
                    carts(
                        spark,
                        row("o1", List.of("tea")),
                        row("o2", List.of("pot", "tea")),
                        row("o3", List.of("bread", "milk")),
                        row("o4", List.of("pot"))))
                .sort("order_id", "rank"))
        .hasRows(
            row("o1", 1, "jam", "product"),
            row("o1", 2, "milk", "product"),
            row("o1", 3, "bread", "category"), // 2 of 5 pieces of food
            row("o1", 4, "salt", "category"), // 1 of 5
            row("o2", 1, "milk", "product"),
            row("o2", 2, "jam", "product"),
            row("o2", 3, "bread", "category"),
            row("o2", 4, "salt", "category"),
            row("o3", 1, "jam", "category"),
            row("o3", 2, "salt", "category"));
    assertThat(model.promises().sort("rank").select("product_id", "rank", "recommended_product_id"))
        .hasRows(row("tea", 1, "jam"), row("tea", 2, "milk"));
  }

  @Test
  void aCategoryWhoseProductsAreBoughtWithEachOtherIsItsOwnCompanion(SparkSession spark) {
    List<Row> baskets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      // Of 40 baskets of two, 20 hold both teas and 20 a tool and a book.
      baskets.add(basket("tea " + i, i, List.of("black", "green")));
      baskets.add(basket("tool " + i, 100 + i, List.of("book " + i % 2, "tool " + i % 2)));
      baskets.add(basket("alone " + i, 200 + i, List.of("black")));
      // One customer buys both spices time and again.
      baskets.add(basket("spice " + i, 300, List.of("basil", "curry", "salt")));
    }
    Dataset<Row> categories =
        rows(
            spark,
            "product_id string, category string",
            row("black", "Tea"),
            row("green", "Tea"),
            row("tool 0", "Tools"),
            row("tool 1", "Tools"),
            row("basil", "Spices"),
            row("curry", "Spices"));
    // Tea: 20 pairs, 20 · 20 / 40 = 10 expected; 20 of the 40 baskets with tea hold both.
    // The lower bound of the lift is 2 · (√20 − 0.98)² / 20 = 1.22.
    assertThat(
            CategoryCompanions.trusted(
                    rows(spark, EVIDENCE, baskets.toArray(Row[]::new)),
                    categories,
                    Settings.frequentlyBoughtTogether())
                .select("category", "confidence"))
        .hasRows(row("Tea", 0.5));
    assertThat(
            CategoryCompanions.trusted(
                rows(spark, EVIDENCE, baskets.toArray(Row[]::new)),
                categories,
                Settings.frequentlyBoughtTogether("min-lift = 1.23")))
        .isEmpty();
  }
}
