package io.tandem.catalogue;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class CatalogueTest {
  private static final String PRODUCTS =
      "product_id string, title string, category string, list_price decimal(18,4),"
          + " unit_cost decimal(18,4), available boolean, parent_product_id string";

  private static Dataset<Row> lines(SparkSession spark) {
    return rows(
        spark,
        "order_id string, product_id string, quantity int, unit_price decimal(18,4), status string",
        row("o1", "shirt-m", 1, money("10"), "completed"),
        row("o1", "shirt-l", 3, money("20"), "completed"),
        row("o2", "tea", 1, money("4"), "completed"),
        row("o3", "tea", 1, money("400"), "cancelled"),
        row("o2", "unlisted", 1, money("1"), "returned"));
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void variantsAreFoldedIntoTheirParent(SparkSession spark) {
    Dataset<Row> products =
        rows(
            spark,
            PRODUCTS,
            row("shirt", "Shirt", "Clothes", null, null, true, "shirt"),
            row("shirt-m", "Shirt M", "Clothes", null, null, false, "shirt"),
            row("shirt-l", "Shirt L", "Clothes", null, money("9"), null, "shirt"),
            row("hat-s", "Hat S", "Hats", money("31"), money("12"), false, "hat"),
            row("hat-r", "Hat R", "Hats", money("30"), money("12"), false, "hat"),
            row("tea", null, null, money("5"), null, false, null),
            row("bag", "Bag", null, null, null, null, null),
            row("bag-xl", "Bag XL", null, money("8"), money("6"), null, "bag"));
    Catalogue catalogue = Catalogue.of(Optional.of(products), lines(spark));
    assertThat(catalogue.shown())
        .hasRowsInAnyOrder(
            // One variant is there, for null counts as available. No list price: (10 + 3·20) / 4.
            row("shirt", "Shirt", "Clothes", true, 17.5, null),
            // Without a row of its own; no variant is there.
            row("hat", "Hat R", "Hats", false, 30.0, 18.0),
            // What it costs today, not what was paid for it.
            row("tea", "tea", null, false, 5.0, null),
            // The parent has no price of its own: its variant has.
            row("bag", "Bag", null, true, 8.0, 2.0));
    assertThat(catalogue.soldAs(lines(spark)).select("order_id", "product_id"))
        .hasRowsInAnyOrder(
            row("o1", "shirt"),
            row("o1", "shirt"),
            row("o2", "tea"),
            row("o3", "tea"),
            row("o2", "unlisted"));
    Dataset<Row> events =
        rows(
            spark,
            "event_type string, product_id string",
            row("view", "shirt"),
            row("add_to_cart", "shirt-m"),
            row("view", "tea"),
            row("search", null));
    assertThat(catalogue.soldAs(events))
        .hasRowsInAnyOrder(
            row("view", "shirt"),
            row("add_to_cart", "shirt"),
            row("view", "tea"),
            row("search", null));
    assertThat(catalogue.variants())
        .hasRowsInAnyOrder(
            row("shirt-m", "shirt"),
            row("shirt-l", "shirt"),
            row("hat-s", "hat"),
            row("hat-r", "hat"),
            row("bag-xl", "bag"));
  }

  @Test
  void withoutAProductsInputAllThatWasOrderedIsAvailable(SparkSession spark) {
    Dataset<Row> lines = lines(spark);
    Catalogue catalogue = Catalogue.of(Optional.empty(), lines);
    assertThat(catalogue.shown())
        .hasRowsInAnyOrder(
            row("shirt-m", "shirt-m", null, true, 10.0, null),
            row("shirt-l", "shirt-l", null, true, 20.0, null),
            row("tea", "tea", null, true, 4.0, null),
            // Never kept by anyone: what it costs is not known.
            row("unlisted", "unlisted", null, true, null, null));
    assertThat(catalogue.variants()).isEmpty();
    assertThat(catalogue.soldAs(lines).select("product_id").distinct())
        .hasRowsInAnyOrder(row("shirt-m"), row("shirt-l"), row("tea"), row("unlisted"));
  }
}
