package io.tandem.basket;

import io.tandem.basket.fpgrowth.MemoryBudget;
import io.tandem.basket.fpgrowth.Transactions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Baskets of strings on their way to the groups that need them: as numbers, equal ones merged, many
 * in one array.
 */
final class GroupedBaskets implements Iterator<Tuple2<Integer, int[]>> {
  /** Ints of one array: large enough to be cheap, small enough to travel. */
  private static final int BLOCK = 1 << 20;

  private final ProductNumbers numbers;
  private final ProductGroups groups;
  private final Iterator<Row> baskets;
  private final Transactions.Builder[] waiting;
  private final Deque<Tuple2<Integer, int[]>> ready = new ArrayDeque<>();

  /** By group: where its last product stands in the basket at hand, plus one. */
  private final int[] ends;

  private int[] basket = new int[64];

  GroupedBaskets(
      ProductNumbers numbers, ProductGroups groups, TaskMemory memory, Iterator<Row> baskets) {
    this.numbers = numbers;
    this.groups = groups;
    this.baskets = baskets;
    this.ends = new int[groups.numPartitions()];
    this.waiting = new Transactions.Builder[groups.numPartitions()];
    MemoryBudget budget = memory.budget();
    Arrays.setAll(waiting, group -> new Transactions.Builder(budget));
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && baskets.hasNext()) {
      send(baskets.next().getList(0));
      if (!baskets.hasNext()) {
        for (int group = 0; group < waiting.length; group++) {
          flush(group);
        }
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Tuple2<Integer, int[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void send(List<String> products) {
    if (products.size() > basket.length) {
      basket = new int[2 * products.size()];
    }
    int length = 0;
    for (String product : products) {
      int number = numbers.number(product);
      if (number != ProductNumbers.NONE) {
        basket[length++] = number;
      }
    }
    Arrays.sort(basket, 0, length);
    Arrays.fill(ends, 0);
    for (int i = 0; i < length; i++) {
      ends[groups.group(basket[i])] = i + 1;
    }
    for (int group = 0; group < ends.length; group++) {
      // The first product of a basket has nothing before it.
      if (ends[group] > 1) {
        waiting[group].add(basket, 0, ends[group], 1);
        if (waiting[group].blockLength() >= BLOCK) {
          flush(group);
        }
      }
    }
  }

  private void flush(int group) {
    if (waiting[group].blockLength() > 0) {
      ready.add(new Tuple2<>(group, waiting[group].block()));
      waiting[group].clear();
    }
  }
}
