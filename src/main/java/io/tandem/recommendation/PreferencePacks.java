package io.tandem.recommendation;

import io.tandem.recommendation.PreferenceBlocks.Block;
import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.RowBlocks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Preferences on their way to the block of their user: many travel in one array, under the number
 * of the block.
 */
final class PreferencePacks implements Iterator<Tuple2<Integer, int[]>> {
  /** user, item and the bits of the weight. */
  private static final int INTS = 3;

  /** Ints of one array: large enough to be cheap, small enough to travel. */
  private static final int FULL = INTS << 14;

  private final RowBlocks users;
  private final Iterator<InternalRow> preferences;
  private final int[][] packs;
  private final int[] lengths;
  private final Deque<Tuple2<Integer, int[]>> ready = new ArrayDeque<>();

  /**
   * @param preferences user, item, weight
   */
  PreferencePacks(RowBlocks users, Iterator<InternalRow> preferences) {
    this.users = users;
    this.preferences = preferences;
    this.packs = new int[users.blocks()][];
    this.lengths = new int[users.blocks()];
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && preferences.hasNext()) {
      add(preferences.next());
      if (!preferences.hasNext()) {
        for (int block = 0; block < packs.length; block++) {
          flush(block);
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

  private void add(InternalRow preference) {
    float weight = preference.getFloat(2);
    if (!(weight > 0)) {
      return;
    }
    int user = preference.getInt(0);
    int block = users.block(user);
    int length = lengths[block];
    int[] pack = packs[block];
    if (pack == null) {
      pack = packs[block] = new int[1024 * INTS];
    } else if (pack.length == length) {
      pack = packs[block] = Arrays.copyOf(pack, Math.min(FULL, 2 * length));
    }
    pack[length] = users.place(user);
    pack[length + 1] = preference.getInt(1);
    pack[length + 2] = Float.floatToRawIntBits(weight);
    lengths[block] = length + INTS;
    if (lengths[block] == FULL) {
      flush(block);
    }
  }

  private void flush(int block) {
    if (lengths[block] > 0) {
      ready.add(new Tuple2<>(block, Arrays.copyOf(packs[block], lengths[block])));
      lengths[block] = 0;
    }
  }

  /** A block's compressed rows: the same ones in whatever order its packs arrive. */
  static Iterator<Block> unpack(
      int block, RowBlocks users, Iterator<Tuple2<Integer, int[]>> packs) {
    List<int[]> arrived = new ArrayList<>();
    int[] offsets = new int[users.size(block) + 1];
    while (packs.hasNext()) {
      int[] pack = packs.next()._2();
      arrived.add(pack);
      for (int i = 0; i < pack.length; i += INTS) {
        offsets[pack[i] + 1]++;
      }
    }
    for (int row = 1; row < offsets.length; row++) {
      offsets[row] = Math.addExact(offsets[row], offsets[row - 1]);
    }
    // An item above the bits of its weight, which is positive: sorted, a row is in its items'
    // order.
    long[] entries = new long[offsets[offsets.length - 1]];
    int[] next = offsets.clone();
    for (int[] pack : arrived) {
      for (int i = 0; i < pack.length; i += INTS) {
        entries[next[pack[i]]++] = (long) pack[i + 1] << Integer.SIZE | pack[i + 2];
      }
    }
    int[] items = new int[entries.length];
    float[] weights = new float[entries.length];
    for (int row = 0; row + 1 < offsets.length; row++) {
      Arrays.sort(entries, offsets[row], offsets[row + 1]);
    }
    for (int i = 0; i < entries.length; i++) {
      items[i] = (int) (entries[i] >>> Integer.SIZE);
      weights[i] = Float.intBitsToFloat((int) entries[i]);
    }
    return List.of(new Block(block, new CompressedRows(offsets, items, weights))).iterator();
  }
}
