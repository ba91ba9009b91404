package io.tandem.basket.fpgrowth;

import java.util.Arrays;

/**
 * Weighted transactions in three flat arrays. An item is an int, numbered from 0 by descending
 * support; the items of a transaction ascend. Equal transactions are one, with their number as its
 * weight.
 */
public final class Transactions {
  final int size;
  final int[] starts;
  final int[] items;
  final int[] weights;

  private Transactions(int size, int[] starts, int[] items, int[] weights) {
    this.size = size;
    this.starts = starts;
    this.items = items;
    this.weights = weights;
  }

  /** How many different transactions there are. */
  public int size() {
    return size;
  }

  /** Collects transactions and merges equal ones. */
  public static final class Builder implements Pack {
    private static final int SMALLEST_TABLE = 1 << 7;

    private final MemoryBudget budget;
    private int size;
    private int[] starts = new int[1];
    private int[] items = {};
    private int[] weights = {};

    /** Open addressing: a transaction's hash and, in the lower half, its number + 1; 0 is free. */
    private long[] table = new long[SMALLEST_TABLE];

    /**
     * @param budget what the arrays may take
     */
    public Builder(MemoryBudget budget) {
      this.budget = budget;
    }

    /**
     * Adds a transaction.
     *
     * @param source holds its items, ascending, at from ≤ index &lt; to
     * @param weight how many times it occurred, ≥ 1
     * @throws OutOfBudgetException where there is no room for it
     */
    public void add(int[] source, int from, int to, int weight) {
      long hash = hash(source, from, to);
      int slot = slot(table, hash, source, from, to);
      if (table[slot] != 0) {
        weights[(int) table[slot] - 1] += weight;
        return;
      }
      int end = starts[size] + to - from;
      starts = budget.room(starts, size + 2L);
      weights = budget.room(weights, size + 1L);
      items = budget.room(items, (long) starts[size] + to - from);
      System.arraycopy(source, from, items, starts[size], to - from);
      weights[size] = weight;
      starts[size + 1] = end;
      table[slot] = hash | ++size;
      if (2L * size > table.length) {
        widen();
      }
    }

    /** Adds what {@link #block} gave. */
    public void addBlock(int[] block) {
      int at = 0;
      while (at < block.length) {
        int from = at + 2;
        int to = from + block[at];
        add(block, from, to, block[at + 1]);
        at = to;
      }
    }

    @Override
    public long blockLength() {
      return starts[size] + 2L * size;
    }

    /** Length, weight, items; length, and so on. */
    @Override
    public int[] block() {
      int[] block = new int[Math.toIntExact(blockLength())];
      int at = 0;
      for (int i = 0; i < size; i++) {
        int length = starts[i + 1] - starts[i];
        block[at] = length;
        block[at + 1] = weights[i];
        System.arraycopy(items, starts[i], block, at + 2, length);
        at += 2 + length;
      }
      return block;
    }

    @Override
    public void clear() {
      size = 0;
      Arrays.fill(table, 0);
    }

    /** The transactions; the builder is done with. */
    public Transactions build() {
      table = new long[0];
      return new Transactions(size, starts, items, weights);
    }

    private void widen() {
      budget.take((long) Long.BYTES * table.length);
      long[] wider = new long[2 * table.length];
      for (int i = 0; i < size; i++) {
        long hash = hash(items, starts[i], starts[i + 1]);
        wider[slot(wider, hash, items, starts[i], starts[i + 1])] = hash | (i + 1);
      }
      table = wider;
    }

    /** In the upper half; the lower one is 0. */
    private static long hash(int[] source, int from, int to) {
      int hash = to - from;
      for (int i = from; i < to; i++) {
        hash = (hash ^ source[i]) * 0x9E3779B1;
        hash ^= hash >>> 15;
      }
      return (long) hash << Integer.SIZE;
    }

    /** Where an equal transaction is listed, or the free place for this one. */
    private int slot(long[] slots, long hash, int[] source, int from, int to) {
      int slot = (int) (hash >>> Integer.SIZE) & (slots.length - 1);
      while (slots[slot] != 0 && !isListed(slots[slot], hash, source, from, to)) {
        slot = (slot + 1) & (slots.length - 1);
      }
      return slot;
    }

    private boolean isListed(long listed, long hash, int[] source, int from, int to) {
      int known = (int) listed - 1;
      return (listed ^ hash) >>> Integer.SIZE == 0
          && Arrays.equals(items, starts[known], starts[known + 1], source, from, to);
    }
  }
}
