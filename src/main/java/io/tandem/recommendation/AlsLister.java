package io.tandem.recommendation;

import io.tandem.recommendation.als.Groups;
import io.tandem.recommendation.als.ItemPanels;
import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What has the highest scores.
 *
 * @param panels factors of all items
 */
record AlsLister(ItemPanels panels) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    Iterator<ScoredItems> lists =
        new TopN(panels, n, Float.NEGATIVE_INFINITY, Groups.NONE)
            .lists(
                customers.factors(),
                customer -> seen == Seen.ALLOWED ? new int[0] : customers.had(customer));
    return IntStream.range(0, customers.count())
        .mapToObj(customer -> lists.next().items())
        .iterator();
  }
}
