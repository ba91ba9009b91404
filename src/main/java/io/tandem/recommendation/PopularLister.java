package io.tandem.recommendation;

import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What most customers bought lately, the same for everyone.
 *
 * @param ranked all items, best first
 */
record PopularLister(int[] ranked) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    return IntStream.range(0, customers.count())
        .mapToObj(
            customer ->
                IntStream.of(ranked)
                    .filter(item -> seen == Seen.ALLOWED || !customers.hasHad(customer, item))
                    .limit(n)
                    .toArray())
        .iterator();
  }
}
