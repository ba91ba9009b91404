package io.tandem.recommendation.als;

import java.util.BitSet;

/**
 * The N items with the highest inner product with a user's factors; exact, ties by the smaller
 * item. One instance serves one thread: it keeps a heap of N between calls.
 */
public final class TopN {
  private final float[][] itemFactors;
  private final int[] heapItems;
  private final float[] heapScores;
  private int size;

  /**
   * @param itemFactors one row of factors per item
   * @param n length of the lists
   */
  public TopN(float[][] itemFactors, int n) {
    this.itemFactors = itemFactors;
    this.heapItems = new int[n];
    this.heapScores = new float[n];
  }

  /**
   * The best items, best first; fewer than N where fewer are candidates.
   *
   * @param user the user's factors
   * @param skipped items that are no candidates
   */
  public ScoredItems best(float[] user, BitSet skipped) {
    size = 0;
    for (int item = skipped.nextClearBit(0);
        item < itemFactors.length;
        item = skipped.nextClearBit(item + 1)) {
      offer(item, dot(user, itemFactors[item]));
    }
    int[] items = new int[size];
    float[] scores = new float[size];
    for (int i = size - 1; i >= 0; i--) {
      items[i] = heapItems[0];
      scores[i] = heapScores[0];
      removeWorst();
    }
    return new ScoredItems(items, scores);
  }

  /** Inner product, summed from the first factor to the last. */
  public static float dot(float[] one, float[] other) {
    float sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private void offer(int item, float score) {
    if (size < heapItems.length) {
      heapItems[size] = item;
      heapScores[size] = score;
      siftUp(size++);
    } else if (isWorse(heapItems[0], heapScores[0], item, score)) {
      heapItems[0] = item;
      heapScores[0] = score;
      siftDown();
    }
  }

  private void removeWorst() {
    size--;
    heapItems[0] = heapItems[size];
    heapScores[0] = heapScores[size];
    siftDown();
  }

  private void siftUp(int start) {
    int child = start;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!isWorse(child, parent)) {
        return;
      }
      swap(child, parent);
      child = parent;
    }
  }

  private void siftDown() {
    int parent = 0;
    while (true) {
      int worst = 2 * parent + 1;
      if (worst >= size) {
        return;
      }
      if (worst + 1 < size && isWorse(worst + 1, worst)) {
        worst++;
      }
      if (!isWorse(worst, parent)) {
        return;
      }
      swap(worst, parent);
      parent = worst;
    }
  }

  private boolean isWorse(int one, int other) {
    return isWorse(heapItems[one], heapScores[one], heapItems[other], heapScores[other]);
  }

  private static boolean isWorse(int item, float score, int otherItem, float otherScore) {
    return score < otherScore || (score == otherScore && item > otherItem);
  }

  private void swap(int one, int other) {
    int item = heapItems[one];
    heapItems[one] = heapItems[other];
    heapItems[other] = item;
    float score = heapScores[one];
    heapScores[one] = heapScores[other];
    heapScores[other] = score;
  }
}
