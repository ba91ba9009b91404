package io.tandem.basket.fpgrowth;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Transactions with what a count alone does not tell: who bought, in which stratum of size and of
 * time, and which items were the buyer's own choice. Those of one buyer stand together.
 */
public final class Observations {
  /** The marks of an item: not in the transaction, proposed by someone, the buyer's own choice. */
  static final byte ABSENT = 0;

  static final byte PROMPTED = 1;
  static final byte OWN_CHOICE = 2;

  /** Ints of a record before its items: length, size, period, buyer (two). */
  private static final int HEAD = 5;

  private final int[] records;
  private final int[] starts;
  private final int[] buyers;

  private Observations(int[] records, int[] starts, int[] buyers) {
    this.records = records;
    this.starts = starts;
    this.buyers = buyers;
  }

  int size() {
    return starts.length;
  }

  /** The buyer of a transaction, as a number of its own here. */
  int buyer(int row) {
    return buyers[row];
  }

  int sizeStratum(int row) {
    return records[starts[row] + 1];
  }

  int period(int row) {
    return records[starts[row] + 2];
  }

  int from(int row) {
    return starts[row] + HEAD;
  }

  int to(int row) {
    return starts[row] + HEAD + records[starts[row]];
  }

  int item(int place) {
    return records[place] >> 1;
  }

  byte mark(int place) {
    return (records[place] & 1) == 1 ? OWN_CHOICE : PROMPTED;
  }

  /** Collects records of transactions; also what they travel in. */
  public static final class Builder implements Pack {
    private final MemoryBudget budget;
    private int[] records = {};
    private int filled;
    private int count;

    /**
     * @param budget what the arrays may take
     */
    public Builder(MemoryBudget budget) {
      this.budget = budget;
    }

    /**
     * Begins a transaction.
     *
     * @param size its stratum of basket size, ≥ 0
     * @param period its stratum of time, ≥ 0
     * @param buyer who bought
     */
    public void open(int size, int period, long buyer) {
      records = budget.room(records, filled + (long) HEAD);
      records[filled] = 0;
      records[filled + 1] = size;
      records[filled + 2] = period;
      records[filled + 3] = (int) (buyer >>> Integer.SIZE);
      records[filled + 4] = (int) buyer;
      count++;
    }

    /**
     * Adds items to it.
     *
     * @param marked twice each item, plus one where it was the buyer's own choice; ascending
     */
    public void close(int[] marked, int from, int to) {
      records = budget.room(records, filled + HEAD + (long) to - from);
      records[filled] = to - from;
      System.arraycopy(marked, from, records, filled + HEAD, to - from);
      filled += HEAD + to - from;
    }

    /** Adds what {@link #block} gave. */
    public void addBlock(int[] block) {
      records = budget.room(records, filled + (long) block.length);
      System.arraycopy(block, 0, records, filled, block.length);
      filled += block.length;
      for (int at = 0; at < block.length; at += HEAD + block[at]) {
        count++;
      }
    }

    @Override
    public long blockLength() {
      return filled;
    }

    @Override
    public int[] block() {
      return Arrays.copyOf(records, filled);
    }

    @Override
    public void clear() {
      filled = 0;
      count = 0;
    }

    /** The transactions, by buyer; the builder is done with. */
    public Observations build() {
      budget.take((long) Integer.BYTES * 4 * count);
      int[] numbers = new int[count];
      Map<Long, Integer> known = new HashMap<>();
      int row = 0;
      for (int at = 0; at < filled; at += HEAD + records[at]) {
        long buyer = (long) records[at + 3] << Integer.SIZE | (records[at + 4] & 0xFFFFFFFFL);
        numbers[row++] = known.computeIfAbsent(buyer, unseen -> known.size());
      }
      // Sorted by counting: where each buyer's transactions begin.
      int[] next = new int[known.size() + 1];
      for (int number : numbers) {
        next[number + 1]++;
      }
      for (int number = 1; number < next.length; number++) {
        next[number] += next[number - 1];
      }
      int[] starts = new int[count];
      int[] buyers = new int[count];
      row = 0;
      for (int at = 0; at < filled; at += HEAD + records[at]) {
        int number = numbers[row++];
        buyers[next[number]] = number;
        starts[next[number]++] = at;
      }
      return new Observations(records, starts, buyers);
    }
  }
}
