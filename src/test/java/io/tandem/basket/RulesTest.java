package io.tandem.basket;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class RulesTest {
  private static final String ITEMSETS =
      "products array<string>, product_count int, order_count bigint";

  /** Rules of itemsets whose baskets all have one size, one month and a customer of their own. */
  private static Dataset<Row> rules(Dataset<Row> itemsets, long n, double minConfidence) {
    Dataset<Row> baskets =
        itemsets
            .sparkSession()
            .range(n)
            .selectExpr("array('x', 'y') as unprompted", "24301 as month");
    Dataset<Row> observed =
        itemsets.selectExpr(
            "*",
            "order_count as customer_count",
            "1.0d / order_count as top_customer_share",
            "order_count as unprompted_order_count",
            "order_count as unprompted_customer_count",
            "array(2, cast(order_count as int)) as counts_by_size",
            "array(0, cast(order_count as int)) as counts_by_month");
    return Rules.judged(
        Rules.tested(observed, EvidenceStrata.of(baskets), n),
        Map.of(1, 3L, 2, 3L, 3, 1L),
        n,
        Settings.frequentlyBoughtTogether("min-confidence = " + minConfidence));
  }

  @Test
  void everyWayToTakeOneProductOutOfASetIsARule(SparkSession spark) {
    Dataset<Row> itemsets =
        rows(
            spark,
            ITEMSETS,
            row(List.of("bread"), 1, 6L),
            row(List.of("milk"), 1, 5L),
            row(List.of("tea"), 1, 4L),
            row(List.of("bread", "milk"), 2, 4L),
            row(List.of("bread", "tea"), 2, 3L),
            row(List.of("milk", "tea"), 2, 2L),
            row(List.of("bread", "milk", "tea"), 3, 2L));
    Dataset<Row> rules = rules(itemsets, 10, 0.5);
    assertThat(
            rules.select(
                "antecedent",
                "consequent",
                "antecedent_key",
                "order_count_antecedent",
                "order_count_consequent",
                "order_count_both"))
        .hasRowsInAnyOrder(
            row(List.of("bread"), "milk", "[\"bread\"]", 6L, 5L, 4L),
            row(List.of("milk"), "bread", "[\"milk\"]", 5L, 6L, 4L),
            row(
                List.of("bread"),
                "tea",
                "[\"bread\"]",
                6L,
                4L,
                3L), // confidence 3/6 is just enough
            row(List.of("tea"), "bread", "[\"tea\"]", 4L, 6L, 3L),
            row(List.of("tea"), "milk", "[\"tea\"]", 4L, 5L, 2L),
            row(List.of("bread", "milk"), "tea", "[\"bread\",\"milk\"]", 4L, 4L, 2L),
            row(List.of("bread", "tea"), "milk", "[\"bread\",\"tea\"]", 3L, 5L, 2L),
            row(List.of("milk", "tea"), "bread", "[\"milk\",\"tea\"]", 2L, 6L, 2L));
  }

  /** The counts of {herbs} → root vegetables in Groceries; values as arules prints them. */
  @Test
  void measuresAgreeWithPublishedNumbers(SparkSession spark) {
    Row herbs = measures(spark, 9_835, 160, 1_072, 69);
    assertMeasure(herbs, "support", 69.0 / 9_835, 1e-15);
    assertMeasure(herbs, "confidence", 0.43125, 1e-15);
    assertMeasure(herbs, "lift", 3.956477, 5e-7);
    assertMeasure(herbs, "leverage", 0.005242526, 5e-10);
    assertMeasure(herbs, "conviction", 1.566596, 5e-7);
    assertMeasure(herbs, "zhang", 0.7596075, 5e-8);
    assertMeasure(herbs, "kulczynski", 0.2478078, 5e-8);
    assertMeasure(herbs, "jaccard", 0.05932932, 5e-9);
    assertMeasure(herbs, "cosine", 0.1666064, 5e-8);
    assertMeasure(herbs, "imbalance_ratio", 0.7841788, 5e-8);
    assertMeasure(herbs, "certainty", 0.3616734, 5e-8);
    assertMeasure(herbs, "chi_square", 173.914, 5e-4);
    Row berries = measures(spark, 9_835, 327, 705, 89);
    assertMeasure(berries, "confidence", 0.2721713, 5e-8);
    assertMeasure(berries, "lift", 3.796886, 5e-7);
    assertMeasure(berries, "conviction", 1.275461, 5e-7);
    assertMeasure(berries, "zhang", 0.7619604, 5e-8);
    assertMeasure(berries, "chi_square", 204.3152, 5e-5);
    assertMeasure(
        berries,
        "odds_ratio",
        89.0 * (9_835 - 327 - 705 + 89) / ((327.0 - 89) * (705 - 89)),
        1e-12);
  }

  @Test
  void whatIsInfiniteOrUndefinedIsNull(SparkSession spark) {
    Row certain = measures(spark, 10, 4, 5, 4); // confidence 1
    assertThat(certain.<Double>getAs("conviction")).isNull();
    assertThat(certain.<Double>getAs("odds_ratio")).isNull();
    Row everywhere = measures(spark, 10, 10, 10, 10); // both in every basket
    assertThat(everywhere.<Double>getAs("phi")).isNull();
    assertThat(everywhere.<Double>getAs("chi_square")).isNull();
    assertThat(everywhere.<Double>getAs("zhang")).isNull();
    assertThat(everywhere.<Double>getAs("certainty")).isNull();
    assertMeasure(everywhere, "lift", 1.0, 0);
  }

  private static Row measures(SparkSession spark, long n, long a, long c, long x) {
    Dataset<Row> itemsets =
        rows(
            spark,
            ITEMSETS,
            row(List.of("a"), 1, a),
            row(List.of("c"), 1, c),
            row(List.of("a", "c"), 2, x));
    return rules(itemsets, n, 1e-9).where("consequent = 'c'").head();
  }

  private static void assertMeasure(Row rule, String measure, double expected, double tolerance) {
    assertThat(rule.<Double>getAs(measure)).as(measure).isCloseTo(expected, within(tolerance));
  }
}
