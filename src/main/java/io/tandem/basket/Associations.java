package io.tandem.basket;

import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.SUPPORT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.table.AssociationRules;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What is bought together in some baskets: their frequent itemsets with what speaks for each, and
 * the rules that follow. Serves products, categories, and the past that a back-test looks at.
 */
public final class Associations implements AutoCloseable {
  private final Dataset<Row> itemsets;
  private final long itemsetCount;
  private final EvidenceStrata strata;
  private final long basketCount;
  private final FrequentlyBoughtTogetherSettings settings;

  private Associations(
      Dataset<Row> itemsets,
      long itemsetCount,
      EvidenceStrata strata,
      long basketCount,
      FrequentlyBoughtTogetherSettings settings) {
    this.itemsets = itemsets;
    this.itemsetCount = itemsetCount;
    this.strata = strata;
    this.basketCount = basketCount;
    this.settings = settings;
  }

  /**
   * Mines baskets and counts what speaks for what was found.
   *
   * @throws io.tandem.refusal.Refusal where there is too much to find
   */
  public static Associations of(MinedBaskets mined, FrequentlyBoughtTogetherSettings settings) {
    return of(mined.rows(), mined.count(), settings);
  }

  /**
   * The same.
   *
   * @param baskets as of {@link Baskets}; materialized by the caller
   * @param basketCount their number, the denominator of every support
   */
  static Associations of(
      Dataset<Row> baskets, long basketCount, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> mined = Itemsets.mine(baskets, basketCount, settings);
    try {
      EvidenceStrata strata = EvidenceStrata.of(baskets);
      TaskMemory memory = TaskMemory.of(baskets.sparkSession(), settings.mining().memoryFraction());
      Dataset<Row> itemsets =
          Evidence.of(mined, baskets, strata, memory)
              .withColumn(SUPPORT, col(ORDER_COUNT).divide(lit((double) basketCount)))
              .persist(StorageLevel.MEMORY_AND_DISK());
      return new Associations(itemsets, itemsets.count(), strata, basketCount, settings);
    } finally {
      mined.unpersist();
    }
  }

  /** Rows of {@code frequent_itemsets}, and more: the evidence that rules are made from. */
  public Dataset<Row> itemsets() {
    return itemsets;
  }

  /** How many itemsets there are. */
  public long itemsetCount() {
    return itemsetCount;
  }

  /** Rules with every measure that needs no price and no earlier run. */
  public Dataset<Row> rules() {
    return Rules.from(itemsets, strata, basketCount, settings);
  }

  /**
   * Rows of {@code association_rules}.
   *
   * @param catalogue product_id, price, margin
   * @param earlier the rules of the last published run of an earlier date; empty where there is
   *     none
   */
  public Dataset<Row> rules(Dataset<Row> catalogue, Dataset<Row> earlier) {
    return rules()
        .transform(rules -> RuleValue.add(rules, catalogue, settings))
        .transform(rules -> RuleDrift.add(rules, earlier))
        .transform(AssociationRules.ASSOCIATION_RULES::shape);
  }

  @Override
  public void close() {
    itemsets.unpersist();
  }
}
