package io.tandem.basket;

import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.SUPPORT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tandem.table.AssociationRules;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What is bought together in some baskets: their frequent itemsets with what speaks for each, and
 * the rules that follow. Serves products, categories, and the past that a back-test looks at.
 */
public final class Associations implements AutoCloseable {
  private final Dataset<Row> itemsets;
  private final Dataset<Row> candidates;
  private final Map<Integer, Long> countsByLength;
  private final long basketCount;
  private final FrequentlyBoughtTogetherSettings settings;

  private Associations(
      Dataset<Row> itemsets,
      Dataset<Row> candidates,
      Map<Integer, Long> countsByLength,
      long basketCount,
      FrequentlyBoughtTogetherSettings settings) {
    this.itemsets = itemsets;
    this.candidates = candidates;
    this.countsByLength = countsByLength;
    this.basketCount = basketCount;
    this.settings = settings;
  }

  /**
   * Mines baskets and counts what speaks for what was found.
   *
   * @throws io.tandem.refusal.Refusal where there is too much to find
   */
  public static Associations of(MinedBaskets baskets, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> mined = Itemsets.mine(baskets.rows(), baskets.count(), settings);
    try {
      EvidenceStrata strata = EvidenceStrata.of(baskets.rows());
      TaskMemory memory = TaskMemory.of(mined.sparkSession(), settings.mining().memoryFraction());
      Dataset<Row> itemsets =
          Evidence.of(mined, baskets.rows(), strata, memory)
              .withColumn(SUPPORT, col(ORDER_COUNT).divide(lit((double) baskets.count())))
              .persist(StorageLevel.MEMORY_AND_DISK());
      Map<Integer, Long> countsByLength =
          new MiningLimits(baskets.count(), settings)
              .within(() -> countsByLength(itemsets), itemsets::unpersist);
      Dataset<Row> candidates =
          Rules.tested(itemsets, strata, baskets.count()).persist(StorageLevel.MEMORY_AND_DISK());
      return new Associations(itemsets, candidates, countsByLength, baskets.count(), settings);
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
    return countsByLength.values().stream().mapToLong(count -> count).sum();
  }

  /** Rules with every measure that needs no price and no earlier run. */
  public Dataset<Row> rules() {
    return Rules.judged(candidates, countsByLength, basketCount, settings);
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
    candidates.unpersist();
    itemsets.unpersist();
  }

  private static Map<Integer, Long> countsByLength(Dataset<Row> itemsets) {
    Map<Integer, Long> counts = new TreeMap<>();
    itemsets
        .groupBy(PRODUCT_COUNT)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts.put(row.getInt(0), row.getLong(1)));
    return counts;
  }
}
