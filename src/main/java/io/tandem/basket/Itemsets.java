package io.tandem.basket;

import static io.tandem.table.Columns.PRODUCTS;

import io.tandem.basket.fpgrowth.OutOfBudgetException;
import io.tandem.refusal.Refusal;
import java.util.Optional;
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
   * @throws Refusal where it takes more than the settings allow
   */
  static Dataset<Row> mine(
      Dataset<Row> baskets, long basketCount, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> itemsets =
        miner(baskets.sparkSession(), settings.engine(), settings.mining())
            .mine(baskets.select(PRODUCTS), minSupport(basketCount, settings), settings.maxLength())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long found = itemsets.count();
      if (found > settings.mining().maxItemsets()) {
        throw new OutOfBudgetException(
            "it finds %,d itemsets, and max-itemsets is %,d"
                .formatted(found, settings.mining().maxItemsets()));
      }
      return itemsets;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      itemsets.unpersist();
      throw outOfBudget(e)
          .map(reason -> refusal(reason, basketCount, settings))
          .orElseThrow(
              () ->
                  e instanceof RuntimeException unchecked
                      ? unchecked
                      : new IllegalStateException(e));
    }
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

  /** What a task ran out of, however Spark wraps it. */
  static Optional<String> outOfBudget(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfBudgetException) {
        return Optional.of(cause.getMessage());
      }
    }
    return Optional.empty();
  }

  private static Refusal refusal(
      String reason, long basketCount, FrequentlyBoughtTogetherSettings settings) {
    return Refusal.dataRefused(
        "Cannot mine %,d baskets at min-support %s: %s. Raise min-support or lower max-length: now %s and %d."
            .formatted(
                basketCount,
                settings.minSupport(),
                reason,
                settings.minSupport(),
                settings.maxLength()));
  }

  private Itemsets() {}
}
