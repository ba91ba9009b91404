package io.tandem.basket;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** In how many baskets each product is. Grows with the catalogue, not with the orders. */
public final class ProductCounts implements Externalizable {
  private static final long serialVersionUID = 1L;

  private final ProductIndex products = new ProductIndex();

  /** By number of the product. */
  private long[] counts = new long[64];

  private long baskets;

  /** Nothing counted yet; public for {@link java.io.ObjectInputStream}. */
  public ProductCounts() {}

  /** Of rows whose first column is an array of distinct products. */
  static ProductCounts of(JavaRDD<InternalRow> baskets) {
    return baskets.treeAggregate(
        new ProductCounts(), ProductCounts::withBasket, ProductCounts::merged);
  }

  /** The products in at least ceil(minSupport × baskets) baskets, as MLlib rounds it. */
  ProductNumbers frequent(double minSupport) {
    int minCount = Math.toIntExact(Math.max(1, (long) Math.ceil(minSupport * baskets)));
    Map<UTF8String, Long> frequent = new HashMap<>();
    for (int number = 0; number < products.size(); number++) {
      if (counts[number] >= minCount) {
        frequent.put(products.product(number), counts[number]);
      }
    }
    return ProductNumbers.of(frequent, minCount);
  }

  private ProductCounts withBasket(InternalRow basket) {
    baskets++;
    ArrayData held = basket.getArray(0);
    for (int i = 0; i < held.numElements(); i++) {
      add(held.getUTF8String(i), 1);
    }
    return this;
  }

  private ProductCounts merged(ProductCounts other) {
    baskets += other.baskets;
    for (int number = 0; number < other.products.size(); number++) {
      add(other.products.product(number), other.counts[number]);
    }
    return this;
  }

  private void add(UTF8String product, long more) {
    int number = products.add(product);
    if (number == counts.length) {
      counts = Arrays.copyOf(counts, 2 * number);
    }
    counts[number] += more;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeLong(baskets);
    out.writeInt(products.size());
    for (int number = 0; number < products.size(); number++) {
      products.product(number).writeExternal(out);
      out.writeLong(counts[number]);
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    baskets = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      UTF8String product = new UTF8String();
      product.readExternal(in);
      add(product, in.readLong());
    }
  }
}
