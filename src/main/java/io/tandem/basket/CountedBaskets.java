package io.tandem.basket;

import io.tandem.basket.fpgrowth.MemoryBudget;
import io.tandem.basket.fpgrowth.Pack;
import io.tandem.basket.fpgrowth.Transactions;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Baskets on their way to be mined: equal ones are one with a count. */
final class CountedBaskets implements Freight {
  private final ProductIndex index;
  private final Transactions.Builder[] packs;
  private int[] basket = new int[64];

  CountedBaskets(ProductNumbers numbers, int groups, MemoryBudget budget) {
    this.index = numbers.index();
    this.packs = new Transactions.Builder[groups];
    Arrays.setAll(packs, group -> new Transactions.Builder(budget));
  }

  /** Of a row whose first column is the products. */
  @Override
  public int load(InternalRow row) {
    ArrayData products = row.getArray(0);
    int length = 0;
    for (int i = 0; i < products.numElements(); i++) {
      int number = index.number(products.getUTF8String(i));
      if (number != ProductIndex.NONE) {
        if (length == basket.length) {
          basket = Arrays.copyOf(basket, 2 * length);
        }
        basket[length++] = number;
      }
    }
    Arrays.sort(basket, 0, length);
    return length;
  }

  @Override
  public int number(int index) {
    return basket[index];
  }

  /** The first product of a basket has nothing before it to be mined. */
  @Override
  public int least() {
    return 2;
  }

  @Override
  public void add(int group, int products) {
    packs[group].add(basket, 0, products, 1);
  }

  @Override
  public Pack pack(int group) {
    return packs[group];
  }
}
