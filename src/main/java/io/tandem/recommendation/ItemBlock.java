package io.tandem.recommendation;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.RowBlocks;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import scala.Tuple2;

/**
 * Who prefers some items, and whose factors are needed for them. The factors of those users arrive
 * in one shipment from each block of users and stand behind each other.
 *
 * @param number of the block
 * @param preferences a row per item, by its place in the block; columns are places among the users
 *     that arrive, in the order of the users' numbers
 * @param starts where each block's shipment begins; last, how many users there are
 */
record ItemBlock(int number, CompressedRows preferences, int[] starts) implements Serializable {

  /**
   * What a block of items must know of a block of users.
   *
   * @param source the block of users
   * @param places of its users who prefer one of the items, ascending: the out-links
   * @param ends where each user's entries end in the arrays that follow
   * @param items by their place in the block
   * @param weights of the same entries
   */
  record Crossing(int source, int[] places, int[] ends, int[] items, float[] weights)
      implements Serializable {}

  /** The factors of the users that an earlier {@link Crossing} named. */
  record Shipment(int source, FactorRows users) implements Serializable {}

  /** What each block of items must know of this block of users. */
  static List<Tuple2<Integer, Crossing>> crossings(PreferenceBlocks.Block users, RowBlocks items) {
    CompressedRows preferences = users.preferences();
    int[] userCounts = new int[items.blocks()];
    int[] entryCounts = new int[items.blocks()];
    int[] lastUser = new int[items.blocks()];
    Arrays.fill(lastUser, -1);
    for (int user = 0; user < preferences.count(); user++) {
      for (int i = preferences.offsets()[user]; i < preferences.offsets()[user + 1]; i++) {
        int block = items.block(preferences.columns()[i]);
        entryCounts[block]++;
        if (lastUser[block] != user) {
          lastUser[block] = user;
          userCounts[block]++;
        }
      }
    }
    List<Tuple2<Integer, Crossing>> crossings = new ArrayList<>();
    for (int block = 0; block < items.blocks(); block++) {
      crossings.add(
          new Tuple2<>(
              block,
              new Crossing(
                  users.number(),
                  new int[userCounts[block]],
                  new int[userCounts[block]],
                  new int[entryCounts[block]],
                  new float[entryCounts[block]])));
    }
    Arrays.fill(userCounts, 0);
    Arrays.fill(entryCounts, 0);
    for (int user = 0; user < preferences.count(); user++) {
      for (int i = preferences.offsets()[user]; i < preferences.offsets()[user + 1]; i++) {
        int item = preferences.columns()[i];
        int block = items.block(item);
        Crossing crossing = crossings.get(block)._2();
        if (userCounts[block] == 0 || crossing.places()[userCounts[block] - 1] != user) {
          crossing.places()[userCounts[block]++] = user;
        }
        int entry = entryCounts[block]++;
        crossing.items()[entry] = items.place(item);
        crossing.weights()[entry] = preferences.weights()[i];
        crossing.ends()[userCounts[block] - 1] = entry + 1;
      }
    }
    return crossings;
  }

  /**
   * Who is to be sent where.
   *
   * @param source the block of users
   * @param places by block of items, the users it needs
   */
  record OutLinks(int source, int[][] places) implements Serializable {
    static OutLinks of(PreferenceBlocks.Block users, RowBlocks items) {
      return new OutLinks(
          users.number(),
          crossings(users, items).stream()
              .map(crossing -> crossing._2().places())
              .toArray(int[][]::new));
    }

    /** A shipment for each block of items. */
    Iterator<Tuple2<Integer, Shipment>> ship(FactorRows users) {
      return IntStream.range(0, places.length)
          .mapToObj(block -> new Tuple2<>(block, new Shipment(source, users.rows(places[block]))))
          .iterator();
    }
  }

  /** The block, from what arrives of every block of users. */
  static Iterator<ItemBlock> of(
      int number, RowBlocks users, RowBlocks items, Iterator<Tuple2<Integer, Crossing>> crossings) {
    Crossing[] bySource = new Crossing[users.blocks()];
    crossings.forEachRemaining(crossing -> bySource[crossing._2().source()] = crossing._2());
    int[] starts = new int[bySource.length + 1];
    int[] offsets = new int[items.size(number) + 1];
    for (int source = 0; source < bySource.length; source++) {
      starts[source + 1] = Math.addExact(starts[source], bySource[source].places().length);
      for (int item : bySource[source].items()) {
        offsets[item + 1]++;
      }
    }
    for (int item = 1; item < offsets.length; item++) {
      offsets[item] = Math.addExact(offsets[item], offsets[item - 1]);
    }
    int[] columns = new int[offsets[offsets.length - 1]];
    float[] weights = new float[columns.length];
    int[] next = offsets.clone();
    // In the order of the users' numbers, so that an item's sums do not depend on the blocks.
    for (long user : inOrder(bySource, starts, users)) {
      int column = (int) user;
      int source = users.block((int) (user >>> Integer.SIZE));
      Crossing crossing = bySource[source];
      int place = column - starts[source];
      int end = crossing.ends()[place];
      for (int i = place == 0 ? 0 : crossing.ends()[place - 1]; i < end; i++) {
        int entry = next[crossing.items()[i]]++;
        columns[entry] = column;
        weights[entry] = crossing.weights()[i];
      }
    }
    return List.of(new ItemBlock(number, new CompressedRows(offsets, columns, weights), starts))
        .iterator();
  }

  /** The users that arrive, ascending: the number of each above its column. */
  private static long[] inOrder(Crossing[] bySource, int[] starts, RowBlocks users) {
    long[] order = new long[starts[bySource.length]];
    for (int source = 0; source < bySource.length; source++) {
      int[] places = bySource[source].places();
      for (int i = 0; i < places.length; i++) {
        int column = starts[source] + i;
        order[column] = (long) users.row(source, places[i]) << Integer.SIZE | column;
      }
    }
    Arrays.sort(order);
    return order;
  }

  /** All shipments behind each other: the rows that the columns of this block mean. */
  FactorRows unload(Iterator<Tuple2<Integer, Shipment>> shipments, int factors) {
    FactorRows users = FactorRows.zero(starts[starts.length - 1], factors);
    shipments.forEachRemaining(
        shipment -> users.setAll(starts[shipment._2().source()], shipment._2().users()));
    return users;
  }
}
