package io.tandem.basket;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Products as ints: the frequent ones, from 0 by descending number of baskets, ties by id. The same
 * baskets give the same numbers, whatever the partitions.
 */
final class ProductNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A number for products that are not frequent. */
  static final int NONE = -1;

  /** The order in which Spark sorts strings: by their bytes. */
  private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

  private final String[] products;
  private final int[] counts;
  private final int minCount;

  /** By number: the product's position among all, sorted by id. */
  private final int[] positions;

  private transient Map<String, Integer> numbers;

  private ProductNumbers(String[] products, int[] counts, int minCount) {
    this.products = products;
    this.counts = counts;
    this.minCount = minCount;
    this.positions = new int[products.length];
    Integer[] sorted = new Integer[products.length];
    Arrays.setAll(sorted, number -> number);
    byte[][] bytes = new byte[products.length][];
    Arrays.setAll(bytes, number -> products[number].getBytes(StandardCharsets.UTF_8));
    Arrays.sort(sorted, Comparator.comparing(number -> bytes[number], BY_BYTES));
    for (int position = 0; position < sorted.length; position++) {
      positions[sorted[position]] = position;
    }
  }

  /** Of products with the number of baskets that hold them; those below the least are left out. */
  static ProductNumbers of(Map<String, long[]> basketCounts, int minCount) {
    Comparator<Map.Entry<String, long[]>> mostFrequentFirst =
        Comparator.comparing((Map.Entry<String, long[]> entry) -> -entry.getValue()[0])
            .thenComparing(entry -> entry.getKey().getBytes(StandardCharsets.UTF_8), BY_BYTES);
    List<Map.Entry<String, long[]>> frequent =
        basketCounts.entrySet().stream()
            .filter(entry -> entry.getValue()[0] >= minCount)
            .sorted(mostFrequentFirst)
            .toList();
    return new ProductNumbers(
        frequent.stream().map(Map.Entry::getKey).toArray(String[]::new),
        frequent.stream().mapToInt(entry -> Math.toIntExact(entry.getValue()[0])).toArray(),
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

  String product(int number) {
    return products[number];
  }

  /** The number of a product, or {@link #NONE}. */
  int number(String product) {
    Integer number = numbers().get(product);
    return number == null ? NONE : number;
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

  private synchronized Map<String, Integer> numbers() {
    if (numbers == null) {
      Map<String, Integer> all = new HashMap<>(2 * products.length);
      for (int number = 0; number < products.length; number++) {
        all.put(products[number], number);
      }
      numbers = all;
    }
    return numbers;
  }
}
