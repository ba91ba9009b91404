package io.tandem.basket;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** In how many baskets each product is. Grows with the catalogue, not with the orders. */
final class ProductCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, long[]> counts = new HashMap<>();
  private long baskets;

  /** Of rows whose first column is an array of distinct products. */
  static ProductCounts of(JavaRDD<Row> baskets) {
    return baskets.treeAggregate(
        new ProductCounts(), ProductCounts::withBasket, ProductCounts::merged);
  }

  /** The products in at least ceil(minSupport × baskets) baskets, as MLlib rounds it. */
  ProductNumbers frequent(double minSupport) {
    int minCount = Math.toIntExact(Math.max(1, (long) Math.ceil(minSupport * baskets)));
    return ProductNumbers.of(counts, minCount);
  }

  private ProductCounts withBasket(Row basket) {
    baskets++;
    for (String product : basket.<String>getList(0)) {
      counts.computeIfAbsent(product, unseen -> new long[1])[0]++;
    }
    return this;
  }

  private ProductCounts merged(ProductCounts other) {
    baskets += other.baskets;
    for (Map.Entry<String, long[]> count : other.counts.entrySet()) {
      counts.computeIfAbsent(count.getKey(), unseen -> new long[1])[0] += count.getValue()[0];
    }
    return this;
  }
}
