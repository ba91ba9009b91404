package io.tandem.recommendation.lister;

import io.tandem.recommendation.als.CompressedRows;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What was bought by those who bought what the customer has: similarities of items to the
 * customer's own, added up (Sarwar et al. 2001), filled up with what is popular.
 *
 * @param neighbours of each item, with their similarity
 * @param ranked all items, the most popular first
 */
public record ItemKnnLister(CompressedRows neighbours, int[] ranked) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    float[] scores = new float[neighbours.count()];
    return IntStream.range(0, customers.count())
        .mapToObj(customer -> list(customers, customer, seen, n, scores))
        .iterator();
  }

  /**
   * @param scores zeros, before and after
   */
  private int[] list(TestedCustomers customers, int customer, Seen seen, int n, float[] scores) {
    BitSet met = new BitSet();
    for (int item : customers.had(customer)) {
      for (int i = neighbours.offsets()[item]; i < neighbours.offsets()[item + 1]; i++) {
        int neighbour = neighbours.columns()[i];
        scores[neighbour] += neighbours.weights()[i];
        met.set(neighbour);
      }
    }
    int[] best =
        customers
            .allowed(customer, met.stream().toArray(), seen)
            .boxed()
            .sorted(Comparator.comparing((Integer item) -> -scores[item]))
            .limit(n)
            .mapToInt(Integer::intValue)
            .toArray();
    met.stream().forEach(item -> scores[item] = 0);
    BitSet listed = new BitSet();
    IntStream.of(best).forEach(listed::set);
    return IntStream.concat(
            IntStream.of(best),
            customers.allowed(customer, ranked, seen).filter(item -> !listed.get(item)))
        .limit(n)
        .toArray();
  }
}
