package io.tandem.basket;

import io.tandem.basket.fpgrowth.ItemsetEvidence;
import io.tandem.basket.fpgrowth.MemoryBudget;
import io.tandem.basket.fpgrowth.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/** What speaks for the itemsets of one group, counted while it is asked for. */
final class ObservedGroup implements Iterator<Row> {
  private final ProductNumbers numbers;
  private final ItemsetEvidence evidence;

  /** Numbers, the least frequent product first; sorted. */
  private final List<int[]> itemsets = new ArrayList<>();

  /** Itemsets with one least frequent product, those last counted: from ≤ index &lt; to. */
  private int from;

  private int to;
  private int next;

  ObservedGroup(
      ProductNumbers numbers,
      EvidenceStrata strata,
      TaskMemory memory,
      Iterator<Tuple2<Integer, int[]>> itemsets,
      Iterator<Tuple2<Integer, int[]>> blocks) {
    this.numbers = numbers;
    MemoryBudget budget = memory.budget();
    itemsets.forEachRemaining(itemset -> this.itemsets.add(itemset._2()));
    this.itemsets.sort(Arrays::compare);
    Observations.Builder baskets = new Observations.Builder(budget);
    blocks.forEachRemaining(block -> baskets.addBlock(block._2()));
    this.evidence =
        new ItemsetEvidence(baskets.build(), wanted(), strata.sizes(), strata.months(), budget);
  }

  /** The products that an itemset of this group belongs to. */
  private boolean[] wanted() {
    boolean[] wanted = new boolean[numbers.size()];
    itemsets.forEach(itemset -> wanted[itemset[0]] = true);
    return wanted;
  }

  @Override
  public boolean hasNext() {
    if (next == to && to < itemsets.size()) {
      int product = itemsets.get(to)[0];
      from = to;
      evidence.clear();
      while (to < itemsets.size() && itemsets.get(to)[0] == product) {
        int[] itemset = itemsets.get(to++);
        evidence.add(itemset, 1, itemset.length);
      }
      evidence.count(product);
    }
    return next < to;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int itemset = next - from;
    int[] products = itemsets.get(next++);
    return RowFactory.create(
        numbers.products(products, 0, products.length),
        products.length,
        (long) evidence.orders(itemset),
        (long) evidence.buyers(itemset),
        (double) evidence.topBuyerOrders(itemset) / evidence.orders(itemset),
        (long) evidence.ownOrders(itemset),
        (long) evidence.ownBuyers(itemset),
        evidence.ownOrdersBySize(itemset),
        evidence.ownOrdersByPeriod(itemset));
  }
}
