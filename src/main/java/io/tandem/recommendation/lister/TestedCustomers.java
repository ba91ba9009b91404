package io.tandem.recommendation.lister;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Customers whose lists can be judged, because they bought something before and something
 * afterwards.
 *
 * @param ids customer ids
 * @param history what each had before; columns are items
 * @param factors of each
 * @param taken what each bought afterwards, as items, ascending; -1 for a product that nobody had
 *     before
 * @param orderCounts orders that each had before
 * @param repeatShares how likely each is to take a product again rather than a new one, 0 to 1
 */
public record TestedCustomers(
    String[] ids,
    CompressedRows history,
    FactorRows factors,
    int[][] taken,
    int[] orderCounts,
    double[] repeatShares)
    implements Serializable {

  /** How many there are. */
  public int count() {
    return ids.length;
  }

  /** The items that a customer has had, ascending. */
  public int[] had(int customer) {
    return Arrays.copyOfRange(
        history.columns(), history.offsets()[customer], history.offsets()[customer + 1]);
  }

  /** Has the customer had the item? */
  public boolean hasHad(int customer, int item) {
    return Arrays.binarySearch(
            history.columns(), history.offsets()[customer], history.offsets()[customer + 1], item)
        >= 0;
  }

  /** The items that a customer has had, those bought most often and most lately first. */
  IntStream mostFrequent(int customer) {
    return IntStream.range(history.offsets()[customer], history.offsets()[customer + 1])
        .boxed()
        .sorted(
            Comparator.comparing((Integer entry) -> -history.weights()[entry])
                .thenComparing(entry -> history.columns()[entry]))
        .mapToInt(entry -> history.columns()[entry]);
  }

  /** Which of these items the customer's list may show. */
  IntStream allowed(int customer, int[] items, Seen seen) {
    return IntStream.of(items).filter(item -> seen == Seen.ALLOWED || !hasHad(customer, item));
  }
}
