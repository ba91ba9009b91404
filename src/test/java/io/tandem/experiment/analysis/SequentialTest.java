package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SequentialTest {
  private static final Sequential SEQUENTIAL = new Sequential(10_000);

  /** nρ² = −2 ln .05 + ln(1 − 2 ln .05) = 7.9362 at the expected number. */
  @Test
  void theIntervalIsAsWideAsTheFormulaSays() {
    double information = 5.991465 + Math.log(1 + 5.991465);
    double width =
        Math.sqrt(2 * (information + 1) / information * Math.log(Math.sqrt(information + 1) / .05));
    assertThat(SEQUENTIAL.halfWidth(10_000)).isCloseTo(width, within(1e-6));
    assertThat(width).isCloseTo(3.0352, within(1e-4));
  }

  /** In the metric's unit the standard error falls with the root of the customers. */
  @Test
  void itIsNarrowestBesideAnyOtherTuningAtTheExpectedNumber() {
    for (long other = 1_000; other <= 100_000; other += 1_000) {
      assertThat(SEQUENTIAL.halfWidth(10_000))
          .isLessThanOrEqualTo(new Sequential(other).halfWidth(10_000) + 1e-3);
    }
  }

  @Test
  void itIsWiderThanTheIntervalThatMayBeReadOnce() {
    for (long customers = 10; customers < 10_000_000; customers *= 3) {
      assertThat(SEQUENTIAL.halfWidth(customers)).isGreaterThan(2.7);
    }
  }

  @Test
  void thePValueIsFivePercentAtTheEndOfTheInterval() {
    for (long customers : new long[] {50, 3_000, 10_000, 80_000}) {
      double end = SEQUENTIAL.halfWidth(customers);
      assertThat(SEQUENTIAL.pValue(end, customers)).isCloseTo(.05, within(1e-12));
      assertThat(SEQUENTIAL.pValue(-end, customers)).isCloseTo(.05, within(1e-12));
    }
  }

  @Test
  void nothingToSeeIsNoNumberAndNoProof() {
    assertThat(SEQUENTIAL.pValue(0, 10_000)).isEqualTo(1);
    assertThat(SEQUENTIAL.pValue(3, 0)).isEqualTo(1);
    assertThat(SEQUENTIAL.halfWidth(0)).isInfinite();
    assertThat(SEQUENTIAL.pValue(1e6, 10_000)).isZero();
    assertThat(SEQUENTIAL.pValue(Double.NaN, 10_000)).isNaN();
  }
}
