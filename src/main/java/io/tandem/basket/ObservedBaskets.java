package io.tandem.basket;

import io.tandem.basket.fpgrowth.MemoryBudget;
import io.tandem.basket.fpgrowth.Observations;
import io.tandem.basket.fpgrowth.Pack;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Baskets on their way to be evidence: with their buyer, size, month, and whose choice it was. */
final class ObservedBaskets implements Freight {
  private final ProductIndex index;
  private final int firstMonth;
  private final Observations.Builder[] packs;
  private int[] basket = new int[64];
  private int size;
  private int month;
  private long buyer;

  ObservedBaskets(ProductNumbers numbers, int firstMonth, int groups, MemoryBudget budget) {
    this.index = numbers.index();
    this.firstMonth = firstMonth;
    this.packs = new Observations.Builder[groups];
    Arrays.setAll(packs, group -> new Observations.Builder(budget));
  }

  /** Of a row of products, unprompted, buyer, month. */
  @Override
  public int load(InternalRow row) {
    ArrayData products = row.getArray(0);
    ArrayData unprompted = row.getArray(1);
    boolean isAllOwn = products.numElements() == unprompted.numElements();
    Set<UTF8String> own = isAllOwn ? Set.of() : setOf(unprompted);
    size = unprompted.numElements();
    buyer = row.getLong(2);
    month = row.getInt(3) - firstMonth;
    int length = 0;
    for (int i = 0; i < products.numElements(); i++) {
      UTF8String product = products.getUTF8String(i);
      int number = index.number(product);
      if (number != ProductIndex.NONE) {
        if (length == basket.length) {
          basket = Arrays.copyOf(basket, 2 * length);
        }
        basket[length++] = 2 * number + (isAllOwn || own.contains(product) ? 1 : 0);
      }
    }
    Arrays.sort(basket, 0, length);
    return length;
  }

  private static Set<UTF8String> setOf(ArrayData products) {
    Set<UTF8String> set = new HashSet<>();
    for (int i = 0; i < products.numElements(); i++) {
      set.add(products.getUTF8String(i));
    }
    return set;
  }

  @Override
  public int number(int index) {
    return basket[index] >> 1;
  }

  /** A single product is an itemset too. */
  @Override
  public int least() {
    return 1;
  }

  @Override
  public void add(int group, int products) {
    packs[group].open(size, month, buyer);
    packs[group].close(basket, 0, products);
  }

  @Override
  public Pack pack(int group) {
    return packs[group];
  }
}
