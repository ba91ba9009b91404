package io.tandem.recommendation.als;

import java.util.Arrays;

/**
 * The best items met so far, best first. Items are offered in ascending order, so that of two equal
 * scores the smaller item stays ahead.
 *
 * <p>With a cap, no group has more items than that in the list. It is exact then too: such lists
 * are the independent sets of a matroid, and to exchange the newcomer for the worst of those it
 * collides with always keeps the best one.
 */
final class BestItems {
  private final int[] items;
  private final float[] scores;
  private final Groups groups;
  private final float least;
  private int size;

  /**
   * @param n most items
   * @param least scores below it are not taken
   * @param groups of the items, and how many of one are taken
   */
  BestItems(int n, float least, Groups groups) {
    this.items = new int[n];
    this.scores = new float[n];
    this.groups = groups;
    this.least = Math.nextDown(least);
  }

  /** Scores up to this one cannot enter any more. */
  float threshold() {
    return size < items.length ? least : scores[size - 1];
  }

  /** Takes the item if it belongs here. Its score is above the threshold. */
  void offer(int item, float score) {
    int leaving = size < items.length ? size : size - 1;
    if (groups.cap() > 0) {
      int worst = worstOfFullGroup(item);
      if (worst >= 0) {
        if (scores[worst] >= score) {
          return;
        }
        leaving = worst;
      }
    }
    int place = leaving;
    for (; place > 0 && scores[place - 1] < score; place--) {
      items[place] = items[place - 1];
      scores[place] = scores[place - 1];
    }
    items[place] = item;
    scores[place] = score;
    if (leaving == size) {
      size++;
    }
  }

  /** Where the worst item of the newcomer's group stands, if the group is full; else -1. */
  private int worstOfFullGroup(int item) {
    int count = 0;
    int worst = -1;
    for (int place = 0; place < size; place++) {
      if (groups.of()[items[place]] == groups.of()[item]) {
        count++;
        worst = place;
      }
    }
    return count == groups.cap() ? worst : -1;
  }

  void clear() {
    size = 0;
  }

  ScoredItems toScoredItems() {
    return new ScoredItems(Arrays.copyOf(items, size), Arrays.copyOf(scores, size));
  }
}
