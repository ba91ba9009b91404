package io.tandem.recommendation;

import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.ItemPanels;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The products that may be recommended, ready to be scored: a candidate's place is the rank of its
 * product id among them, so that equal scores are told apart by id. Sent to every executor: it
 * grows with the catalogue alone.
 *
 * @param productIds by place
 * @param panels their factors
 * @param placeOf the place of each item; -1 for one that is no candidate
 */
record Candidates(String[] productIds, ItemPanels panels, int[] placeOf) implements Serializable {

  /**
   * Takes these items.
   *
   * @param items numbers, ascending
   * @param productIds of all items
   * @param factors of all items
   */
  static Candidates of(int[] items, String[] productIds, FactorRows factors) {
    int[] placeOf = new int[productIds.length];
    Arrays.fill(placeOf, -1);
    IntStream.range(0, items.length).forEach(place -> placeOf[items[place]] = place);
    return new Candidates(
        IntStream.of(items).mapToObj(item -> productIds[item]).toArray(String[]::new),
        ItemPanels.of(factors.rows(items)),
        placeOf);
  }

  int count() {
    return productIds.length;
  }

  /** The places of some items, given in ascending order; those that are no candidates have none. */
  int[] places(int[] items, int from, int to) {
    int[] places = new int[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (placeOf[items[i]] >= 0) {
        places[count++] = placeOf[items[i]];
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** All places but these, which are ascending. */
  int[] allBut(int[] places) {
    int[] others = new int[count() - places.length];
    int next = 0;
    int count = 0;
    for (int place = 0; place < count(); place++) {
      if (next < places.length && places[next] == place) {
        next++;
      } else {
        others[count++] = place;
      }
    }
    return others;
  }
}
