package io.tandem.basket;

import io.tandem.basket.fpgrowth.Pack;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Sends each basket to the groups that have one of its products, as far as the last of these; many
 * travel in one array, under the number of their group.
 */
final class GroupBlocks implements Iterator<Tuple2<Integer, int[]>> {
  /** Ints of one array: large enough to be cheap, small enough to travel. */
  private static final int BLOCK = 1 << 16;

  private final ProductGroups groups;
  private final Freight freight;
  private final Iterator<InternalRow> baskets;
  private final Deque<Tuple2<Integer, int[]>> ready = new ArrayDeque<>();

  /** By group: how many products of the basket at hand it needs. */
  private final int[] needed;

  GroupBlocks(ProductGroups groups, Freight freight, Iterator<InternalRow> baskets) {
    this.groups = groups;
    this.freight = freight;
    this.baskets = baskets;
    this.needed = new int[groups.numPartitions()];
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && baskets.hasNext()) {
      send(baskets.next());
      if (!baskets.hasNext()) {
        for (int group = 0; group < needed.length; group++) {
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

  private void send(InternalRow basket) {
    int length = freight.load(basket);
    Arrays.fill(needed, 0);
    for (int i = 0; i < length; i++) {
      needed[groups.group(freight.number(i))] = i + 1;
    }
    for (int group = 0; group < needed.length; group++) {
      if (needed[group] >= freight.least()) {
        freight.add(group, needed[group]);
        if (freight.pack(group).blockLength() >= BLOCK) {
          flush(group);
        }
      }
    }
  }

  private void flush(int group) {
    Pack pack = freight.pack(group);
    if (pack.blockLength() > 0) {
      ready.add(new Tuple2<>(group, pack.block()));
      pack.clear();
    }
  }
}
