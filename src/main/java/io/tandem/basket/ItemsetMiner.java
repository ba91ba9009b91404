package io.tandem.basket;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the itemsets that stand in enough baskets. */
@FunctionalInterface
public interface ItemsetMiner {
  /**
   * All itemsets of at most {@code maxLength} products that stand in at least ceil(minSupport ×
   * baskets) baskets.
   *
   * @param baskets one row per basket, products an array of distinct strings; read several times
   * @return products (sorted), order_count; every itemset once, in no order
   */
  Dataset<Row> mine(Dataset<Row> baskets, double minSupport, int maxLength);
}
