package io.tandem.recommendation.als;

import java.util.Arrays;

/** A list of items with their scores, best first. */
public record ScoredItems(int[] items, float[] scores) {
  /** This list, and behind it the first items of another. */
  public ScoredItems followedBy(ScoredItems others, int most) {
    int length = items.length + Math.min(most, others.items.length);
    int[] allItems = Arrays.copyOf(items, length);
    float[] allScores = Arrays.copyOf(scores, length);
    System.arraycopy(others.items, 0, allItems, items.length, length - items.length);
    System.arraycopy(others.scores, 0, allScores, items.length, length - items.length);
    return new ScoredItems(allItems, allScores);
  }
}
