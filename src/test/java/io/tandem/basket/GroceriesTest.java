package io.tandem.basket;

import static io.tandem.testing.RealData.file;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Published counts of Groceries (Hahsler, Hornik &amp; Reutterer 2006), in number and to the
 * printed digit.
 */
@ExtendWith(SparkExtension.class)
class GroceriesTest {
  private static final long BASKETS = 9_835;

  @Test
  void itemsetsAndRulesAreThoseOfTheLiterature(SparkSession spark) {
    Dataset<Row> baskets = baskets(spark).persist();
    assertThat(baskets.count()).isEqualTo(BASKETS);
    assertThat(baskets.where(size(col("products")).equalTo(1)).count()).isEqualTo(2_159);

    Dataset<Row> frequent = mine(baskets, 0.006);
    assertThat(bySize(frequent, col("product_count")))
        .isEqualTo(Map.of(1, 109L, 2, 478L, 3, 156L, 4, 4L));
    Dataset<Row> rules = Rules.from(frequent, BASKETS, 0.25).persist();
    assertThat(bySize(rules, size(col("antecedent")).plus(1)))
        .isEqualTo(Map.of(2, 150L, 3, 297L, 4, 16L));
    Row herbs =
        rules.where(expr("antecedent = array('herbs') and consequent = 'root vegetables'")).head();
    assertThat(
            printed(herbs, "confidence", "lift", "leverage", "conviction", "zhang", "kulczynski"))
        .containsExactly(
            "0.43125", "3.956477", "0.005242526", "1.566596", "0.7596075", "0.2478078");
    assertThat(printed(herbs, "jaccard", "cosine", "imbalance_ratio", "certainty", "chi_square"))
        .containsExactly("0.05932932", "0.1666064", "0.7841788", "0.3616734", "173.914");
    Row berries =
        rules
            .where(expr("antecedent = array('berries') and consequent = 'whipped/sour cream'"))
            .head();
    assertThat(printed(berries, "confidence", "lift", "conviction", "zhang", "chi_square"))
        .containsExactly("0.2721713", "3.796886", "1.275461", "0.7619604", "204.3152");

    Dataset<Row> atOnePercent = mine(baskets, 0.01);
    assertThat(bySize(atOnePercent, col("product_count")))
        .isEqualTo(Map.of(1, 88L, 2, 213L, 3, 32L));
    Dataset<Row> likely = Rules.from(atOnePercent, BASKETS, 0.5);
    assertThat(likely.count()).isEqualTo(15);
    assertThat(
            likely
                .where(
                    expr(
                        "antecedent = array('root vegetables', 'yogurt') and consequent = 'other vegetables'"))
                .head()
                .<Double>getAs("confidence"))
        .isEqualTo(0.5);
  }

  @Test
  void rareItemsetsAreThoseOfTheLiteratureToo(SparkSession spark) {
    Dataset<Row> frequent = mine(baskets(spark).persist(), 0.001).persist();
    assertThat(bySize(frequent, col("product_count")))
        .isEqualTo(Map.of(1, 157L, 2, 2_981L, 3, 6_831L, 4, 3_137L, 5, 376L, 6, 10L));
    Column length = size(col("antecedent")).plus(1);
    assertThat(bySize(Rules.from(frequent, BASKETS, 0.5), length))
        .isEqualTo(Map.of(2, 11L, 3, 1_461L, 4, 3_211L, 5, 939L, 6, 46L));
    assertThat(bySize(Rules.from(frequent, BASKETS, 0.8), length))
        .isEqualTo(Map.of(3, 29L, 4, 229L, 5, 140L, 6, 12L));
  }

  private static Dataset<Row> baskets(SparkSession spark) {
    Column items = expr("transform(value, item -> trim(item))");
    return spark
        .read()
        .text(file("groceries.csv"))
        .select(split(col("value"), ",").as("value"))
        .select(array_sort(array_distinct(items)).as("products"));
  }

  private static Dataset<Row> mine(Dataset<Row> baskets, double minSupport) {
    return Itemsets.mine(
            baskets,
            BASKETS,
            Settings.frequentlyBoughtTogether(
                "engine = mllib",
                "min-support = " + minSupport,
                "min-order-count = 1",
                "max-length = 10"))
        .persist();
  }

  private static Map<Integer, Long> bySize(Dataset<Row> rows, Column size) {
    Map<Integer, Long> counts = new TreeMap<>();
    rows.groupBy(size)
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getInt(0), row.getLong(1)));
    return counts;
  }

  /** Seven significant digits, without trailing zeros, as arules prints them. */
  private static List<String> printed(Row rule, String... measures) {
    return java.util.Arrays.stream(measures)
        .map(
            measure ->
                new java.math.BigDecimal(rule.<Double>getAs(measure))
                    .round(new java.math.MathContext(7))
                    .stripTrailingZeros()
                    .toPlainString())
        .toList();
  }
}
