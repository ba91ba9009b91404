package io.tandem.basket.fpgrowth;

import java.util.Arrays;

/**
 * What speaks for an itemset beyond its count: how many buyers, how many transactions of the one
 * with most, and how all of it looks without what was proposed; by basket size and by time. Counted
 * for the itemsets of one least frequent item at a time.
 */
public final class ItemsetEvidence {
  private static final int NOBODY = -1;

  private final Observations observations;
  private final int sizes;
  private final int periods;
  private final MemoryBudget budget;
  private final ItemsetTrie itemsets;
  private final byte[] marks;

  /** By item, from occurrenceStarts on: the transactions that hold it, and where. */
  private final int[] occurrenceStarts;

  private final int[] occurrenceRows;
  private final int[] occurrencePlaces;

  private int[] scratch = new int[64];
  private int row;

  /** By itemset. */
  private int[] orders = {};

  private int[] buyers = {};
  private int[] latestBuyer = {};
  private int[] latestOrders = {};
  private int[] topOrders = {};
  private int[] ownOrders = {};
  private int[] ownBuyers = {};
  private int[] latestOwnBuyer = {};

  /** By itemset and stratum: transactions with all of it by own choice. */
  private int[] bySize = {};

  private int[] byPeriod = {};

  /**
   * @param observations hold, of every transaction with one of the wanted items, at least the items
   *     up to the last wanted one
   * @param wanted by item: whether {@link #count} will be called for it
   * @param sizes strata of basket size are 0 ≤ stratum &lt; sizes
   * @param periods strata of time are 0 ≤ stratum &lt; periods
   * @param budget what the arrays may take
   */
  public ItemsetEvidence(
      Observations observations, boolean[] wanted, int sizes, int periods, MemoryBudget budget) {
    this.observations = observations;
    this.sizes = sizes;
    this.periods = periods;
    this.budget = budget;
    this.itemsets = new ItemsetTrie(wanted.length, budget);
    this.marks = new byte[wanted.length];
    this.occurrenceStarts = new int[wanted.length + 1];
    for (int at = 0; at < observations.size(); at++) {
      for (int place = observations.from(at); place < observations.to(at); place++) {
        if (wanted[observations.item(place)]) {
          occurrenceStarts[observations.item(place) + 1]++;
        }
      }
    }
    for (int item = 1; item <= wanted.length; item++) {
      occurrenceStarts[item] += occurrenceStarts[item - 1];
    }
    int total = occurrenceStarts[wanted.length];
    this.occurrenceRows = budget.room(new int[0], total);
    this.occurrencePlaces = budget.room(new int[0], total);
    int[] next = occurrenceStarts.clone();
    for (int at = 0; at < observations.size(); at++) {
      for (int place = observations.from(at); place < observations.to(at); place++) {
        int item = observations.item(place);
        if (wanted[item]) {
          occurrenceRows[next[item]] = at;
          occurrencePlaces[next[item]++] = place;
        }
      }
    }
  }

  /** Forgets the itemsets counted before. */
  public void clear() {
    itemsets.clear();
  }

  /**
   * Adds an itemset to be counted; its number is the order in which it was added.
   *
   * @param source its items but the least frequent, from ≤ index &lt; to, least frequent first
   */
  public void add(int[] source, int from, int to) {
    itemsets.add(source, from, to);
  }

  /** Counts the itemsets added, all of which have this least frequent item. */
  public void count(int item) {
    int count = itemsets.itemsetCount();
    orders = cleared(orders, count, 0);
    buyers = cleared(buyers, count, 0);
    latestBuyer = cleared(latestBuyer, count, NOBODY);
    latestOrders = cleared(latestOrders, count, 0);
    topOrders = cleared(topOrders, count, 0);
    ownOrders = cleared(ownOrders, count, 0);
    ownBuyers = cleared(ownBuyers, count, 0);
    latestOwnBuyer = cleared(latestOwnBuyer, count, NOBODY);
    bySize = cleared(bySize, (long) count * sizes, 0);
    byPeriod = cleared(byPeriod, (long) count * periods, 0);
    for (int slot = occurrenceStarts[item]; slot < occurrenceStarts[item + 1]; slot++) {
      row = occurrenceRows[slot];
      int from = observations.from(row);
      int length = occurrencePlaces[slot] - from;
      if (scratch.length < length) {
        scratch = new int[2 * length];
      }
      for (int i = 0; i < length; i++) {
        scratch[i] = observations.item(from + i);
        marks[scratch[i]] = observations.mark(from + i);
      }
      int mark = observations.mark(occurrencePlaces[slot]);
      itemsets.walk(scratch, 0, length, marks, mark, this::met);
      for (int i = 0; i < length; i++) {
        marks[scratch[i]] = Observations.ABSENT;
      }
    }
  }

  /** Transactions with the itemset. */
  public int orders(int itemset) {
    return orders[itemset];
  }

  /** Buyers with the itemset in one transaction. */
  public int buyers(int itemset) {
    return buyers[itemset];
  }

  /** Transactions with the itemset of the buyer who has most of them. */
  public int topBuyerOrders(int itemset) {
    return topOrders[itemset];
  }

  /** Transactions with all of the itemset by own choice. */
  public int ownOrders(int itemset) {
    return ownOrders[itemset];
  }

  /** Buyers with such a transaction. */
  public int ownBuyers(int itemset) {
    return ownBuyers[itemset];
  }

  /** Such transactions by stratum of size: stratum, count, stratum, count, without zeros. */
  public int[] ownOrdersBySize(int itemset) {
    return sparse(bySize, itemset * sizes, sizes);
  }

  /** Such transactions by stratum of time, in the same form. */
  public int[] ownOrdersByPeriod(int itemset) {
    return sparse(byPeriod, itemset * periods, periods);
  }

  private void met(int itemset, int mark) {
    int buyer = observations.buyer(row);
    orders[itemset]++;
    if (latestBuyer[itemset] != buyer) {
      latestBuyer[itemset] = buyer;
      latestOrders[itemset] = 0;
      buyers[itemset]++;
    }
    topOrders[itemset] = Math.max(topOrders[itemset], ++latestOrders[itemset]);
    if (mark == Observations.OWN_CHOICE) {
      ownOrders[itemset]++;
      if (latestOwnBuyer[itemset] != buyer) {
        latestOwnBuyer[itemset] = buyer;
        ownBuyers[itemset]++;
      }
      bySize[itemset * sizes + observations.sizeStratum(row)]++;
      byPeriod[itemset * periods + observations.period(row)]++;
    }
  }

  private static int[] sparse(int[] counts, int from, int length) {
    int filled = 0;
    for (int i = from; i < from + length; i++) {
      if (counts[i] != 0) {
        filled += 2;
      }
    }
    int[] pairs = new int[filled];
    int at = 0;
    for (int i = 0; i < length; i++) {
      if (counts[from + i] != 0) {
        pairs[at++] = i;
        pairs[at++] = counts[from + i];
      }
    }
    return pairs;
  }

  private int[] cleared(int[] array, long length, int value) {
    int[] room = budget.room(array, length);
    Arrays.fill(room, 0, (int) length, value);
    return room;
  }
}
