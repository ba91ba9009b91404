package io.tandem.evaluation;

import static io.tandem.table.Columns.BASKET_COUNT;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.CrossSellEvaluation.CROSS_SELL_EVALUATION;
import static io.tandem.table.CrossSellEvaluation.K;
import static io.tandem.table.CrossSellEvaluation.METRIC;
import static io.tandem.table.CrossSellEvaluation.MODEL;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How well models guess hidden products: hit rate and mean reciprocal rank of the first 1, 5 and 10
 * guesses, for each model over the same carts.
 */
public final class BackTest {
  /** Guesses beyond this rank are not looked at. */
  public static final int LONGEST_LIST = 10;

  /** Hits on whatever evidence. */
  public static final String ALL = "all";

  /** How many guesses count. */
  static final List<Integer> CUTOFFS = List.of(1, 5, LONGEST_LIST);

  private static final List<Metric> METRICS = List.of(new HitRate(), new MeanReciprocalRank());
  private static final String CARTS = "carts";
  private static final String LEVEL_OF_HIT = "level_of_hit";
  private static final String JUDGED = "judged";

  private final Dataset<Row> hidden;

  /**
   * @param hidden as of {@link HiddenProducts}; read once per model
   */
  public BackTest(Dataset<Row> hidden) {
    this.hidden = hidden;
  }

  /**
   * Rows of {@code cross_sell_evaluation}: each metric at each k, over all carts, whether the model
   * had a guess for them or not.
   *
   * @param model what the table calls it
   * @param guesses from carts (order_id, products) to guesses (order_id, rank, product_id,
   *     evidence_level)
   * @param evidenceLevels those that have rows of their own, beside that of all hits
   */
  public Dataset<Row> judge(
      String model, UnaryOperator<Dataset<Row>> guesses, List<String> evidenceLevels) {
    Column isOfLevel =
        col(EVIDENCE_LEVEL).equalTo(ALL).or(col(EVIDENCE_LEVEL).equalTo(col(LEVEL_OF_HIT)));
    Column isHit = col(RANK).leq(col(K)).and(isOfLevel);
    return answers(guesses)
        // Few rows from here on: how many carts were answered alike.
        .groupBy(col(RANK), col(EVIDENCE_LEVEL).as(LEVEL_OF_HIT))
        .agg(count(lit(1)).as(CARTS))
        .withColumn(K, explode(array(literals(CUTOFFS))))
        .withColumn(EVIDENCE_LEVEL, explode(array(literals(levels(evidenceLevels)))))
        .groupBy(K, EVIDENCE_LEVEL)
        .agg(sum(CARTS).as(BASKET_COUNT), metrics(isHit))
        .select(col(K), col(EVIDENCE_LEVEL), col(BASKET_COUNT), inline(array(named())))
        .select(col("*"), col(JUDGED + ".*"))
        .withColumn(MODEL, lit(model))
        .transform(CROSS_SELL_EVALUATION::shape);
  }

  /**
   * At which rank and on which evidence a model named the hidden product: one row per cart, rank
   * and evidence_level both null where it did not.
   */
  private Dataset<Row> answers(UnaryOperator<Dataset<Row>> guesses) {
    Dataset<Row> named =
        guesses
            .apply(hidden.select(ORDER_ID, PRODUCTS))
            .select(
                col(ORDER_ID),
                col(PRODUCT_ID).as(HiddenProducts.HIDDEN),
                col(RANK),
                col(EVIDENCE_LEVEL));
    return hidden
        .join(named, new String[] {ORDER_ID, HiddenProducts.HIDDEN}, "left")
        .select(RANK, EVIDENCE_LEVEL);
  }

  private static Column[] metrics(Column isHit) {
    return METRICS.stream()
        .map(metric -> metric.over(isHit, col(RANK), col(CARTS)).as(metric.named()))
        .toArray(Column[]::new);
  }

  private static Column[] named() {
    return METRICS.stream()
        .map(metric -> struct(lit(metric.named()).as(METRIC), col(metric.named()).as(JUDGED)))
        .toArray(Column[]::new);
  }

  private static List<String> levels(List<String> evidenceLevels) {
    List<String> levels = new ArrayList<>(List.of(ALL));
    levels.addAll(evidenceLevels);
    return levels;
  }

  private static Column[] literals(List<?> values) {
    return values.stream().map(functions::lit).toArray(Column[]::new);
  }
}
