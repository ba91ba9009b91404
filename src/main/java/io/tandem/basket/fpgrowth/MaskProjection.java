package io.tandem.basket.fpgrowth;

import java.util.Arrays;

/**
 * A conditional database of at most 64 items, as most are a step or two below the top: a
 * transaction is a long, whose bit i stands for item i. One object serves all prefixes of one
 * length.
 */
final class MaskProjection {
  /** The most items that it can hold. */
  static final int MOST_ITEMS = Long.SIZE;

  private final MemoryBudget budget;
  private final int[] items = new int[MOST_ITEMS];
  private final int[] counts = new int[MOST_ITEMS];
  private long present;
  private int size;
  private long[] masks = {};
  private int[] weights = {};

  MaskProjection(MemoryBudget budget) {
    this.budget = budget;
  }

  /** The bits that stand for an item. */
  long present() {
    return present;
  }

  int item(int bit) {
    return items[bit];
  }

  /** What {@link #extend} counted last. */
  int count(int bit) {
    return counts[bit];
  }

  /** Empties it, for transactions of these items: bit i stands for the i-th. */
  void refill(int[] source, int itemCount) {
    System.arraycopy(source, 0, items, 0, itemCount);
    present = -1L >>> (MOST_ITEMS - itemCount);
    size = 0;
  }

  /** Adds a transaction; one with fewer than two items has been counted and is left out. */
  void add(long mask, int weight) {
    if ((mask & (mask - 1)) != 0) {
      masks = budget.room(masks, size + 1L);
      weights = budget.room(weights, size + 1L);
      masks[size] = mask;
      weights[size++] = weight;
    }
  }

  /**
   * Counts the items of lower bits in the transactions that hold this bit's item.
   *
   * @return the bits whose count is enough
   */
  long extend(int bit, int minCount) {
    Arrays.fill(counts, 0);
    long holder = 1L << bit;
    long below = present & (holder - 1);
    for (int row = 0; row < size; row++) {
      long mask = masks[row];
      if ((mask & holder) != 0) {
        int weight = weights[row];
        for (long rest = mask & below; rest != 0; rest &= rest - 1) {
          counts[Long.numberOfTrailingZeros(rest)] += weight;
        }
      }
    }
    long frequent = 0;
    for (long rest = below; rest != 0; rest &= rest - 1) {
      if (counts[Long.numberOfTrailingZeros(rest)] >= minCount) {
        frequent |= Long.lowestOneBit(rest);
      }
    }
    return frequent;
  }

  /** Fills another with the transactions that hold this bit's item, reduced to these bits. */
  void project(int bit, long kept, MaskProjection target) {
    System.arraycopy(items, 0, target.items, 0, MOST_ITEMS);
    target.present = kept;
    target.size = 0;
    for (int row = 0; row < size; row++) {
      if ((masks[row] >>> bit & 1) != 0) {
        target.add(masks[row] & kept, weights[row]);
      }
    }
  }
}
