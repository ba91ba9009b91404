package io.tandem.basket;

import io.tandem.basket.fpgrowth.Pack;
import org.apache.spark.sql.catalyst.InternalRow;

/** How baskets are packed for their way to the groups that need them; one pack per group. */
interface Freight {
  /** Takes up a basket; returns how many of its products are frequent. */
  int load(InternalRow basket);

  /** The number of its i-th most frequent product. */
  int number(int index);

  /** The fewest products, counted from the most frequent, that tell a group something. */
  int least();

  /** Adds the first products of the basket to a group's pack. */
  void add(int group, int products);

  /** A group's pack. */
  Pack pack(int group);
}
