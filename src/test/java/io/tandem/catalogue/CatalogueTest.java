package io.tandem.catalogue;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.SparkExtension;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class CatalogueTest {
  private static final String PRODUCTS =
      "product_id string, title string, category string, available boolean, parent_product_id string";

  private static Dataset<Row> lines(SparkSession spark) {
    return rows(
        spark,
        "order_id string, product_id string",
        row("o1", "shirt-m"),
        row("o1", "shirt-l"),
        row("o2", "tea"),
        row("o2", "unlisted"));
  }

  @Test
  void variantsAreFoldedIntoTheirParent(SparkSession spark) {
    Dataset<Row> products =
        rows(
            spark,
            PRODUCTS,
            row("shirt", "Shirt", "Clothes", true, "shirt"),
            row("shirt-m", "Shirt M", "Clothes", false, "shirt"),
            row("shirt-l", "Shirt L", "Clothes", null, "shirt"),
            row("hat-s", "Hat S", "Hats", false, "hat"),
            row("hat-r", "Hat R", "Hats", false, "hat"),
            row("tea", null, null, false, null));
    Catalogue catalogue = Catalogue.of(Optional.of(products), lines(spark));
    assertThat(catalogue.shown())
        .hasRowsInAnyOrder(
            row(
                "shirt", "Shirt", "Clothes",
                true), // one variant is there: null counts as available
            row("hat", "Hat R", "Hats", false), // without a row of its own; no variant is there
            row("tea", "tea", null, false));
    assertThat(catalogue.soldAs(lines(spark)).select("order_id", "product_id"))
        .hasRowsInAnyOrder(
            row("o1", "shirt"), row("o1", "shirt"), row("o2", "tea"), row("o2", "unlisted"));
  }

  @Test
  void withoutAProductsInputAllThatWasOrderedIsAvailable(SparkSession spark) {
    Catalogue catalogue = Catalogue.of(Optional.empty(), lines(spark));
    assertThat(catalogue.shown())
        .hasRowsInAnyOrder(
            row("shirt-m", "shirt-m", null, true),
            row("shirt-l", "shirt-l", null, true),
            row("tea", "tea", null, true),
            row("unlisted", "unlisted", null, true));
  }
}
