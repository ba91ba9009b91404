package io.tandem.basket;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
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
class BasketsTest {
  private static final String LINES =
      "order_id string, customer_id string, product_id string, status string, placement string, coupon_code string, ordered_at timestamp";

  private static Row line(String order, String product, String status) {
    return line(order, product, status, null, null);
  }

  private static Row line(
      String order, String product, String status, String placement, String coupon) {
    return row(order, "anna", product, status, placement, coupon, at("2026-02-03"));
  }

  @Test
  void keepsEachProductOnceAndSingleProductOrders(SparkSession spark) {
    Dataset<Row> lines =
        rows(
            spark,
            LINES,
            line("o1", "tea", "completed"),
            line("o1", "milk", "completed"),
            line("o1", "tea", "completed"),
            line("o2", "tea", "completed"));
    assertThat(products(Baskets.from(lines, Settings.frequentlyBoughtTogether())))
        .hasRowsInAnyOrder(row("o1", List.of("milk", "tea")), row("o2", List.of("tea")));
  }

  @Test
  void leavesOutWhatIsNoEvidence(SparkSession spark) {
    Dataset<Row> lines =
        rows(
            spark,
            LINES,
            line("o1", "tea", "completed"),
            line("o1", "milk", "cancelled"),
            line("o1", "bread", "returned"),
            line("o1", "POST", "completed"),
            line("o2", "POST", "completed"));
    assertThat(
            products(Baskets.from(lines, Settings.frequentlyBoughtTogether("stop-list = [POST]"))))
        .hasRows(row("o1", List.of("tea")));
  }

  @Test
  void whatWasProposedOrBundledIsCountedButNotUnprompted(SparkSession spark) {
    Dataset<Row> lines =
        rows(
            spark,
            LINES,
            line("o1", "tea", "completed"),
            line("o1", "milk", "completed", "product_page", null),
            line("o1", "jam", "completed", "cart", null),
            line("o1", "jam", "completed"), // taken again by own choice
            line("o2", "tea", "completed", null, "TRIO20"),
            line("o2", "milk", "completed", null, null),
            line("o3", "tea", "completed", null, "TRIO2024"));
    assertThat(
            Baskets.from(
                    lines,
                    Settings.frequentlyBoughtTogether("bundle-coupons = [\"TRIO\\\\d\\\\d\"]"))
                .select("order_id", "products", "unprompted", "month"))
        .hasRowsInAnyOrder(
            row("o1", List.of("jam", "milk", "tea"), List.of("jam", "tea"), 2026 * 12 + 2),
            row("o2", List.of("milk", "tea"), List.of(), 2026 * 12 + 2),
            row("o3", List.of("tea"), List.of("tea"), 2026 * 12 + 2));
  }

  private static Dataset<Row> products(Dataset<Row> baskets) {
    return baskets.select("order_id", "products");
  }
}
