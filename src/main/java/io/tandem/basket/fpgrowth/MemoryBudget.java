package io.tandem.basket.fpgrowth;

import java.util.Arrays;

/**
 * Bytes that a miner's arrays may take: what would end in an OutOfMemoryError somewhere ends in a
 * clear stop here. Not for use by several threads.
 */
public final class MemoryBudget {
  /** Arrays end a little below 2³¹ elements. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private long left;

  /**
   * @param bytes to spend
   */
  public MemoryBudget(long bytes) {
    this.left = bytes;
  }

  /**
   * An array that holds at least this many elements: the same one, or a longer copy that is paid
   * for.
   *
   * @throws OutOfBudgetException where it is too dear
   */
  public int[] room(int[] array, long needed) {
    if (array.length >= needed) {
      return array;
    }
    int length = grown(needed);
    take((long) Integer.BYTES * (length - array.length));
    return Arrays.copyOf(array, length);
  }

  /** The same for longs. */
  long[] room(long[] array, long needed) {
    if (array.length >= needed) {
      return array;
    }
    int length = grown(needed);
    take((long) Long.BYTES * (length - array.length));
    return Arrays.copyOf(array, length);
  }

  /** Spends bytes. */
  void take(long bytes) {
    if (bytes > left) {
      throw new OutOfBudgetException();
    }
    left -= bytes;
  }

  /** Half as much again as is needed, so that growing seldom happens. */
  private static int grown(long needed) {
    if (needed > LONGEST_ARRAY) {
      throw new OutOfBudgetException();
    }
    return (int) Math.min(Math.max(16, needed + (needed >> 1)), LONGEST_ARRAY);
  }
}
