package io.tandem.recommendation;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Customers of one block whose lists can be judged, because they bought something afterwards.
 *
 * @param ids customer ids
 * @param history what each had before; columns are items
 * @param factors of each
 * @param taken what each bought afterwards, as items, ascending; -1 for a product that nobody had
 *     before
 * @param orderCounts orders that each had before
 */
public record TestedCustomers(
    String[] ids, CompressedRows history, FactorRows factors, int[][] taken, int[] orderCounts)
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
            history.columns(),
            history.offsets()[customer],
            history.offsets()[customer + 1],
            item)
        >= 0;
  }
}
