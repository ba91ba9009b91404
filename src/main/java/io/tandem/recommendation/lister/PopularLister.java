package io.tandem.recommendation.lister;

import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What most customers bought lately, the same for everyone.
 *
 * @param ranked all items, the most popular first
 */
public record PopularLister(int[] ranked) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    return IntStream.range(0, customers.count())
        .mapToObj(customer -> customers.allowed(customer, ranked, seen).limit(n).toArray())
        .iterator();
  }
}
