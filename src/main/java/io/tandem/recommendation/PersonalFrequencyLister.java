package io.tandem.recommendation;

import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What the customer bought most often and most lately, filled up with what is popular: the model to
 * beat where customers buy again what they know.
 *
 * @param ranked all items, the most popular first
 */
record PersonalFrequencyLister(int[] ranked) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    if (seen == Seen.MASKED) {
      return new PopularLister(ranked).lists(customers, seen, n);
    }
    return IntStream.range(0, customers.count())
        .mapToObj(
            customer ->
                IntStream.concat(
                        mostFrequent(customers, customer),
                        IntStream.of(ranked).filter(item -> !customers.hasHad(customer, item)))
                    .limit(n)
                    .toArray())
        .iterator();
  }

  /** The customer's items by weight, the heaviest first. */
  static IntStream mostFrequent(TestedCustomers customers, int customer) {
    float[] weights = customers.history().weights();
    int[] columns = customers.history().columns();
    return IntStream.range(
            customers.history().offsets()[customer], customers.history().offsets()[customer + 1])
        .boxed()
        .sorted(
            Comparator.comparing((Integer entry) -> -weights[entry])
                .thenComparing(entry -> columns[entry]))
        .mapToInt(entry -> columns[entry]);
  }
}
