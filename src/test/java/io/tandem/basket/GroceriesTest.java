package io.tandem.basket;

import static io.tandem.testing.RealData.file;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.log10;
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
  private static final Column LENGTH = size(col("antecedent")).plus(1);

  @Test
  void itemsetsAndRulesAreThoseOfTheLiterature(SparkSession spark) {
    Dataset<Row> baskets = baskets(spark).persist();
    assertThat(baskets.count()).isEqualTo(BASKETS);
    assertThat(baskets.where(size(col("products")).equalTo(1)).count()).isEqualTo(2_159);

    try (Associations found = Associations.of(mined(baskets), settings(0.006, 0.25))) {
      assertThat(bySize(found.itemsets(), col("product_count")))
          .isEqualTo(Map.of(1, 109L, 2, 478L, 3, 156L, 4, 4L));
      Dataset<Row> rules = found.rules().persist();
      assertThat(bySize(rules, LENGTH)).isEqualTo(Map.of(2, 150L, 3, 297L, 4, 16L));
      assertThat(rules.where("is_redundant").count()).isEqualTo(17);
      Row herbs = rule(rules, "consequent = 'root vegetables' and antecedent = array('herbs')");
      assertThat(
              printed(herbs, "confidence", "lift", "leverage", "conviction", "zhang", "kulczynski"))
          .containsExactly(
              "0.43125", "3.956477", "0.005242526", "1.566596", "0.7596075", "0.2478078");
      assertThat(printed(herbs, "jaccard", "cosine", "imbalance_ratio", "certainty", "chi_square"))
          .containsExactly("0.05932932", "0.1666064", "0.7841788", "0.3616734", "173.914");
      assertThat(printed(herbs, "hyper_lift", "fisher_p"))
          .containsExactly("2.555556", "0.00000000000000000000000006170028");
      Row berries =
          rule(rules, "consequent = 'whipped/sour cream' and antecedent = array('berries')");
      assertThat(printed(berries, "confidence", "lift", "conviction", "zhang", "chi_square"))
          .containsExactly("0.2721713", "3.796886", "1.275461", "0.7619604", "204.3152");
      assertThat(printed(berries, "hyper_lift", "fisher_p"))
          .containsExactly("2.542857", "0.00000000000000000000000000000739072");
    }

    try (Associations found = Associations.of(mined(baskets), settings(0.01, 0.5))) {
      assertThat(bySize(found.itemsets(), col("product_count")))
          .isEqualTo(Map.of(1, 88L, 2, 213L, 3, 32L));
      Dataset<Row> likely = found.rules().persist();
      assertThat(likely.count()).isEqualTo(15);
      String evenOdds =
          "consequent = 'other vegetables' and antecedent = array('root vegetables', 'yogurt')";
      assertThat(rule(likely, evenOdds).<Double>getAs("confidence")).isEqualTo(0.5);
    }
  }

  @Test
  void rareItemsetsAreThoseOfTheLiteratureToo(SparkSession spark) {
    Dataset<Row> baskets = baskets(spark).persist();
    try (Associations found = Associations.of(mined(baskets), settings(0.001, 0.5))) {
      assertThat(bySize(found.itemsets(), col("product_count")))
          .isEqualTo(Map.of(1, 157L, 2, 2_981L, 3, 6_831L, 4, 3_137L, 5, 376L, 6, 10L));
      Dataset<Row> rules = found.rules().persist();
      assertThat(bySize(rules, LENGTH))
          .isEqualTo(Map.of(2, 11L, 3, 1_461L, 4, 3_211L, 5, 939L, 6, 46L));
      // Two of these are exact ties, such as 17 of 29 beside 102 of 174. The literature's 571 has
      // lost
      // one of them to rounding: its confidences are quotients of supports.
      assertThat(rules.where("is_redundant").count()).isEqualTo(572);
      assertThat(bySize(rules.where("confidence >= 0.8"), LENGTH))
          .isEqualTo(Map.of(3, 29L, 4, 229L, 5, 140L, 6, 12L));
    }
  }

  /** Counts of MEASUREMENT, computed apart from Tandem: with Fisher's test for each rule. */
  @Test
  void falseDiscoveriesAreCountedOverTheWholeFamily(SparkSession spark) {
    Dataset<Row> baskets = baskets(spark).persist();
    EvidenceStrata strata = EvidenceStrata.of(baskets);
    try (Associations found = Associations.of(mined(baskets), settings(0.006, 0.25))) {
      Dataset<Row> tested =
          Rules.tested(found.itemsets(), strata, BASKETS)
              .withColumn("log10_p", log10(col("fisher_p")))
              .persist();
      Map<Integer, Long> counts = bySize(found.itemsets(), col("product_count"));
      assertThat(significant(tested, counts, 0.25)).isEqualTo(Map.of(2, 144L, 3, 285L, 4, 15L));
      Column largest = greatest(col("log10_p"), col("contribution_log10_p"));
      Dataset<Row> weighed =
          tested
              .join(
                  Contributions.of(tested), new String[] {"antecedent", "consequent"}, "left_outer")
              .withColumn("log10_p", largest)
              .persist();
      assertThat(significant(weighed, counts, 0.25)).isEqualTo(Map.of(2, 144L, 3, 40L));
    }
  }

  /** With unequal baskets most pairs only look associated: 25 of 2,981 remain. */
  @Test
  void fewPairsAreMoreThanTheSizeOfBasketsExplains(SparkSession spark) {
    Dataset<Row> baskets = baskets(spark).persist();
    FrequentlyBoughtTogetherSettings pairs =
        Settings.frequentlyBoughtTogether(
            "min-support = 0.001",
            "min-order-count = 1",
            "max-length = 2",
            "min-confidence = 1e-9");
    try (Associations found = Associations.of(mined(baskets), pairs)) {
      Dataset<Row> rules = found.rules().persist();
      assertThat(rules.count()).isEqualTo(2 * 2_981);
      assertThat(rules.where("is_significant").count()).isEqualTo(2 * 25);
      assertThat(rules.where("fisher_p < 0.05").count()).isGreaterThan(2 * 1_900);
    }
  }

  private static Map<Integer, Long> significant(
      Dataset<Row> candidates, Map<Integer, Long> counts, double minConfidence) {
    Dataset<Row> judged = FalseDiscoveries.judge(candidates, LENGTH, counts);
    return bySize(
        judged.where(
            col("q_value")
                .leq(0.05)
                .and(expr("order_count_both / order_count_antecedent").geq(minConfidence))),
        LENGTH);
  }

  private static Row rule(Dataset<Row> rules, String condition) {
    return rules.where(expr(condition)).head();
  }

  /** Published baskets know no buyers and no dates: each is a customer's own, all of one month. */
  private static Dataset<Row> baskets(SparkSession spark) {
    Column items = expr("transform(value, item -> trim(item))");
    return spark
        .read()
        .text(file("groceries.csv"))
        .select(split(col("value"), ",").as("value"))
        .select(array_sort(array_distinct(items)).as("products"))
        .select(
            col("products"),
            col("products").as("unprompted"),
            expr("monotonically_increasing_id() as buyer"),
            expr("24301 as month"));
  }

  private static MinedBaskets mined(Dataset<Row> baskets) {
    return MinedBaskets.of(baskets, Settings.frequentlyBoughtTogether());
  }

  private static FrequentlyBoughtTogetherSettings settings(
      double minSupport, double minConfidence) {
    return Settings.frequentlyBoughtTogether(
        "min-support = " + minSupport,
        "min-order-count = 1",
        "max-length = 10",
        "min-confidence = " + minConfidence);
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
