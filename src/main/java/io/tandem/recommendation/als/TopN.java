package io.tandem.recommendation.als;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The N items with the highest inner product with a user's factors; exact, ties by the smaller
 * item. Some users meet all items at a time, panel by panel, as a product of matrices; each keeps a
 * list. One instance serves one thread.
 */
public final class TopN {
  /** Most users at a time. */
  public static final int BATCH = 32;

  private final Arithmetic arithmetic;
  private final ItemPanels items;
  private final float[] users;
  private final float[] scores = new float[BATCH * ItemPanels.WIDTH];
  private final BestItems[] best = new BestItems[BATCH];
  private final int[] nextSkipped = new int[BATCH];

  /**
   * @param items that are scored
   * @param n length of the lists
   * @param leastScore lower scores are not taken
   * @param groups of the items, and how many of one group a list may have
   */
  public TopN(ItemPanels items, int n, float leastScore, Groups groups) {
    this(items, n, leastScore, groups, Arithmetic.best());
  }

  TopN(ItemPanels items, int n, float leastScore, Groups groups, Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
    this.items = items;
    this.users = new float[BATCH * items.stride()];
    for (int i = 0; i < BATCH; i++) {
      best[i] = new BestItems(n, leastScore, groups);
    }
  }

  /**
   * The best items of every user, user after user.
   *
   * @param rows users' factors
   * @param skipped a user's items that are no candidates, ascending
   */
  public Iterator<ScoredItems> lists(FactorRows rows, IntFunction<int[]> skipped) {
    return IntStream.iterate(0, from -> from < rows.count(), from -> from + BATCH)
        .mapToObj(
            from ->
                best(
                    rows,
                    from,
                    IntStream.range(from, Math.min(from + BATCH, rows.count()))
                        .mapToObj(skipped)
                        .toArray(int[][]::new)))
        .flatMap(Arrays::stream)
        .iterator();
  }

  /**
   * The best items of some users, best first; fewer than N where fewer are left.
   *
   * @param rows users' factors
   * @param from the first user's row
   * @param skipped for each user the items that are no candidates, ascending; as many as there are
   *     users, at most {@link #BATCH}
   */
  public ScoredItems[] best(FactorRows rows, int from, int[][] skipped) {
    int count = skipped.length;
    int stride = items.stride();
    Arrays.fill(users, 0);
    System.arraycopy(rows.values(), from * stride, users, 0, count * stride);
    Arrays.fill(nextSkipped, 0);
    for (int user = 0; user < count; user++) {
      best[user].clear();
    }
    int rounded = (count + 3) / 4 * 4;
    for (int panel = 0; panel < items.panels(); panel++) {
      arithmetic.multiply(users, 0, rounded, stride, items.panel(panel), ItemPanels.WIDTH, scores);
      for (int user = 0; user < count; user++) {
        take(user, panel * ItemPanels.WIDTH, skipped[user]);
      }
    }
    ScoredItems[] lists = new ScoredItems[count];
    for (int user = 0; user < count; user++) {
      lists[user] = best[user].toScoredItems();
    }
    return lists;
  }

  /** One user's scores of one panel, whose first item is given. */
  private void take(int user, int first, int[] skipped) {
    int at = user * ItemPanels.WIDTH;
    int end = Math.min(first + ItemPanels.WIDTH, items.items());
    int next = nextSkipped[user];
    for (; next < skipped.length && skipped[next] < end; next++) {
      scores[at + skipped[next] - first] = Float.NEGATIVE_INFINITY;
    }
    nextSkipped[user] = next;
    BestItems list = best[user];
    if (!arithmetic.isAnyAbove(scores, at, ItemPanels.WIDTH, list.threshold())) {
      return;
    }
    for (int item = first; item < end; item++) {
      float score = scores[at + item - first];
      if (score > list.threshold()) {
        list.offer(item, score);
      }
    }
  }
}
