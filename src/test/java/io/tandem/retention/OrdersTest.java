package io.tandem.retention;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class OrdersTest {
  private static final String LINES =
      "order_id string, customer_id string, product_id string, quantity int, unit_price decimal(18,4),"
          + " ordered_at timestamp, status string, returned_quantity int";

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void revenueIsGrossOfRefundsAndCancelledLinesNeverWere(SparkSession spark) {
    Dataset<Row> lines =
        rows(
            spark,
            LINES,
            row("o1", "ann", "tea", 3, money("2.50"), at("2026-02-28T23:30:00Z"), "completed", 1),
            row(
                "o1",
                "ann",
                "milk",
                2,
                money("1.10"),
                at("2026-02-28T23:30:00Z"),
                "returned",
                null),
            row(
                "o1",
                "ann",
                "tea",
                1,
                money("2.50"),
                at("2026-02-28T23:30:00Z"),
                "completed",
                null),
            row(
                "o1",
                "ann",
                "jam",
                9,
                money("9.00"),
                at("2026-02-28T23:30:00Z"),
                "cancelled",
                null),
            row("o2", null, "tea", 1, money("0.005"), at("2026-02-01"), "completed", 7),
            row("o3", "bob", "tea", 1, money("1"), at("2026-02-01"), "cancelled", null));
    assertThat(
            Orders.from(lines, ZoneId.of("UTC"))
                .select(
                    "order_id",
                    "customer_id",
                    "day",
                    "revenue",
                    "refunds",
                    "items",
                    "product_count"))
        .hasRowsInAnyOrder(
            row("o1", "ann", Date.valueOf("2026-02-28"), money("12.2"), money("4.7"), 6L, 2L),
            // 0.005 is not rounded away; no more comes back than was bought.
            row("o2", null, Date.valueOf("2026-02-01"), money("0.005"), money("0.005"), 1L, 1L));
    assertThat(
            Orders.from(lines, ZoneId.of("Europe/Berlin")).where("order_id = 'o1'").select("day"))
        .hasRows(row(Date.valueOf("2026-03-01")));
  }
}
