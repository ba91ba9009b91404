package io.tandem.basket;

import static io.tandem.table.Columns.PRODUCTS;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Frequent itemsets: the sets of products that stand in enough baskets. */
public final class Itemsets {
  /**
   * Mines the baskets, and keeps what was found: the caller unpersists it.
   *
   * @param baskets products; materialized by the caller, for engines read them more than once
   * @param basketCount their number
   * @return products (sorted), order_count
   * @throws io.tandem.refusal.Refusal where it takes more than the settings allow
   */
  static Dataset<Row> mine(
      Dataset<Row> baskets, long basketCount, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> itemsets =
        miner(baskets.sparkSession(), settings.engine(), settings.mining())
            .mine(baskets.select(PRODUCTS), minSupport(basketCount, settings), settings.maxLength())
            .persist(StorageLevel.MEMORY_AND_DISK());
    MiningLimits limits = new MiningLimits(basketCount, settings);
    limits.within(() -> limits.check(itemsets.count()), itemsets::unpersist);
    return itemsets;
  }

  /** The engine of this name. */
  public static ItemsetMiner miner(
      SparkSession spark,
      FrequentlyBoughtTogetherSettings.Engine engine,
      FrequentlyBoughtTogetherSettings.Mining limits) {
    return switch (engine) {
      case TANDEM ->
          new TandemFpGrowth(TaskMemory.of(spark, limits.memoryFraction()), limits.maxItemsets());
      case MLLIB -> new MllibFpGrowth();
    };
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

  private Itemsets() {}
}
