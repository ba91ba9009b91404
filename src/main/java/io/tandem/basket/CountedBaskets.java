package io.tandem.basket;

import io.tandem.basket.fpgrowth.MemoryBudget;
import io.tandem.basket.fpgrowth.Transactions;
import java.util.Arrays;
import org.apache.spark.sql.Row;

/** Baskets on their way to be mined: equal ones are one with a count. */
final class CountedBaskets implements Freight {
  private final ProductNumbers numbers;
  private final Transactions.Builder[] packs;
  private int[] basket = new int[64];

  CountedBaskets(ProductNumbers numbers, int groups, MemoryBudget budget) {
    this.numbers = numbers;
    this.packs = new Transactions.Builder[groups];
    Arrays.setAll(packs, group -> new Transactions.Builder(budget));
  }

  /** Of a row whose first column is the products. */
  @Override
  public int load(Row row) {
    int length = 0;
    for (String product : row.<String>getList(0)) {
      int number = numbers.number(product);
      if (number != ProductNumbers.NONE) {
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
  public long length(int group) {
    return packs[group].blockLength();
  }

  @Override
  public int[] take(int group) {
    int[] block = packs[group].block();
    packs[group].clear();
    return block;
  }
}
