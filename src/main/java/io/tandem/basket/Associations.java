package io.tandem.basket;

import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.SUPPORT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What is bought together in some baskets: their frequent itemsets with what speaks for each, and
 * the rules that follow. Serves products, categories, and the past that a back-test looks at.
 */
public final class Associations implements AutoCloseable {
  private final Dataset<Row> itemsets;
  private final EvidenceStrata strata;
  private final long basketCount;
  private final FrequentlyBoughtTogetherSettings settings;

  private Associations(
      Dataset<Row> itemsets,
      EvidenceStrata strata,
      long basketCount,
      FrequentlyBoughtTogetherSettings settings) {
    this.itemsets = itemsets;
    this.strata = strata;
    this.basketCount = basketCount;
    this.settings = settings;
  }

  /**
   * Mines baskets and counts what speaks for what was found.
   *
   * @param baskets as of {@link Baskets}; materialized by the caller
   * @param basketCount their number, the denominator of every support
   */
  public static Associations of(
      Dataset<Row> baskets, long basketCount, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> mined = Itemsets.mine(baskets, basketCount, settings);
    try {
      EvidenceStrata strata = EvidenceStrata.of(baskets);
      TaskMemory memory =
          TaskMemory.of(baskets.sparkSession(), settings.mining().memoryFraction());
      Dataset<Row> itemsets =
          Evidence.of(mined, baskets, strata, memory)
              .withColumn(SUPPORT, col(ORDER_COUNT).divide(lit((double) basketCount)))
              .persist(StorageLevel.MEMORY_AND_DISK());
      itemsets.count();
      return new Associations(itemsets, strata, basketCount, settings);
    } finally {
      mined.unpersist();
    }
  }

  /** Rows of {@code frequent_itemsets}, and more: the evidence that rules are made from. */
  public Dataset<Row> itemsets() {
    return itemsets;
  }

  /** Rows of {@code association_rules}, but for what needs a price or an earlier run. */
  public Dataset<Row> rules() {
    return Rules.from(itemsets, strata, basketCount, settings);
  }

  @Override
  public void close() {
    itemsets.unpersist();
  }
}
