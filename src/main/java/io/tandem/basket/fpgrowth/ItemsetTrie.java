package io.tandem.basket.fpgrowth;

import java.util.Arrays;

/**
 * Itemsets with one common least frequent item, as a tree of their other items: walking it beside a
 * transaction meets each itemset that the transaction holds, and only these. An itemset's number is
 * the order in which it was added.
 */
final class ItemsetTrie {
  private static final int NONE = -1;

  private final MemoryBudget budget;

  /** By item: its node right below the common item. Here a tree is widest, so here is no list. */
  private final int[] tops;

  private int[] items = {};
  private int[] itemsets = {};
  private int[] firstChildren = {};
  private int[] nextSiblings = {};
  private int nodeCount;
  private int itemsetCount;

  /** The number of the itemset that is the common item alone, or none. */
  private int alone = NONE;

  ItemsetTrie(int itemCount, MemoryBudget budget) {
    this.budget = budget;
    this.tops = budget.room(new int[0], itemCount);
    Arrays.fill(tops, NONE);
  }

  /** Gets the itemsets that were met. */
  @FunctionalInterface
  interface Visitor {
    /**
     * An itemset lies within the transaction.
     *
     * @param mark the least of the marks of its items
     */
    void met(int itemset, int mark);
  }

  /** Forgets all itemsets. */
  void clear() {
    nodeCount = 0;
    itemsetCount = 0;
    alone = NONE;
    Arrays.fill(tops, NONE);
  }

  int itemsetCount() {
    return itemsetCount;
  }

  /**
   * Adds an itemset: its items but the common one, from ≤ index &lt; to, descending. Itemsets that
   * come sorted share the nodes of what they begin with.
   */
  void add(int[] source, int from, int to) {
    int itemset = itemsetCount++;
    if (from == to) {
      alone = itemset;
      return;
    }
    int top = source[from];
    if (tops[top] == NONE) {
      tops[top] = node(top);
    }
    int at = tops[top];
    for (int i = from + 1; i < to; i++) {
      int newest = firstChildren[at];
      if (newest == NONE || items[newest] != source[i]) {
        int child = node(source[i]);
        nextSiblings[child] = newest;
        firstChildren[at] = child;
      }
      at = firstChildren[at];
    }
    itemsets[at] = itemset;
  }

  /**
   * Meets every itemset within a transaction that holds the common item.
   *
   * @param source the items that stand before it, from ≤ index &lt; to
   * @param marks by item: 0 where the transaction does not hold it
   * @param mark the common item's
   */
  void walk(int[] source, int from, int to, byte[] marks, int mark, Visitor visitor) {
    if (alone != NONE) {
      visitor.met(alone, mark);
    }
    for (int i = from; i < to; i++) {
      int node = tops[source[i]];
      if (node != NONE) {
        walk(node, marks, Math.min(mark, marks[source[i]]), visitor);
      }
    }
  }

  private void walk(int node, byte[] marks, int mark, Visitor visitor) {
    if (itemsets[node] != NONE) {
      visitor.met(itemsets[node], mark);
    }
    for (int child = firstChildren[node]; child != NONE; child = nextSiblings[child]) {
      int own = marks[items[child]];
      if (own != 0) {
        walk(child, marks, Math.min(mark, own), visitor);
      }
    }
  }

  private int node(int item) {
    items = budget.room(items, nodeCount + 1L);
    itemsets = budget.room(itemsets, nodeCount + 1L);
    firstChildren = budget.room(firstChildren, nodeCount + 1L);
    nextSiblings = budget.room(nextSiblings, nodeCount + 1L);
    items[nodeCount] = item;
    itemsets[nodeCount] = NONE;
    firstChildren[nodeCount] = NONE;
    nextSiblings[nodeCount] = NONE;
    return nodeCount++;
  }
}
