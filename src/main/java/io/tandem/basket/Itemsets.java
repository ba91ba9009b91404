package io.tandem.basket;

import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.SUPPORT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Frequent itemsets with their support: the rows of {@code frequent_itemsets}. */
public final class Itemsets {
  /**
   * Mines the baskets.
   *
   * @param baskets products; materialized by the caller, for engines read them more than once
   * @param basketCount their number
   */
  public static Dataset<Row> mine(
      Dataset<Row> baskets, long basketCount, FrequentlyBoughtTogetherSettings settings) {
    return miner(baskets.sparkSession(), settings.engine(), settings.mining())
        .mine(baskets, minSupport(basketCount, settings), settings.maxLength())
        .select(
            col(PRODUCTS),
            size(col(PRODUCTS)).as(PRODUCT_COUNT),
            col(ORDER_COUNT),
            col(ORDER_COUNT).divide(lit((double) basketCount)).as(SUPPORT));
  }

  /**
   * The support that is asked for, or, in a small shop, the one that the least count of baskets
   * makes: at a count of one every subset of every basket would be frequent.
   */
  private static double minSupport(long basketCount, FrequentlyBoughtTogetherSettings settings) {
    // Half a basket less, so that rounding cannot turn the least count into the next.
    double least = (settings.minOrderCount() - 0.5) / basketCount;
    return Math.min(1.0, Math.max(settings.minSupport(), least));
  }

  /** The engine of this name. */
  public static ItemsetMiner miner(
      SparkSession spark,
      FrequentlyBoughtTogetherSettings.Engine engine,
      FrequentlyBoughtTogetherSettings.Mining limits) {
    return switch (engine) {
      case TANDEM -> new TandemFpGrowth(TaskMemory.of(spark, limits.memoryFraction()));
      case MLLIB -> new MllibFpGrowth();
    };
  }

  private Itemsets() {}
}
