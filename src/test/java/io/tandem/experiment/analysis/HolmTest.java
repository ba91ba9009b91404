package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void theSmallestIsMultipliedByAllTheNextByOneLess() {
    assertThat(Holm.adjust(.01, .04, .03))
        .containsExactly(new double[] {3 * .01, 2 * .03, 2 * .03}, within(1e-12));
  }

  @Test
  void noneIsAboveOneAndNoneBelowASmallerOne() {
    assertThat(Holm.adjust(.9, .5, .2)).containsExactly(new double[] {1, 1, 3 * .2}, within(1e-12));
  }

  @Test
  void whatIsNotThereCountsInNoFamily() {
    assertThat(Holm.adjust(Double.NaN, .03, .01))
        .containsExactly(new double[] {Double.NaN, .03, 2 * .01}, within(1e-12));
    assertThat(Holm.adjust()).isEmpty();
  }
}
