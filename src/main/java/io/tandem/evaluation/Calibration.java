package io.tandem.evaluation;

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
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
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
  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /** Six places are more than a confidence has, and their squares still fit. */
  private static final String PROBABILITY = "decimal(12,6)";

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
    List<Column> sums = sums();
    return perBasket(promises, baskets)
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
        .select(
            inline(array(BackTest.CUTOFFS.stream().map(Calibration::at).toArray(Column[]::new))))
        .withColumn(MODEL, lit(model))
        .withColumn(METRIC, lit("calibration"))
        .withColumn(EVIDENCE_LEVEL, lit(evidenceLevel))
        .transform(CROSS_SELL_EVALUATION::shape);
  }

  /** What was promised and kept in each basket that a promise is about, at each k. */
  private static Dataset<Row> perBasket(Dataset<Row> promises, Dataset<Row> baskets) {
    Column isKept = array_contains(col(PRODUCTS), col(RECOMMENDED_PRODUCT_ID));
    List<Column> perBasket = new ArrayList<>();
    for (int k : BackTest.CUTOFFS) {
      Column counts = col(RANK).leq(k);
      perBasket.add(count_if(counts.and(isKept)).cast("decimal(9,0)").as(KEPT + k));
      perBasket.add(
          coalesce(sum(when(counts, col(CONFIDENCE).cast("decimal(7,6)"))), lit(0))
              .cast(PROBABILITY)
              .as(PROMISED + k));
    }
    return baskets
        .select(col(ORDER_ID), col(PRODUCTS), explode(col(PRODUCTS)).as(PRODUCT_ID))
        .join(promises.where(col(RANK).leq(BackTest.LONGEST_LIST)), PRODUCT_ID)
        .groupBy(ORDER_ID)
        .agg(perBasket.get(0), perBasket.subList(1, perBasket.size()).toArray(Column[]::new));
  }

  private static List<Column> sums() {
    List<Column> sums = new ArrayList<>();
    for (int k : BackTest.CUTOFFS) {
      Column kept = col(KEPT + k);
      Column promised = col(PROMISED + k);
      sums.add(sum(kept).cast("double").as("x" + k));
      sums.add(sum(promised).cast("double").as("e" + k));
      sums.add(sum(kept.multiply(kept)).cast("double").as("xx" + k));
      sums.add(sum(kept.multiply(promised)).cast("double").as("xe" + k));
      sums.add(sum(promised.multiply(promised)).cast("double").as("ee" + k));
      sums.add(count_if(promised.gt(0)).as("n" + k));
    }
    return sums;
  }

  private static Column at(int k) {
    Column promised = col("e" + k);
    Column baskets = col("n" + k);
    Column ratio = when(promised.gt(0), col("x" + k).divide(promised));
    Column deviations =
        col("xx" + k)
            .minus(ratio.multiply(2).multiply(col("xe" + k)))
            .plus(ratio.multiply(ratio).multiply(col("ee" + k)));
    // Rounding must not make a variance of zero negative.
    Column variance =
        when(
            baskets.gt(1),
            greatest(lit(0.0), deviations)
                .multiply(baskets.cast("double").divide(baskets.minus(1)))
                .divide(promised.multiply(promised)));
    Column spread = sqrt(variance).multiply(Z);
    return struct(
        lit(k).as(K),
        ratio.as(VALUE),
        when(variance.isNotNull(), greatest(lit(0.0), ratio.minus(spread))).as(VALUE_LOWER),
        when(variance.isNotNull(), ratio.plus(spread)).as(VALUE_UPPER),
        baskets.as(BASKET_COUNT));
  }

  private Calibration() {}
}
