package io.tandem.recommendation;

import java.io.Serializable;
import java.util.Iterator;

/** A way to make customers' lists. Ties by item. */
@FunctionalInterface
public interface Lister extends Serializable {
  /**
   * A list for each customer, in their order: items, best first; fewer than n where fewer are left.
   */
  Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n);
}
