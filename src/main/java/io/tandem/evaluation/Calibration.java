package io.tandem.evaluation;

import static io.tandem.statistics.Normal.Z;
import static io.tandem.table.Columns.BASKET_COUNT;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.RECOMMENDED_PRODUCT_ID;
import static io.tandem.table.CrossSellEvaluation.CROSS_SELL_EVALUATION;
import static io.tandem.table.CrossSellEvaluation.K;
import static io.tandem.table.CrossSellEvaluation.METRIC;
import static io.tandem.table.CrossSellEvaluation.MODEL;
import static io.tandem.table.CrossSellEvaluation.VALUE;
import static io.tandem.table.CrossSellEvaluation.VALUE_LOWER;
import static io.tandem.table.CrossSellEvaluation.VALUE_UPPER;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether promises were kept: how often products came along in the judged baskets, as a multiple of
 * how often they were promised to. 1 is exact; below it too much was promised.
 *
 * <p>The interval is that of a ratio of two sums by the delta method, Σx / Σe over baskets: its
 * variance is n / (n − 1) · Σ(x − ratio · e)² / (Σe)². The basket is the unit, for the promises of
 * one basket are kept or broken together. Sums are of integers and decimals, the same in every run.
 */
public final class Calibration {
  /** Six places are more than a confidence has, and squares of their sums still fit. */
  private static final String PROBABILITY = "decimal(7,6)";

  private static final String SUM = "decimal(12,6)";
  private static final String RATIO = "ratio";
  private static final String PROMISED = "promised";
  private static final String KEPT = "kept";

  /**
   * Rows of {@code cross_sell_evaluation}, metric calibration, at each k.
   *
   * @param model what the table calls it
   * @param evidenceLevel of the promises
   * @param promises product_id, rank, recommended_product_id, confidence: who buys the one buys the
   *     other too, this often
   * @param baskets order_id, products: all that are judged, single products too
   */
  public static Dataset<Row> of(
      String model, String evidenceLevel, Dataset<Row> promises, Dataset<Row> baskets) {
    return perBasket(promises, baskets)
        .groupBy(K)
        .agg(ratio(), count(lit(1)).as(BASKET_COUNT))
        .select(col(K), col(RATIO + ".*"), col(BASKET_COUNT))
        .withColumn(MODEL, lit(model))
        .withColumn(METRIC, lit("calibration"))
        .withColumn(EVIDENCE_LEVEL, lit(evidenceLevel))
        .transform(CROSS_SELL_EVALUATION::shape);
  }

  /** What was promised and kept in each basket that a promise is about: k, promised, kept. */
  private static Dataset<Row> perBasket(Dataset<Row> promises, Dataset<Row> baskets) {
    Column isKept = array_contains(col(PRODUCTS), col(RECOMMENDED_PRODUCT_ID));
    Column cutoffs = array(BackTest.CUTOFFS.stream().map(k -> lit(k)).toArray(Column[]::new));
    return baskets
        .select(col(ORDER_ID), col(PRODUCTS), explode(col(PRODUCTS)).as(PRODUCT_ID))
        .join(promises.where(col(RANK).leq(BackTest.LONGEST_LIST)), PRODUCT_ID)
        .withColumn(K, explode(filter(cutoffs, k -> k.geq(col(RANK)))))
        .groupBy(ORDER_ID, K)
        .agg(
            sum(col(CONFIDENCE).cast(PROBABILITY)).cast(SUM).as(PROMISED),
            count_if(isKept).cast(SUM).as(KEPT));
  }

  private static Column ratio() {
    Column promised = sum(col(PROMISED)).cast("double");
    Column ratio = when(promised.gt(0), sum(col(KEPT)).cast("double").divide(promised));
    Column deviations =
        sumOfProducts(KEPT, KEPT)
            .minus(ratio.multiply(2).multiply(sumOfProducts(KEPT, PROMISED)))
            .plus(ratio.multiply(ratio).multiply(sumOfProducts(PROMISED, PROMISED)));
    Column baskets = count(lit(1));
    // Rounding must not make a variance of zero negative.
    Column variance =
        greatest(lit(0.0), deviations)
            .multiply(baskets.cast("double").divide(baskets.minus(1)))
            .divide(promised.multiply(promised));
    Column spread = sqrt(variance).multiply(Z);
    // With a single basket no variance is known.
    Column isKnown = baskets.gt(1).and(promised.gt(0));
    return struct(
            ratio.as(VALUE),
            when(isKnown, greatest(lit(0.0), ratio.minus(spread))).as(VALUE_LOWER),
            when(isKnown, ratio.plus(spread)).as(VALUE_UPPER))
        .as(RATIO);
  }

  private static Column sumOfProducts(String one, String other) {
    return sum(col(one).multiply(col(other))).cast("double");
  }

  private Calibration() {}
}
