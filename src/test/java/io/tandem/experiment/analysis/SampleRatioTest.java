package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
  private static final Map<String, Double> HALVES = Map.of("on", .5, "off", .5);

  @Test
  void countsNearTheSharesPass() {
    SampleRatio ratio = SampleRatio.of(Map.of("on", 480L, "off", 520L), HALVES);
    assertThat(ratio.chiSquare()).isCloseTo(2 * 20.0 * 20 / 500, within(1e-12));
    // scipy.stats.chi2.sf(1.6, 1)
    assertThat(ratio.pValue()).isCloseTo(.2059032, within(1e-7));
    assertThat(ratio.isPassed()).isTrue();
  }

  @Test
  void aMissingArmFails() {
    SampleRatio ratio = SampleRatio.of(Map.of("on", 100L), HALVES);
    assertThat(ratio.chiSquare()).isEqualTo(100);
    assertThat(ratio.isPassed()).isFalse();
  }

  @Test
  void customersOfAnArmThatWasNotDrawnFail() {
    SampleRatio ratio = SampleRatio.of(Map.of("on", 500L, "off", 500L, "other", 500L), HALVES);
    assertThat(ratio.isPassed()).isFalse();
  }

  @Test
  void nothingSpeaksAgainstNobodyOrASingleArm() {
    assertThat(SampleRatio.of(Map.of(), HALVES).isPassed()).isTrue();
    assertThat(SampleRatio.of(Map.of(), HALVES).pValue()).isNaN();
    assertThat(SampleRatio.of(Map.of("on", 5L), Map.of("on", 1.0)).isPassed()).isTrue();
  }
}
