package io.tandem.basket.fpgrowth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * FP-Growth (Han, Pei &amp; Yin 2000) on flat arrays: an itemset is extended by every item that
 * stands, frequently enough, before its own in the transactions that hold it; those transactions,
 * reduced to such items, are all that the next step looks at. Where few items are left a
 * transaction is a 64-bit mask.
 *
 * <p>The search goes as deep as the longest itemset, not as the longest transaction: an itemset of
 * n items means 2ⁿ itemsets, so that the stack outlasts any search that ends. Exact: every itemset
 * comes once, with its count. Not for use by several threads.
 */
public final class FpGrowth {
  private final int minCount;
  private final int maxLength;
  private final MemoryBudget budget;
  private final ItemsetSink sink;
  private final Projection all;

  /** By length of the prefix: what its conditional database is kept in. */
  private final List<Projection> projections = new ArrayList<>();

  private final List<MaskProjection> masks = new ArrayList<>();

  private int[] prefix = new int[16];

  /**
   * @param transactions hold, of every transaction with one of the wanted items, at least the items
   *     up to the last wanted one
   * @param counts by item: how many transactions hold it, descending, none below minCount
   * @param wanted by item: whether {@link #mine} will be called for it
   * @param minCount transactions that must hold an itemset, ≥ 1
   * @param maxLength most items of an itemset, ≥ 1
   * @param budget what the arrays may take
   * @param sink gets the itemsets
   */
  public FpGrowth(
      Transactions transactions,
      int[] counts,
      boolean[] wanted,
      int minCount,
      int maxLength,
      MemoryBudget budget,
      ItemsetSink sink) {
    this.minCount = minCount;
    this.maxLength = maxLength;
    this.budget = budget;
    this.sink = sink;
    this.all = new Projection(transactions, counts, budget);
    all.index(wanted);
  }

  /**
   * Finds all itemsets whose least frequent item is this one.
   *
   * @throws OutOfBudgetException where the budget is too small
   */
  public void mine(int item) {
    prefix[0] = item;
    sink.accept(prefix, 1, all.count(item));
    if (maxLength > 1) {
      extend(all, item, 1);
    }
  }

  /** Finds what stands before an item; it is the last of the prefix, which has this length. */
  private void extend(Projection database, int number, int length) {
    database.extend(number, minCount);
    int found = database.foundCount();
    for (int i = 0; i < found; i++) {
      found(database.foundItem(i), database.foundItemCount(i), length);
    }
    if (found < 2 || length + 1 >= maxLength) {
      database.release();
    } else if (found <= MaskProjection.MOST_ITEMS) {
      MaskProjection next = masks(length);
      database.project(number, next);
      database.release();
      grow(next, length);
    } else {
      Projection next = projections(length);
      database.project(number, next);
      database.release();
      grow(next, length);
    }
  }

  private void grow(Projection database, int length) {
    boolean[] every = new boolean[database.itemCount()];
    Arrays.fill(every, true);
    database.index(every);
    for (int number = database.itemCount() - 1; number > 0; number--) {
      prefix[length] = database.item(number);
      extend(database, number, length + 1);
    }
  }

  private void grow(MaskProjection database, int length) {
    long lowest = Long.lowestOneBit(database.present());
    for (long rest = database.present(); rest != lowest; rest -= Long.highestOneBit(rest)) {
      int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(rest);
      prefix[length] = database.item(bit);
      long frequent = database.extend(bit, minCount);
      for (long others = frequent; others != 0; others &= others - 1) {
        int other = Long.numberOfTrailingZeros(others);
        found(database.item(other), database.count(other), length + 1);
      }
      if (length + 2 < maxLength && (frequent & (frequent - 1)) != 0) {
        MaskProjection next = masks(length + 1);
        database.project(bit, frequent, next);
        grow(next, length + 1);
      }
    }
  }

  private void found(int item, int count, int length) {
    if (length == prefix.length) {
      prefix = Arrays.copyOf(prefix, 2 * length);
    }
    prefix[length] = item;
    sink.accept(prefix, length + 1, count);
  }

  private Projection projections(int length) {
    while (projections.size() <= length) {
      projections.add(new Projection(budget));
    }
    return projections.get(length);
  }

  private MaskProjection masks(int length) {
    while (masks.size() <= length) {
      masks.add(new MaskProjection(budget));
    }
    return masks.get(length);
  }
}
