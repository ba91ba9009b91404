package io.tandem.recommendation.lister;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.ItemPanels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two customers and six items. The first had items 1 (most often) and 4, the second only item 0.
 */
class ListersTest {
  private static final int[] MOST_POPULAR_FIRST = {4, 2, 0, 5, 1, 3};

  private static final TestedCustomers CUSTOMERS = customers(0.25, 0.5);

  private static TestedCustomers customers(double... repeatShares) {
    FactorRows factors = FactorRows.zero(2, 1);
    factors.set(0, new float[] {1});
    factors.set(1, new float[] {-1});
    return new TestedCustomers(
        new String[] {"ann", "bob"},
        new CompressedRows(new int[] {0, 2, 3}, new int[] {1, 4, 0}, new float[] {3, 1, 1}),
        factors,
        new int[][] {{1}, {2}},
        new int[] {2, 1},
        repeatShares);
  }

  /** Item i has the score i for the first customer, −i for the second. */
  private static AlsLister als() {
    FactorRows items = FactorRows.zero(6, 1);
    for (int item = 0; item < 6; item++) {
      items.set(item, new float[] {item});
    }
    return new AlsLister(ItemPanels.of(items));
  }

  /** Item 1 is near 0 and 3, item 4 near 3 and 5, item 0 near none. */
  private static ItemKnnLister itemKnn() {
    return new ItemKnnLister(
        new CompressedRows(
            new int[] {0, 0, 2, 2, 2, 4, 4},
            new int[] {0, 3, 3, 5},
            new float[] {0.4f, 0.3f, 0.2f, 0.45f}),
        MOST_POPULAR_FIRST);
  }

  private static List<List<Integer>> lists(
      Lister lister, TestedCustomers customers, Seen seen, int n) {
    List<List<Integer>> lists = new ArrayList<>();
    lister
        .lists(customers, seen, n)
        .forEachRemaining(list -> lists.add(Arrays.stream(list).boxed().toList()));
    return lists;
  }

  private static List<List<Integer>> lists(Lister lister, Seen seen, int n) {
    return lists(lister, CUSTOMERS, seen, n);
  }

  @Test
  void whatIsPopularIsTheSameForAllButForWhatIsMasked() {
    Lister popular = new PopularLister(MOST_POPULAR_FIRST);
    assertThat(lists(popular, Seen.ALLOWED, 3)).containsExactly(List.of(4, 2, 0), List.of(4, 2, 0));
    assertThat(lists(popular, Seen.MASKED, 3)).containsExactly(List.of(2, 0, 5), List.of(4, 2, 5));
  }

  @Test
  void personalFrequencyIsFilledUpWithWhatIsPopular() {
    Lister frequency = new PersonalFrequencyLister(MOST_POPULAR_FIRST);
    assertThat(lists(frequency, Seen.ALLOWED, 4))
        .containsExactly(List.of(1, 4, 2, 0), List.of(0, 4, 2, 5));
    assertThat(lists(frequency, Seen.MASKED, 4))
        .isEqualTo(lists(new PopularLister(MOST_POPULAR_FIRST), Seen.MASKED, 4));
  }

  @Test
  void similaritiesToAllThatTheCustomerHadAddUp() {
    // The first: item 3 has .3 + .2, item 5 .45, item 0 .4; then 4 and 2 are popular.
    assertThat(lists(itemKnn(), Seen.ALLOWED, 5))
        .containsExactly(List.of(3, 5, 0, 4, 2), List.of(4, 2, 0, 5, 1));
    assertThat(lists(itemKnn(), Seen.MASKED, 5))
        .containsExactly(List.of(3, 5, 0, 2), List.of(4, 2, 5, 1, 3));
  }

  @Test
  void scoresRankAndMasksHold() {
    assertThat(lists(als(), Seen.ALLOWED, 3)).containsExactly(List.of(5, 4, 3), List.of(0, 1, 2));
    assertThat(lists(als(), Seen.MASKED, 3)).containsExactly(List.of(5, 3, 2), List.of(1, 2, 3));
  }

  @Test
  void theMixtureGivesWhatIsKnownItsShareOfThePlaces() {
    // The first buys again once in four: known items 1, 4 at about places 4 and 8 among 5, 3, 2, 0.
    // The second once in two: known item 0 before the first new one.
    assertThat(lists(new MixtureLister(als(), 1), Seen.ALLOWED, 6))
        .containsExactly(List.of(5, 3, 1, 2, 0, 4), List.of(0, 1, 2, 3, 4, 5));
    // Three times the odds: 1 in 3 becomes 1 in 1, so one by one.
    assertThat(lists(new MixtureLister(als(), 3), Seen.ALLOWED, 4).get(0))
        .containsExactly(1, 5, 4, 3);
    assertThat(lists(new MixtureLister(als(), 0), Seen.ALLOWED, 3))
        .isEqualTo(lists(als(), Seen.MASKED, 3));
    assertThat(lists(new MixtureLister(als(), 1), Seen.MASKED, 3))
        .isEqualTo(lists(als(), Seen.MASKED, 3));
  }

  @Test
  void whoOnlyEverBuysAgainHasTheKnownFirst() {
    assertThat(lists(new MixtureLister(als(), 1), customers(1, 0), Seen.ALLOWED, 4))
        .containsExactly(List.of(1, 4, 5, 3), List.of(1, 2, 3, 4));
    assertThat(lists(new MixtureLister(als(), 0), customers(1, 0), Seen.ALLOWED, 2).get(0))
        .containsExactly(5, 3);
  }

  @ParameterizedTest
  @EnumSource(Seen.class)
  void noListShowsAnItemTwiceOrMoreThanThereAre(Seen seen) {
    for (Lister lister :
        List.of(
            als(),
            itemKnn(),
            new PopularLister(MOST_POPULAR_FIRST),
            new PersonalFrequencyLister(MOST_POPULAR_FIRST),
            new MixtureLister(als(), 1))) {
      List<List<Integer>> lists = lists(lister, seen, 20);
      assertThat(lists.get(0)).doesNotHaveDuplicates().hasSize(seen == Seen.ALLOWED ? 6 : 4);
      assertThat(lists.get(1)).doesNotHaveDuplicates().hasSize(seen == Seen.ALLOWED ? 6 : 5);
    }
  }
}
