package io.tandem.recommendation;

import io.tandem.recommendation.PreferenceBlocks.Block;
import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.RowBlocks;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import scala.Tuple2;

/**
 * The items most similar to each item by who prefers them: the cosine of the two sets of customers,
 * shrunk towards 0 where few prefer both (Sarwar et al. 2001; Bell &amp; Koren 2007). Grows with
 * the catalogue alone.
 */
final class ItemNeighbours {
  /** Neighbours that are kept of each item. */
  private static final int KEPT = 100;

  /** A cosine that rests on as many common customers counts half. */
  private static final double SHRINKAGE = 10;

  /**
   * Customers who prefer more than this say little about what goes with what, and cost its square.
   */
  private static final int MOST_PREFERENCES = 500;

  /** The neighbours of each item, ascending, with their similarity. */
  static CompressedRows of(PreferenceBlocks preferences) {
    RowBlocks items = preferences.items();
    int[] customers =
        preferences.rows().map(block -> counts(block, items.rows())).reduce(ItemNeighbours::sum);
    List<Part> parts =
        preferences
            .rows()
            .flatMapToPair(block -> voters(block, items))
            .partitionBy(new HashPartitioner(items.blocks()))
            .mapPartitionsWithIndex(
                (number, voters) -> List.of(part(number, items, voters, customers)).iterator(),
                true)
            .collect();
    return whole(parts, items);
  }

  /** Customers with their preferences. */
  private record Voters(CompressedRows rows) implements Serializable {}

  /** The neighbours of a block of items. */
  private record Part(int block, int[][] neighbours, float[][] similarities)
      implements Serializable {}

  private static boolean votes(Block block, int user) {
    return block.preferences().length(user) <= MOST_PREFERENCES;
  }

  private static int[] counts(Block block, int items) {
    int[] counts = new int[items];
    for (int user = 0; user < block.preferences().count(); user++) {
      if (votes(block, user)) {
        int end = block.preferences().offsets()[user + 1];
        for (int i = block.preferences().offsets()[user]; i < end; i++) {
          counts[block.preferences().columns()[i]]++;
        }
      }
    }
    return counts;
  }

  private static int[] sum(int[] one, int[] other) {
    int[] sum = one.clone();
    Arrays.setAll(sum, i -> one[i] + other[i]);
    return sum;
  }

  /** For each block of items, the customers of this block who prefer one of them. */
  private static Iterator<Tuple2<Integer, Voters>> voters(Block block, RowBlocks items) {
    CompressedRows preferences = block.preferences();
    List<Tuple2<Integer, Voters>> voters = new ArrayList<>();
    for (int number = 0; number < items.blocks(); number++) {
      int[] offsets = new int[preferences.count() + 1];
      int[] columns = new int[preferences.columns().length];
      int users = 0;
      for (int user = 0; user < preferences.count(); user++) {
        int from = preferences.offsets()[user];
        int length = preferences.length(user);
        if (votes(block, user) && prefersAny(preferences, user, items, number)) {
          System.arraycopy(preferences.columns(), from, columns, offsets[users], length);
          users++;
          offsets[users] = offsets[users - 1] + length;
        }
      }
      voters.add(
          new Tuple2<>(
              number,
              new Voters(
                  new CompressedRows(
                      Arrays.copyOf(offsets, users + 1),
                      Arrays.copyOf(columns, offsets[users]),
                      new float[0]))));
    }
    return voters.iterator();
  }

  private static boolean prefersAny(
      CompressedRows preferences, int user, RowBlocks items, int block) {
    for (int i = preferences.offsets()[user]; i < preferences.offsets()[user + 1]; i++) {
      if (items.block(preferences.columns()[i]) == block) {
        return true;
      }
    }
    return false;
  }

