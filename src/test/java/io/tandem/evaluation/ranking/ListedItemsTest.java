package io.tandem.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class ListedItemsTest {
  private static ListedItems listed(int items, int k, int[]... lists) {
    ListedItems listed = new ListedItems(items);
    for (int[] list : lists) {
      listed.add(list, k);
    }
    return listed;
  }

  @Test
  void coverageCountsItemsThatStandInAnyListUpToK() {
    int[][] lists = {{0, 1, 2}, {0, 3}};
    assertThat(listed(5, 3, lists).coverage()).isEqualTo(4.0 / 5);
    assertThat(listed(5, 1, lists).coverage()).isEqualTo(1.0 / 5);
  }

  @Test
  void concentrationIsTheMeanDifferenceOfTheCounts() {
    // Counts 2, 1, 1, 1, 0: the sum of all |differences| over 2 · 5 · the sum of counts.
    double differences = 2 * (3 * 1 + 2 + 3 * 1);
    assertThat(listed(5, 3, new int[] {0, 1, 2}, new int[] {0, 3}).concentration())
        .isCloseTo(differences / (2 * 5 * 5), offset(1e-12));
    assertThat(listed(2, 1, new int[] {0}, new int[] {1}).concentration()).isZero();
    assertThat(listed(100, 1, new int[] {7}, new int[] {7}).concentration())
        .isCloseTo(0.99, offset(1e-12));
  }

  @Test
  void noveltyIsInBitsPerPlace() {
    double[] shares = {1.0, 0.5, 0.25};
    assertThat(listed(3, 2, new int[] {0, 1}, new int[] {2, 1}).novelty(shares))
        .isCloseTo((0 + 1 + 2 + 1) / 4.0, offset(1e-12));
  }

  @Test
  void listsOfDifferentCustomersAddUp() {
    ListedItems sum = listed(3, 2, new int[] {0, 1}).plus(listed(3, 2, new int[] {2, 1}));
    assertThat(sum.coverage()).isEqualTo(1);
    assertThat(sum.concentration())
        .isEqualTo(listed(3, 2, new int[] {0, 1}, new int[] {2, 1}).concentration());
  }

  @Test
  void withoutListsThereIsNothingToSay() {
    assertThat(new ListedItems(3).coverage()).isZero();
    assertThat(new ListedItems(3).concentration()).isNaN();
    assertThat(new ListedItems(3).novelty(new double[] {1, 1, 1})).isNaN();
  }
}
