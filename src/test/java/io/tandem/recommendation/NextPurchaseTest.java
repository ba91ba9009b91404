package io.tandem.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.statistics.Normal;
import org.junit.jupiter.api.Test;

class NextPurchaseTest {
  private static final double LN_10 = Math.log(10);

  @Test
  void halfOfThoseWhoBuyAgainDoSoByTheMedian() {
    assertThat(NextPurchase.within(0.6, LN_10, 0.5, 0, 10)).isCloseTo(0.6 / 2, within(1e-12));
    assertThat(NextPurchase.within(0.6, LN_10, 0.5, 0, 1_000_000)).isCloseTo(0.6, within(1e-9));
  }

  /** After the median .6 · .5 are still to buy and .4 never will; 20 days is two spreads on. */
  @Test
  void silenceMakesItLikelierThatNoneFollows() {
    double spread = Math.log(2) / 2;
    assertThat(NextPurchase.within(0.6, LN_10, spread, 10, 1_000_000))
        .isCloseTo(0.3 / (0.3 + 0.4), within(1e-9));
    assertThat(NextPurchase.within(0.6, LN_10, spread, 10, 10))
        .isCloseTo(0.6 * (0.5 - Normal.above(2)) / (0.3 + 0.4), within(1e-12));
    assertThat(NextPurchase.within(0.6, LN_10, spread, 10_000, 14)).isCloseTo(0, within(1e-9));
  }

  /** Normal tables: 2.275 % lie two standard deviations above the mean. */
  @Test
  void theNormalTailIsThatOfTheTables() {
    assertThat(Normal.above(2)).isCloseTo(0.02275, within(5e-6));
    assertThat(Normal.above(Normal.Z)).isCloseTo(0.025, within(1e-12));
    assertThat(Normal.above(-1) + Normal.above(1)).isCloseTo(1, within(1e-12));
  }

  @Test
  void whoSurelyBuysAgainAndIsSilentForEverIsNoNumberOutOfRange() {
    assertThat(NextPurchase.within(1, LN_10, 0.1, 1_000_000, 14)).isZero();
    assertThat(NextPurchase.within(0, LN_10, 0.1, 5, 14)).isZero();
  }
}
