package io.tandem.retention;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class OrderValueTest {
  private static final String ORDERS =
      "order_id string, customer_id string, day date, revenue decimal(18,4), refunds decimal(18,4), items bigint,"
          + " product_count bigint";

  private static Row order(
      String id, String customer, String day, String revenue, long items, long products) {
    return row(
        id,
        customer,
        Date.valueOf(day),
        new BigDecimal(revenue),
        new BigDecimal("0"),
        items,
        products);
  }

  private static Dataset<Row> metrics(SparkSession spark) {
    return OrderValue.byPeriod(
        rows(
            spark,
            ORDERS,
            order("o1", "ann", "2026-01-05", "10", 2, 1),
            order("o2", "ann", "2026-01-31", "30", 4, 2),
            order("o3", "bob", "2026-02-01", "20", 1, 1),
            order("o4", null, "2026-02-02", "60", 3, 3)),
        LocalDate.of(2026, 1, 5),
        .75);
  }

  @Test
  void guestsCountInAllAndNotInKnown(SparkSession spark) {
    assertThat(
            metrics(spark)
                .where("period = 'all'")
                .select(
                    "customers",
                    "period_start",
                    "revenue",
                    "order_count",
                    "customer_count",
                    "average_order_value",
                    "items_per_order",
                    "price_per_item",
                    "orders_per_customer",
                    "multi_product_order_rate"))
        .hasRowsInAnyOrder(
            row(
                "all",
                Date.valueOf("2026-01-05"),
                120,
                4L,
                3L,
                120.0 / 4,
                10.0 / 4,
                120.0 / 10,
                4.0 / 3,
                2.0 / 4),
            row(
                "known",
                Date.valueOf("2026-01-05"),
                60,
                3L,
                2L,
                60.0 / 3,
                7.0 / 3,
                60.0 / 7,
                3.0 / 2,
                1.0 - 2.0 / 3));
  }

  @Test
  void everyPeriodAddsUpToTheWhole(SparkSession spark) {
    assertThat(
            metrics(spark)
                .groupBy("period", "customers")
                .agg(org.apache.spark.sql.functions.sum("revenue")))
        .hasRowsInAnyOrder(
            row("day", "all", 120),
            row("week", "all", 120),
            row("month", "all", 120),
            row("all", "all", 120),
            row("day", "known", 60),
            row("week", "known", 60),
            row("month", "known", 60),
            row("all", "known", 60));
    assertThat(
            metrics(spark)
                .where("period = 'week' and customers = 'all'")
                .select("period_start")
                .sort("period_start"))
        .hasRows(
            row(Date.valueOf("2026-01-05")),
            row(Date.valueOf("2026-01-26")),
            row(Date.valueOf("2026-02-02")));
  }

  /**
   * Known customers: ann has R = 40, N = 2, bob R = 20, N = 1; both have 20 an order, so nothing
   * varies.
   */
  @Test
  void theIntervalTreatsTheCustomerAsTheUnit(SparkSession spark) {
    Row known = metrics(spark).where("period = 'all' and customers = 'known'").head();
    assertThat(known.<Double>getAs("average_order_value_lower")).isCloseTo(20.0, within(1e-9));
    assertThat(known.<Double>getAs("average_order_value_upper")).isCloseTo(20.0, within(1e-9));
    // All: residuals R − 30·N are −20, −10, 30; variance of log AOV 3/2 · (400 + 100 + 900) / 120².
    double half = 1.959963984540054 * Math.sqrt(3.0 / 2 * (400 + 100 + 900) / (120.0 * 120.0));
    Row all = metrics(spark).where("period = 'all' and customers = 'all'").head();
    assertThat(all.<Double>getAs("average_order_value_lower"))
        .isCloseTo(30 * Math.exp(-half), within(1e-9));
    assertThat(all.<Double>getAs("average_order_value_upper"))
        .isCloseTo(30 * Math.exp(half), within(1e-9));
    Row alone =
        metrics(spark)
            .where("period = 'month' and customers = 'known' and period_start = '2026-01-01'")
            .head();
    assertThat(alone.isNullAt(alone.fieldIndex("average_order_value_lower"))).isTrue();
  }

  /** Three quarters of 10, 20, 30, 60 lie below 37.50: the guest's 60 counts as that. */
  @Test
  void aLargeOrderCountsAsTheCapInTheWinsorizedTwin(SparkSession spark) {
    Row all = metrics(spark).where("period = 'all' and customers = 'all'").head();
    assertThat(all.<java.math.BigDecimal>getAs("order_value_cap")).isEqualByComparingTo("37.5");
    assertThat(all.<Double>getAs("average_order_value_winsorized"))
        .isCloseTo((10 + 30 + 20 + 37.5) / 4, within(1e-12));
    // Residuals R − AOV·N of the capped sums 40, 20, 37.5 with 2, 1, 1 orders.
    double aov = 97.5 / 4;
    double squares = Math.pow(40 - 2 * aov, 2) + Math.pow(20 - aov, 2) + Math.pow(37.5 - aov, 2);
    double half = 1.959963984540054 * Math.sqrt(3.0 / 2 * squares / (97.5 * 97.5));
    assertThat(all.<Double>getAs("average_order_value_winsorized_upper"))
        .isCloseTo(aov * Math.exp(half), within(1e-9));
    assertThat(all.<Boolean>getAs("is_rough")).isTrue();
    Row known = metrics(spark).where("period = 'all' and customers = 'known'").head();
    assertThat(known.<Double>getAs("average_order_value_winsorized")).isCloseTo(20, within(1e-12));
  }
}
