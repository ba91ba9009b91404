package io.tandem.evaluation.ranking;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each item stands in one model's lists: how much of the catalogue they show, how
 * unevenly, and how little known it is. Counts of different customers add up.
 */
public final class ListedItems implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] counts;

  /** Of no list. */
  public ListedItems(int items) {
    this(new long[items]);
  }

  private ListedItems(long[] counts) {
    this.counts = counts;
  }

  /** Counts the first k places of a list. */
  public void add(int[] list, int k) {
    for (int place = 0; place < Math.min(k, list.length); place++) {
      counts[list[place]]++;
    }
  }

  /** Of both's lists. */
  public ListedItems plus(ListedItems other) {
    long[] both = counts.clone();
    Arrays.setAll(both, item -> counts[item] + other.counts[item]);
    return new ListedItems(both);
  }

  /** The share of items that stand in any list. */
  public double coverage() {
    return (double) Arrays.stream(counts).filter(count -> count > 0).count() / counts.length;
  }

  /**
   * The Gini coefficient of the counts: 0 where every item stands in as many lists, near 1 where a
   * few items fill all; not a number where no item stands in any.
   */
  public double concentration() {
    long[] ascending = counts.clone();
    Arrays.sort(ascending);
    double weighted = 0;
    double sum = 0;
    for (int i = 0; i < ascending.length; i++) {
      weighted += (2.0 * (i + 1) - ascending.length - 1) * ascending[i];
      sum += ascending[i];
    }
    return weighted / (ascending.length * sum);
  }

  /**
   * How little known what is listed is: the mean over places of −log₂ of the share of customers who
   * had the item (Zhou et al. 2010), in bits; not a number where no list has a place.
   *
   * @param shares of customers who had each item, &gt; 0
   */
  public double novelty(double[] shares) {
    double bits =
        IntStream.range(0, counts.length)
            .mapToDouble(
                item ->
                    counts[item] == 0 ? 0 : -counts[item] * Math.log(shares[item]) / Math.log(2))
            .sum();
    return bits / Arrays.stream(counts).sum();
  }
}
