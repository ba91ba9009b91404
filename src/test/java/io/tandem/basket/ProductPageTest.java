package io.tandem.basket;

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
class ProductPageTest {
  private static final FrequentlyBoughtTogetherSettings SETTINGS =
      Settings.frequentlyBoughtTogether("list-length = 2");

  private static Dataset<Row> rules(SparkSession spark, Row... rows) {
    return rows(
        spark,
        "antecedent array<string>, consequent string, confidence double, lift double, order_count_both bigint",
        rows);
  }

  private static Dataset<Row> catalogue(SparkSession spark) {
    return rows(
        spark,
        "product_id string, title string, available boolean",
        row("tea", "Green tea", true),
        row("milk", "Milk <1 l>", true),
        row("bread", "Bread", true),
        row("jam", "Jam", true),
        row("gone", "Gone", false));
  }

  @Test
  void theMostConfidentAvailableProductsStandFirst(SparkSession spark) {
    Dataset<Row> page =
        ProductPage.from(
            rules(
                spark,
                row(List.of("tea"), "bread", 0.3, 1.5, 30L),
                row(List.of("tea"), "milk", 0.5, 2.0, 50L),
                row(List.of("tea"), "jam", 0.3, 1.6, 20L),
                row(List.of("tea"), "gone", 0.9, 9.0, 90L),
                row(List.of("tea"), "unknown", 0.9, 9.0, 90L),
                row(List.of("tea", "milk"), "bread", 0.9, 3.0, 20L)),
            catalogue(spark),
            SETTINGS);
    assertThat(
            page.select(
                    "product_id", "rank", "recommended_product_id", "confidence", "is_personalized")
                .sort("rank"))
        .hasRows(row("tea", 1, "milk", 0.5, false), row("tea", 2, "jam", 0.3, false));
  }

  @Test
  void whatIsHardlyLiftedIsNotShown(SparkSession spark) {
    assertThat(
            ProductPage.from(
                rules(spark, row(List.of("tea"), "milk", 0.9, 1.19, 50L)),
                catalogue(spark),
                SETTINGS))
        .isEmpty();
  }

  @Test
  void theReasonIsTheEvidenceInWords(SparkSession spark) {
    assertThat(
            ProductPage.from(
                    rules(spark, row(List.of("tea"), "milk", 0.425, 2.04, 1_234L)),
                    catalogue(spark),
                    SETTINGS)
                .select("reason"))
        .hasRows(
            row(
                "1,234 orders hold both; 42.5 % of the orders with Green tea also hold Milk <1 l>, 2.0 times as often as if independent."));
  }
}
