package io.tandem.recommendation.lister;

import io.tandem.recommendation.als.Groups;
import io.tandem.recommendation.als.ItemPanels;
import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What has the highest scores.
 *
 * @param items factors of all items
 */
public record AlsLister(ItemPanels items) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    Iterator<ScoredItems> lists =
        new TopN(items, n, Float.NEGATIVE_INFINITY, Groups.NONE)
            .lists(
                customers.factors(),
                customer -> seen == Seen.ALLOWED ? new int[0] : customers.had(customer));
    return IntStream.range(0, customers.count())
        .mapToObj(customer -> lists.next().items())
        .iterator();
  }
}
