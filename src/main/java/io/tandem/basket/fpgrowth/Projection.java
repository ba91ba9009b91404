package io.tandem.basket.fpgrowth;

import java.util.Arrays;

/**
 * The transactions that hold a prefix, without the prefix, and of their other items only those that
 * are frequent together with it: a conditional database (Han, Pei &amp; Yin 2000), in flat arrays
 * instead of a tree. Its items are numbered from 0 anew, in their old order, and each has the list
 * of its occurrences, so that the transactions that hold it are met without a search.
 *
 * <p>One object serves all prefixes of one length: it is refilled, and its arrays only grow.
 */
final class Projection {
  private final MemoryBudget budget;

  /** By number: the item, and the transactions that hold it and the prefix. */
  private int[] items;

  private int[] counts;
  private int itemCount;

  private int size;
  private int[] starts = new int[1];
  private int[] elements = {};
  private int[] weights = {};

  /** By number, from occurrenceStarts on: the row of each occurrence, and its place in elements. */
  private int[] occurrenceStarts = {};

  private int[] occurrenceRows = {};
  private int[] occurrencePlaces = {};

  /** What {@link #extend} found: the frequent numbers, ascending, and the count of each number. */
  private int[] found = {};

  private int[] foundCounts = {};
  private int foundCount;

  /** An empty one, to be refilled. */
  Projection(MemoryBudget budget) {
    this.budget = budget;
    this.items = new int[0];
    this.counts = new int[0];
  }

  /** All transactions as they are, beside the empty prefix. */
  Projection(Transactions transactions, int[] counts, MemoryBudget budget) {
    this.budget = budget;
    this.itemCount = counts.length;
    this.items = new int[itemCount];
    Arrays.setAll(items, item -> item);
    this.counts = counts;
    this.size = transactions.size;
    this.starts = transactions.starts;
    this.elements = transactions.items;
    this.weights = transactions.weights;
  }

  int itemCount() {
    return itemCount;
  }

  int item(int number) {
    return items[number];
  }

  int count(int number) {
    return counts[number];
  }

  /** How many items {@link #extend} found. */
  int foundCount() {
    return foundCount;
  }

  int foundItem(int index) {
    return items[found[index]];
  }

  int foundItemCount(int index) {
    return foundCounts[found[index]];
  }

  /** Lists the occurrences of the items that are wanted; to be called once after a refill. */
  void index(boolean[] wanted) {
    int[] next = cleared(occurrenceStarts, itemCount + 1);
    occurrenceStarts = next;
    for (int place = 0; place < starts[size]; place++) {
      if (wanted[elements[place]]) {
        next[elements[place] + 1]++;
      }
    }
    // Sums move each item's start into the slot before its own, where filling moves it on.
    for (int number = 1; number <= itemCount; number++) {
      next[number] += next[number - 1];
    }
    int total = next[itemCount];
    occurrenceRows = budget.room(occurrenceRows, total);
    occurrencePlaces = budget.room(occurrencePlaces, total);
    for (int row = size - 1; row >= 0; row--) {
      for (int place = starts[row]; place < starts[row + 1]; place++) {
        int number = elements[place];
        if (wanted[number]) {
          int slot = --next[number + 1];
          occurrenceRows[slot] = row;
          occurrencePlaces[slot] = place;
        }
      }
    }
    System.arraycopy(next, 1, next, 0, itemCount);
    next[itemCount] = total;
    found = cleared(found, itemCount);
    foundCounts = cleared(foundCounts, itemCount);
  }

  /** Counts the items that stand before this one, and keeps the frequent ones as found. */
  void extend(int number, int minCount) {
    int touched = 0;
    for (int slot = occurrenceStarts[number]; slot < occurrenceStarts[number + 1]; slot++) {
      int row = occurrenceRows[slot];
      int weight = weights[row];
      for (int place = starts[row]; place < occurrencePlaces[slot]; place++) {
        int other = elements[place];
        if (foundCounts[other] == 0) {
          found[touched++] = other;
        }
        foundCounts[other] += weight;
      }
    }
    foundCount = 0;
    for (int i = 0; i < touched; i++) {
      int other = found[i];
      if (foundCounts[other] >= minCount) {
        found[foundCount++] = other;
      } else {
        foundCounts[other] = 0;
      }
    }
    Arrays.sort(found, 0, foundCount);
  }

  /** Fills another with the transactions that hold this item, reduced to what was found. */
  void project(int number, Projection target) {
    target.refill(this);
    number();
    for (int slot = occurrenceStarts[number]; slot < occurrenceStarts[number + 1]; slot++) {
      int row = occurrenceRows[slot];
      int from = starts[row];
      int to = occurrencePlaces[slot];
      int start = target.open(to - from);
      int end = start;
      for (int place = from; place < to; place++) {
        int renumbered = foundCounts[elements[place]];
        if (renumbered != 0) {
          target.elements[end++] = renumbered - 1;
        }
      }
      // A single item has been counted and has nothing beside it.
      if (end - start > 1) {
        target.close(end, weights[row]);
      }
    }
  }

  /** The same for at most 64 found items: a transaction is a mask of them. */
  void project(int number, MaskProjection target) {
    int[] foundItems = new int[foundCount];
    Arrays.setAll(foundItems, this::foundItem);
    target.refill(foundItems, foundCount);
    number();
    for (int slot = occurrenceStarts[number]; slot < occurrenceStarts[number + 1]; slot++) {
      int row = occurrenceRows[slot];
      long mask = 0;
      for (int place = starts[row]; place < occurrencePlaces[slot]; place++) {
        int renumbered = foundCounts[elements[place]];
        if (renumbered != 0) {
          mask |= 1L << (renumbered - 1);
        }
      }
      target.add(mask, weights[row]);
    }
  }

  /** Forgets what was found, for the next {@link #extend}. */
  void release() {
    for (int i = 0; i < foundCount; i++) {
      foundCounts[found[i]] = 0;
    }
  }

  /** Puts the new number + 1 of each found item in the place of its count. */
  private void number() {
    for (int i = 0; i < foundCount; i++) {
      foundCounts[found[i]] = i + 1;
    }
  }

  private void refill(Projection source) {
    itemCount = source.foundCount;
    size = 0;
    items = cleared(items, itemCount);
    counts = cleared(counts, itemCount);
    for (int i = 0; i < itemCount; i++) {
      items[i] = source.foundItem(i);
      counts[i] = source.foundItemCount(i);
    }
  }

  /** Makes room for a transaction of at most this length and tells where it starts. */
  private int open(int length) {
    starts = budget.room(starts, size + 2L);
    weights = budget.room(weights, size + 1L);
    elements = budget.room(elements, (long) starts[size] + length);
    return starts[size];
  }

  private void close(int end, int weight) {
    weights[size] = weight;
    starts[++size] = end;
  }

  private int[] cleared(int[] array, int length) {
    int[] room = budget.room(array, length);
    Arrays.fill(room, 0, length, 0);
    return room;
  }
}
