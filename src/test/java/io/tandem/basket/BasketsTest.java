package io.tandem.basket;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class BasketsTest {
  private static final String LINES = "order_id string, product_id string, status string";

  @Test
  void keepsEachProductOnceAndSingleProductOrders(SparkSession spark) {
    Dataset<Row> lines =
        rows(
            spark,
            LINES,
            row("o1", "tea", "completed"),
            row("o1", "milk", "completed"),
            row("o1", "tea", "completed"),
            row("o2", "tea", "completed"));
    assertThat(Baskets.from(lines, List.of()))
        .hasRowsInAnyOrder(row("o1", List.of("milk", "tea")), row("o2", List.of("tea")));
  }

  @Test
  void leavesOutWhatIsNoEvidence(SparkSession spark) {
    Dataset<Row> lines =
        rows(
            spark,
            LINES,
            row("o1", "tea", "completed"),
            row("o1", "milk", "cancelled"),
            row("o1", "bread", "returned"),
            row("o1", "POST", "completed"),
            row("o2", "POST", "completed"));
    assertThat(Baskets.from(lines, List.of("POST"))).hasRows(row("o1", List.of("tea")));
  }
}
