package io.tandem.recommendation.lister;

import java.io.Serializable;
import java.util.Iterator;

/** One model's way to make customers' lists. Ties by item. */
@FunctionalInterface
public interface Lister extends Serializable {
  /**
   * A list for each customer, in their order: items, best first; fewer than n where fewer are left.
   */
  Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n);
}
