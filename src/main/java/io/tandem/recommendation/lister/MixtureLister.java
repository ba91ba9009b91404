package io.tandem.recommendation.lister;

import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What the customer bought most often, and what they never had by another model, each in its own
 * order: of the first places, the share that is had before follows from how likely this customer
 * takes a product again. Where what was had is masked it is the other model.
 *
 * @param news ranks what the customer has not had
 * @param repeatOdds multiplies each customer's odds of taking a product again; 0: only news
 */
public record MixtureLister(Lister news, double repeatOdds) implements Lister {
  @Override
  public Iterator<int[]> lists(TestedCustomers customers, Seen seen, int n) {
    Iterator<int[]> newest = news.lists(customers, Seen.MASKED, n);
    if (seen == Seen.MASKED) {
      return newest;
    }
    return IntStream.range(0, customers.count())
        .mapToObj(
            customer ->
                merged(
                    customers.mostFrequent(customer).limit(n).toArray(),
                    newest.next(),
                    share(customers.repeatShares()[customer]),
                    n))
        .iterator();
  }

  /** The share of places for what was had, where so many of the purchases are repeats. */
  private double share(double repeats) {
    double weighted = repeatOdds * repeats;
    return weighted == 0 ? 0 : weighted / (weighted + 1 - repeats);
  }

  /** The i-th known item stands about at place i / share, the i-th new one at i / (1 − share). */
  private static int[] merged(int[] known, int[] fresh, double share, int n) {
    int[] merged = new int[Math.min(n, known.length + fresh.length)];
    int fromKnown = 0;
    int fromFresh = 0;
    for (int place = 0; place < merged.length; place++) {
      boolean takesKnown =
          fromFresh == fresh.length
              || (fromKnown < known.length
                  && (fromKnown + 1) * (1 - share) <= (fromFresh + 1) * share);
      merged[place] = takesKnown ? known[fromKnown++] : fresh[fromFresh++];
    }
    return merged;
  }
}
