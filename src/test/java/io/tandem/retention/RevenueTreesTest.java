package io.tandem.retention;

import static io.tandem.retention.SmallShop.order;
import static io.tandem.retention.SmallShop.orders;
import static io.tandem.table.RevenueTree.REVENUE_TREE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class RevenueTreesTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @Test
  void everyPeriodIsComparedWithTheOneBeforeItEmptyOnesToo(SparkSession spark) {
    Dataset<Row> tree =
        tree(
            spark,
            "2026-04-01",
            order("o1", "ann", "2026-01-01", "100", "10"),
            order("o2", "ann", "2026-03-02", "40", "0"),
            order("o3", null, "2026-03-30", "7.50", "7.50"));
    assertThat(months(tree))
        .containsExactly(
            "2026-02-01 90.0000 to 0.0000: -90.0000, complete true",
            "2026-03-01 0.0000 to 40.0000: 40.0000, complete true");
    assertThat(contribution(tree, "2026-02-01", "customers")).isEqualByComparingTo("-100");
    assertThat(contribution(tree, "2026-02-01", "refunds")).isEqualByComparingTo("10");
    assertThat(contribution(tree, "2026-03-01", "customers")).isEqualByComparingTo("40");
    assertThat(contribution(tree, "2026-03-01", "guests")).isEqualByComparingTo("7.5");
    assertThat(contribution(tree, "2026-03-01", "refunds")).isEqualByComparingTo("-7.5");
    Row empty =
        tree.where("period = 'month' and period_start = '2026-02-01' and factor = 'price_per_item'")
            .head();
    assertThat(empty.<Double>getAs("value_before")).isEqualTo(100);
    assertThat(empty.isNullAt(empty.fieldIndex("value_after"))).as("no items, no price").isTrue();
  }

  @Test
  void aMonthThatWasNotReadFromEndToEndIsSaidToBe(SparkSession spark) {
    Dataset<Row> tree =
        tree(
            spark,
            "2026-03-12",
            order("o1", "ann", "2026-01-01", "100", "0"),
            order("o2", "bob", "2026-02-01", "50", "0"),
            order("o3", "bob", "2026-03-11", "50", "0"));
    assertThat(months(tree))
        .containsExactly(
            "2026-02-01 100.0000 to 50.0000: -50.0000, complete true",
            "2026-03-01 50.0000 to 50.0000: 0.0000, complete false");
  }

  @Test
  void allPeriodsAddUp(SparkSession spark) {
    Dataset<Row> tree =
        tree(
            spark,
            "2026-03-01",
            order("o1", "ann", "2026-01-01", "19.99", "0", 3),
            order("o2", "bob", "2026-01-15", "5.01", "5.01", 2),
            order("o3", "ann", "2026-02-03", "44.4444", "1.1111", 5),
            order("o4", null, "2026-02-17", "12", "0"));
    assertThat(
            tree.groupBy("period", "period_start")
                .agg(
                    org.apache.spark.sql.functions.sum("contribution").as("sum"),
                    org.apache.spark.sql.functions.max("change").as("change"))
                .where("sum != change")
                .count())
        .isZero();
    assertThat(tree.where("period = 'day'").count()).isEqualTo(6 * 58);
  }

  @Test
  void oneDayHasNothingToBeComparedWith(SparkSession spark) {
    Dataset<Row> tree = tree(spark, "2026-01-02", order("o1", "ann", "2026-01-01", "100", "0"));
    assertThat(tree.count()).isZero();
  }

  private static Dataset<Row> tree(SparkSession spark, String runDate, Row... orders) {
    List<Row> rows =
        RevenueTrees.rows(
            OrderValue.byPeriod(orders(spark, orders), FIRST, .99),
            FIRST,
            Horizon.of(LocalDate.parse(runDate), ZoneId.of("UTC")));
    return spark.createDataFrame(rows, REVENUE_TREE.schema());
  }

  private static List<String> months(Dataset<Row> tree) {
    Map<String, String> months = new TreeMap<>();
    for (Row row : tree.where("period = 'month'").collectAsList()) {
      months.put(
          row.getAs("period_start").toString(),
          "%s to %s: %s, complete %s"
              .formatted(
                  row.getAs("revenue_before"),
                  row.getAs("revenue_after"),
                  row.getAs("change"),
                  row.getAs("is_complete")));
    }
    return months.entrySet().stream().map(m -> m.getKey() + " " + m.getValue()).toList();
  }

  private static BigDecimal contribution(Dataset<Row> tree, String month, String factor) {
    return tree.where(
            "period = 'month' and period_start = '%s' and factor = '%s'".formatted(month, factor))
        .head()
        .getAs("contribution");
  }
}
