package io.tandem.recommendation.lister;

import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What the customer bought most often and most lately, filled up with what is popular: the model to
 * beat where customers buy again what they know.
 *
 * @param ranked all items, the most popular first
 */
public record PersonalFrequencyLister(int[] ranked) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    return IntStream.range(0, customers.count())
        .mapToObj(
            customer ->
                IntStream.concat(
                        seen == Seen.ALLOWED ? customers.mostFrequent(customer) : IntStream.empty(),
                        customers.allowed(customer, ranked, Seen.MASKED))
                    .limit(n)
                    .toArray())
        .iterator();
  }
}
