package io.tandem.recommendation;

import io.tandem.recommendation.als.CompressedRows;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What was bought by those who bought what the customer has: similarities of items to the customer's
 * own, added up (Sarwar et al. 2001). Filled up with what is popular.
 *
 * @param similarities of each item's neighbours
 * @param ranked all items, the most popular first
 */
record ItemKnnLister(CompressedRows similarities, int[] ranked) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    float[] scores = new float[similarities.count()];
    return IntStream.range(0, customers.count())
        .mapToObj(customer -> list(customers, customer, seen, n, scores))
        .iterator();
  }

  private int[] list(
      TestedCustomers customers, int customer, Seen seen, int n, float[] scores) {
    int[] had = customers.had(customer);
    BitSet met = new BitSet();
    for (int item : had) {
      for (int i = similarities.offsets()[item]; i < similarities.offsets()[item + 1]; i++) {
        int neighbour = similarities.columns()[i];
        scores[neighbour] += similarities.weights()[i];
        met.set(neighbour);
      }
    }
    if (seen == Seen.MASKED) {
      for (int item : had) {
        met.clear(item);
        scores[item] = 0;
      }
    }
    int[] best =
        met.stream()
            .boxed()
            .sorted(Comparator.comparing((Integer item) -> -scores[item]))
            .limit(n)
            .mapToInt(Integer::intValue)
            .toArray();
    BitSet listed = new BitSet();
    IntStream.of(best).forEach(listed::set);
    met.stream().forEach(item -> scores[item] = 0);
    return IntStream.concat(
            IntStream.of(best),
            IntStream.of(ranked)
                .filter(item -> !listed.get(item))
                .filter(item -> seen == Seen.ALLOWED || !customers.hasHad(customer, item)))
        .limit(n)
        .toArray();
  }
}
