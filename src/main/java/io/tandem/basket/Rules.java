package io.tandem.basket;

import static io.tandem.basket.Contributions.BEST_SHORTER_CONFIDENCE;
import static io.tandem.basket.Contributions.CONTRIBUTION_LOG10_P;
import static io.tandem.basket.Contributions.SIZED_CONTRIBUTION_LOG10_P;
import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.ANTECEDENT_KEY;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.IMPROVEMENT;
import static io.tandem.table.Columns.IS_PRODUCTIVE;
import static io.tandem.table.Columns.IS_REDUNDANT;
import static io.tandem.table.Columns.IS_SIGNIFICANT;
import static io.tandem.table.Columns.LOG10_P;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT_ANTECEDENT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.ORDER_COUNT_TOTAL;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.Q_VALUE;
import static io.tandem.table.Columns.TOP_CUSTOMER_SHARE;
import static io.tandem.table.Columns.UNPROMPTED_CUSTOMER_COUNT;
import static io.tandem.table.Columns.UNPROMPTED_ORDER_COUNT;
import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Association rules: every way to take one product out of a frequent itemset, with what speaks for
 * it. All counts come from the itemsets themselves, for every part of a frequent itemset is
 * frequent too (Agrawal &amp; Srikant 1994).
 */
final class Rules {
  /**
   * Rules with every measure that needs no price and no earlier run.
   *
   * @param candidates as {@link #tested}; read several times
   * @param itemsetCounts by length: how many itemsets are frequent
   * @param basketCount all baskets, single-product baskets included
   */
  static Dataset<Row> judged(
      Dataset<Row> candidates,
      Map<Integer, Long> itemsetCounts,
      long basketCount,
      FrequentlyBoughtTogetherSettings settings) {
    Column length = size(col(ANTECEDENT)).plus(1);
    Dataset<Row> judged = FalseDiscoveries.judge(weighed(candidates), length, itemsetCounts);
    List<Column> columns =
        new ArrayList<>(List.of(col("*"), to_json(col(ANTECEDENT)).as(ANTECEDENT_KEY)));
    columns.addAll(RuleMeasures.all());
    // Exact in integers and doubles alike: a confidence of just min-confidence stays.
    Column confident = RuleMeasures.confidence().geq(settings.minConfidence());
    Column improvement =
        RuleMeasures.confidence()
            .minus(greatest(RuleMeasures.baseline(), col(BEST_SHORTER_CONFIDENCE)));
    Column redundant =
        coalesce(col(BEST_SHORTER_CONFIDENCE).geq(RuleMeasures.confidence()), lit(false));
    double levelOfEachLength =
        settings.significance().falseDiscoveryRate() / (settings.maxLength() - 1);
    return judged
        .where(confident)
        .withColumn(ORDER_COUNT_TOTAL, lit(basketCount))
        .select(columns.toArray(Column[]::new))
        .withColumn(IMPROVEMENT, improvement)
        .withColumn(IS_REDUNDANT, redundant)
        .withColumn(IS_PRODUCTIVE, col(IMPROVEMENT).gt(0))
        .withColumn(IS_SIGNIFICANT, col(Q_VALUE).leq(levelOfEachLength));
  }

  /**
   * Of a longer rule every product must contribute: its p-value is the largest of its own and of
   * theirs.
   */
  static Dataset<Row> weighed(Dataset<Row> candidates) {
    return candidates
        .join(Contributions.of(candidates), new String[] {ANTECEDENT, CONSEQUENT}, "left_outer")
        .withColumn(
            LOG10_P,
            greatest(col(LOG10_P), col(CONTRIBUTION_LOG10_P), col(SIZED_CONTRIBUTION_LOG10_P)))
        .drop(RuleTests.ANTECEDENT_BY_SIZE, RuleTests.BOTH_BY_SIZE);
  }

  /**
   * Every way to take one product out: antecedents of one product or more, one consequent, each
   * tested on its own.
   *
   * @param itemsets with their {@link Evidence}, complete under taking products away; read twice
   * @param basketCount all baskets, single-product baskets included
   */
  static Dataset<Row> tested(Dataset<Row> itemsets, EvidenceStrata strata, long basketCount) {
    Dataset<Row> splits =
        itemsets
            .where(col(PRODUCT_COUNT).gt(1))
            .withColumn(CONSEQUENT, explode(col(PRODUCTS)))
            .select(
                array_remove(col(PRODUCTS), col(CONSEQUENT)).as(ANTECEDENT),
                col(CONSEQUENT),
                col(ORDER_COUNT).as(ORDER_COUNT_BOTH),
                col(CUSTOMER_COUNT),
                col(TOP_CUSTOMER_SHARE),
                col(UNPROMPTED_ORDER_COUNT),
                col(UNPROMPTED_CUSTOMER_COUNT),
                col(Evidence.COUNTS_BY_SIZE).as(RuleTests.BOTH_BY_SIZE));
    Dataset<Row> antecedents =
        itemsets.select(
            col(PRODUCTS).as(ANTECEDENT),
            col(ORDER_COUNT).as(ORDER_COUNT_ANTECEDENT),
            col(UNPROMPTED_ORDER_COUNT).as(RuleTests.UNPROMPTED_ANTECEDENT),
            col(Evidence.COUNTS_BY_SIZE).as(RuleTests.ANTECEDENT_BY_SIZE),
            col(Evidence.COUNTS_BY_MONTH));
    Broadcast<Consequents> consequents =
        JavaSparkContext.fromSparkContext(itemsets.sparkSession().sparkContext())
            .broadcast(Consequents.of(itemsets, strata));
    return splits
        .join(antecedents, ANTECEDENT)
        .selectExpr(RuleTests.CANDIDATE)
        .mapPartitions(new RuleTests(consequents, basketCount), Encoders.row(RuleTests.TESTED));
  }

  private Rules() {}
}
