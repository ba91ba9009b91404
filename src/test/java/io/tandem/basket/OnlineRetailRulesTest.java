package io.tandem.basket;

import static io.tandem.testing.RealData.file;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.statistics.Poisson;
import io.tandem.table.OrderLines;
import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counts that were computed apart from Tandem on UCI Online Retail (Chen 2015). */
@ExtendWith(SparkExtension.class)
class OnlineRetailRulesTest {
  private static final FrequentlyBoughtTogetherSettings PAIRS_OF_FORTY =
      Settings.frequentlyBoughtTogether(
          "min-support = 1e-9", "min-order-count = 40", "max-length = 2", "min-confidence = 1e-9");

  /** Of 11,102 pairs in 40 orders or more, orders make 6,094 significant, customers 4,614. */
  @Test
  void customersSayLessThanOrders(SparkSession spark) {
    Dataset<Row> baskets = Baskets.from(orderLines(spark), PAIRS_OF_FORTY);
    try (MinedBaskets mined = MinedBaskets.of(baskets, PAIRS_OF_FORTY);
        Associations found = Associations.of(mined, PAIRS_OF_FORTY)) {
      Dataset<Row> rules = found.rules().persist();
      assertThat(mined.count()).isEqualTo(19_332);
      assertThat(rules.count()).isEqualTo(2 * 11_102);
      assertThat(rules.where("is_significant").count()).isEqualTo(2 * 4_614);

      Dataset<Row> byOrders =
          rules.withColumn(
              "log10_p",
              functions
                  .udf((UDF2<Long, Double, Double>) Poisson::log10Tail, DataTypes.DoubleType)
                  .apply(col("unprompted_order_count"), col("expected_order_count")));
      Map<Integer, Long> frequent =
          Map.of(1, found.itemsets().where("product_count = 1").count(), 2, 11_102L);
      assertThat(
              FalseDiscoveries.judge(byOrders, size(col("antecedent")).plus(1), frequent)
                  .where("q_value <= 0.05")
                  .count())
          .isEqualTo(2 * 6_094);
    }
  }

  private static Dataset<Row> orderLines(SparkSession spark) {
    return spark
        .read()
        .option("header", true)
        .csv(file("online-retail.csv.gz"))
        .where("InvoiceNo not like 'C%' and try_cast(UnitPrice as double) > 0")
        .select(
            col("InvoiceNo").as("order_id"),
            col("CustomerID").as("customer_id"),
            col("StockCode").as("product_id"),
            functions.lit(OrderLines.COMPLETED).as("status"),
            expr("cast(null as string)").as("placement"),
            expr("cast(null as string)").as("coupon_code"),
            expr("try_to_timestamp(InvoiceDate)").as("ordered_at"));
  }
}
