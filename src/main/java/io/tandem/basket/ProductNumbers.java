package io.tandem.basket;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Products as ints: the frequent ones, from 0 by descending number of baskets, ties by id. The same
 * baskets give the same numbers, whatever the partitions.
 */
final class ProductNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] products;
  private final int[] counts;
  private final int minCount;

  /** By number: the product's position among all, sorted by id. */
  private final int[] positions;

  private ProductNumbers(List<UTF8String> products, int[] counts, int minCount) {
    this.products = products.stream().map(UTF8String::toString).toArray(String[]::new);
    this.counts = counts;
    this.minCount = minCount;
    this.positions = new int[counts.length];
    Integer[] sorted = new Integer[counts.length];
    Arrays.setAll(sorted, number -> number);
    Arrays.sort(sorted, Comparator.comparing(products::get));
    for (int position = 0; position < sorted.length; position++) {
      positions[sorted[position]] = position;
    }
  }

  /** Of products with the number of baskets that hold them. */
  static ProductNumbers of(Map<UTF8String, Long> basketCounts, int minCount) {
    // Strings of Spark are compared by their bytes, the order in which Spark sorts.
    List<Map.Entry<UTF8String, Long>> mostFrequentFirst =
        basketCounts.entrySet().stream()
            .sorted(
                Map.Entry.<UTF8String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    return new ProductNumbers(
        mostFrequentFirst.stream().map(Map.Entry::getKey).toList(),
        mostFrequentFirst.stream().mapToInt(entry -> Math.toIntExact(entry.getValue())).toArray(),
        minCount);
  }

  int size() {
    return products.length;
  }

  /** By number: baskets that hold the product, descending. */
  int[] counts() {
    return counts;
  }

  int minCount() {
    return minCount;
  }

  /** Finds the number of a product; made at each call, for one task. */
  ProductIndex index() {
    ProductIndex index = new ProductIndex();
    for (String product : products) {
      index.add(UTF8String.fromString(product));
    }
    return index;
  }

  /** The products of these numbers, sorted as Spark sorts. */
  String[] products(int[] source, int from, int to) {
    int[] sorted = new int[to - from];
    for (int i = from; i < to; i++) {
      int position = positions[source[i]];
      int at = i - from;
      while (at > 0 && positions[sorted[at - 1]] > position) {
        sorted[at] = sorted[at - 1];
        at--;
      }
      sorted[at] = source[i];
    }
    String[] names = new String[sorted.length];
    Arrays.setAll(names, i -> products[sorted[i]]);
    return names;
  }
}
