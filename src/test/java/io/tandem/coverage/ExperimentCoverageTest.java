package io.tandem.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code scripts/benchmark coverage --only experiments} in small. */
class ExperimentCoverageTest {
  private static final long SEED = 20_260_301;
  private static final int SHOPS = 400;
  private static final ExperimentShop SHOP = ExperimentShop.likeTheSample();

  private static List<Check> nightly;

  @BeforeAll
  static void lookEveryNight() {
    nightly = new SequentialCoverage(SHOP, 4_000, 90).withoutEffects(SHOPS, SEED);
  }

  /** The last check is that squares of orders, in place of customers', fall out of the band. */
  @Test
  void intervalsHoldTheTruthInAboutNinetyFiveOfAHundredShops() {
    assertHold(new ExperimentCoverage(SHOP, 2_000).checks(SHOPS, SEED));
  }

  @Test
  void nightlyLooksSeldomSeeWhatIsNotThere() {
    assertThat(nightly).hasSize(4);
    for (int i = 0; i < nightly.size(); i += 2) {
      assertThat(nightly.get(i).bound()).isEqualTo(31);
      assertHold(nightly.subList(i, i + 1));
    }
  }

  /** The interval for one look, read every night, sees it in far more shops than are allowed. */
  @Test
  void theBoundCatchesAnIntervalThatMayBeReadOnce() {
    for (int i = 1; i < nightly.size(); i += 2) {
      assertHold(nightly.subList(i, i + 1));
      assertThat(nightly.get(i).observed())
          .as("seeds from %d, %s", SEED, nightly.get(i).inWords())
          .isGreaterThan(80)
          .isGreaterThan(nightly.get(i - 1).bound());
    }
  }

  @Test
  void whatIsPlantedIsShown() {
    assertHold(new SequentialCoverage(SHOP, 8_000, 90).power(100, SEED));
  }

  private static void assertHold(List<Check> checks) {
    assertThat(checks)
        .allSatisfy(
            check ->
                assertThat(check.holds()).as("seeds from %d, %s", SEED, check.inWords()).isTrue());
  }
}