  private static Part part(
      int number, RowBlocks items, Iterator<Tuple2<Integer, Voters>> arriving, int[] customers) {
    List<CompressedRows> voters = new ArrayList<>();
    arriving.forEachRemaining(voter -> voters.add(voter._2().rows()));
    int size = items.size(number);
    int[][] neighbours = new int[size][];
    float[][] similarities = new float[size][];
    Inverted inverted = Inverted.of(voters, number, items);
    int[] both = new int[items.rows()];
    int[] met = new int[items.rows()];
    for (int place = 0; place < size; place++) {
      int count = inverted.countBoth(place, both, met);
      int item = items.row(number, place);
      List<Neighbour> best = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        if (met[i] != item) {
          best.add(
              new Neighbour(met[i], similarity(both[met[i]], customers[item], customers[met[i]])));
        }
        both[met[i]] = 0;
      }
      best.sort(Neighbour.MOST_SIMILAR);
      List<Neighbour> kept = new ArrayList<>(best.subList(0, Math.min(KEPT, best.size())));
      kept.sort(Comparator.comparingInt(Neighbour::item));
      neighbours[place] = kept.stream().mapToInt(Neighbour::item).toArray();
      similarities[place] = new float[kept.size()];
      for (int i = 0; i < kept.size(); i++) {
        similarities[place][i] = (float) kept.get(i).similarity();
      }
    }
    return new Part(number, neighbours, similarities);
  }

  private record Neighbour(int item, double similarity) {
    private static final Comparator<Neighbour> MOST_SIMILAR =
        Comparator.comparingDouble(Neighbour::similarity).reversed().thenComparing(Neighbour::item);
  }

  private static double similarity(int both, int one, int other) {
    return both / Math.sqrt((double) one * other) * (both / (both + SHRINKAGE));
  }

  /** Who prefers each item of a block: positions of the voters' rows. */
  private record Inverted(List<CompressedRows> voters, int[] offsets, int[] lists, int[] rows) {
    static Inverted of(List<CompressedRows> voters, int number, RowBlocks items) {
      int[] offsets = new int[items.size(number) + 1];
      for (CompressedRows each : voters) {
        for (int item : each.columns()) {
          if (items.block(item) == number) {
            offsets[items.place(item) + 1]++;
          }
        }
      }
      for (int place = 1; place < offsets.length; place++) {
        offsets[place] += offsets[place - 1];
      }
      int[] lists = new int[offsets[offsets.length - 1]];
      int[] rows = new int[lists.length];
      int[] next = offsets.clone();
      for (int list = 0; list < voters.size(); list++) {
        CompressedRows each = voters.get(list);
        for (int row = 0; row < each.count(); row++) {
          for (int i = each.offsets()[row]; i < each.offsets()[row + 1]; i++) {
            int item = each.columns()[i];
            if (items.block(item) == number) {
              int at = next[items.place(item)]++;
              lists[at] = list;
              rows[at] = row;
            }
          }
        }
      }
      return new Inverted(voters, offsets, lists, rows);
    }

    /**
     * Counts for one item how many of its customers prefer each other item.
     *
     * @param both gets the counts, by item; zeros before
     * @param met gets the items that were met
     * @return how many were met
     */
    int countBoth(int place, int[] both, int[] met) {
      int count = 0;
      for (int at = offsets[place]; at < offsets[place + 1]; at++) {
        CompressedRows each = voters.get(lists[at]);
        for (int i = each.offsets()[rows[at]]; i < each.offsets()[rows[at] + 1]; i++) {
          int item = each.columns()[i];
          if (both[item]++ == 0) {
            met[count++] = item;
          }
        }
      }
      return count;
    }
  }

  private static CompressedRows whole(List<Part> parts, RowBlocks items) {
    int[] offsets = new int[items.rows() + 1];
    for (Part part : parts) {
      for (int place = 0; place < part.neighbours().length; place++) {
        offsets[items.row(part.block(), place) + 1] = part.neighbours()[place].length;
      }
    }
    for (int item = 1; item < offsets.length; item++) {
      offsets[item] += offsets[item - 1];
    }
    int[] columns = new int[offsets[offsets.length - 1]];
    float[] weights = new float[columns.length];
    for (Part part : parts) {
      for (int place = 0; place < part.neighbours().length; place++) {
        int at = offsets[items.row(part.block(), place)];
        System.arraycopy(part.neighbours()[place], 0, columns, at, part.neighbours()[place].length);
        System.arraycopy(
            part.similarities()[place], 0, weights, at, part.similarities()[place].length);
      }
    }
    return new CompressedRows(offsets, columns, weights);
  }

  private ItemNeighbours() {}
}
