package io.tandem.evaluation.ranking;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How a list did for one customer.
 *
 * @param ranks of the hits, from 1, ascending
 * @param relevant how many items could have been hits; at least 1
 */
public record Hits(int[] ranks, int relevant) {
  /**
   * The hits of a list.
   *
   * @param list items, best first
   * @param isRelevant was the item bought?
   * @param relevant how many items were, in the list or not
   */
  public static Hits of(int[] list, IntPredicate isRelevant, int relevant) {
    return new Hits(
        IntStream.range(0, list.length)
            .filter(place -> isRelevant.test(list[place]))
            .map(place -> place + 1)
            .toArray(),
        relevant);
  }

  /** The ranks of the hits among the first k. */
  IntStream within(int k) {
    return Arrays.stream(ranks).takeWhile(rank -> rank <= k);
  }
}
