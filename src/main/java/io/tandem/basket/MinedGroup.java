package io.tandem.basket;

import io.tandem.basket.fpgrowth.FpGrowth;
import io.tandem.basket.fpgrowth.MemoryBudget;
import io.tandem.basket.fpgrowth.OutOfBudgetException;
import io.tandem.basket.fpgrowth.Transactions;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/**
 * The itemsets of one group, found while they are asked for: those of one product at a time are in
 * memory.
 */
final class MinedGroup implements Iterator<Row> {
  private final ProductNumbers numbers;
  private final boolean[] members;
  private final MemoryBudget budget;
  private final FpGrowth miner;
  private final long maxItemsets;
  private long itemsets;
  private int product;

  /** Itemsets one after the other: length, count, numbers. */
  private int[] found = {};

  private int filled;
  private int read;

  MinedGroup(
      ProductNumbers numbers,
      boolean[] members,
      int maxLength,
      long maxItemsets,
      TaskMemory memory,
      Iterator<Tuple2<Integer, int[]>> blocks) {
    this.numbers = numbers;
    this.members = members;
    this.maxItemsets = maxItemsets;
    this.product = numbers.size();
    this.budget = memory.budget();
    Transactions.Builder baskets = new Transactions.Builder(budget);
    while (blocks.hasNext()) {
      baskets.addBlock(blocks.next()._2());
    }
    this.miner =
        new FpGrowth(
            baskets.build(),
            numbers.counts(),
            members,
            numbers.minCount(),
            maxLength,
            budget,
            this::keep);
  }

  @Override
  public boolean hasNext() {
    while (read == filled && product > 0) {
      product--;
      if (members[product]) {
        filled = 0;
        read = 0;
        miner.mine(product);
      }
    }
    return read < filled;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int length = found[read];
    long count = found[read + 1];
    int from = read + 2;
    read = from + length;
    return RowFactory.create(numbers.products(found, from, read), count);
  }

  private void keep(int[] items, int length, int count) {
    if (++itemsets > maxItemsets) {
      throw new OutOfBudgetException(
          "it finds more than %,d itemsets, as many as max-itemsets allows".formatted(maxItemsets));
    }
    found = budget.room(found, filled + 2L + length);
    found[filled] = length;
    found[filled + 1] = count;
    System.arraycopy(items, 0, found, filled + 2, length);
    filled += 2 + length;
  }
}
