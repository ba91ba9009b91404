package io.tandem.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Baskets by their size, and what is expected to meet among those of equal size. */
final class SizeStrata {
  private final Map<Integer, Stratum> strata = new TreeMap<>();

  /**
   * @param baskets kept, not copied: they may be changed as long as each product stays in as many
   *     baskets of each size
   */
  SizeStrata(int[][] baskets, int products) {
    for (int[] basket : baskets) {
      Stratum stratum =
          strata.computeIfAbsent(
              basket.length, size -> new Stratum(new ArrayList<>(), new int[products]));
      stratum.baskets().add(basket);
      for (int product : basket) {
        stratum.counts()[product]++;
      }
    }
  }

  /** The smallest baskets first. */
  Iterable<Stratum> each() {
    return strata.values();
  }

  /** Baskets that would hold both if, among baskets of equal size, the two were independent. */
  double expected(int a, int b) {
    return strata.values().stream().mapToDouble(stratum -> stratum.expected(a, b)).sum();
  }

  /**
   * Baskets of one size.
   *
   * @param counts by product: how many of them hold it
   */
  record Stratum(List<int[]> baskets, int[] counts) {
    double expected(int a, int b) {
      return (double) counts[a] * counts[b] / baskets.size();
    }

    /** The baskets with one product and without another. */
    List<int[]> only(int held, int lacking) {
      List<int[]> found = new ArrayList<>();
      for (int[] basket : baskets) {
        if (SwapShuffle.holds(basket, held) && !SwapShuffle.holds(basket, lacking)) {
          found.add(basket);
        }
      }
      return found;
    }
  }
}
