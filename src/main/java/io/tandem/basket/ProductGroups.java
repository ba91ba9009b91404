package io.tandem.basket;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;

/** Which partition mines which products: dealt so that each has about as much to do. */
final class ProductGroups extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int[] groups;
  private final int groupCount;

  private ProductGroups(int[] groups, int groupCount) {
    this.groups = groups;
    this.groupCount = groupCount;
  }

  /**
   * Deals products, the dearest first, each to the group that has least to do. What a product costs
   * is about the elements that stand before it in its baskets: its baskets times the mean number of
   * more frequent products in a basket.
   */
  static ProductGroups deal(ProductNumbers numbers, int groupCount) {
    int[] counts = numbers.counts();
    double[] costs = new double[counts.length];
    double before = 1;
    for (int number = 0; number < counts.length; number++) {
      costs[number] = counts[number] * before;
      before += counts[number];
    }
    int[] dearestFirst =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted((one, other) -> Double.compare(costs[other], costs[one]))
            .mapToInt(number -> number)
            .toArray();
    int[] groups = new int[counts.length];
    double[] loads = new double[groupCount];
    for (int number : dearestFirst) {
      int least = 0;
      for (int group = 1; group < groupCount; group++) {
        if (loads[group] < loads[least]) {
          least = group;
        }
      }
      groups[number] = least;
      loads[least] += costs[number];
    }
    return new ProductGroups(groups, groupCount);
  }

  /** The group of a product's number. */
  int group(int number) {
    return groups[number];
  }

  /** By number: whether the product is of this group. */
  boolean[] members(int group) {
    boolean[] members = new boolean[groups.length];
    for (int number = 0; number < groups.length; number++) {
      members[number] = groups[number] == group;
    }
    return members;
  }

  @Override
  public int numPartitions() {
    return groupCount;
  }

  /** Records travel under the number of their group. */
  @Override
  public int getPartition(Object group) {
    return (Integer) group;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProductGroups that
        && groupCount == that.groupCount
        && Arrays.equals(groups, that.groups);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(groups);
  }
}
