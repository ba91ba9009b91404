package io.tandem.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanTest {
  @Test
  void meansAndIntervalsAreThoseOfTheTextbook() {
    Mean mean = Mean.NONE.with(0.2).with(0.4).with(0.9);
    double expected = (0.2 + 0.4 + 0.9) / 3;
    double variance = (0.3 * 0.3 + 0.1 * 0.1 + 0.4 * 0.4) / 2;
    assertThat(mean.count()).isEqualTo(3);
    assertThat(mean.value()).isCloseTo(expected, offset(1e-9));
    assertThat(mean.upper()).isCloseTo(expected + 1.959964 * Math.sqrt(variance / 3), offset(1e-6));
    assertThat(mean.lower()).isCloseTo(expected - 1.959964 * Math.sqrt(variance / 3), offset(1e-6));
  }

  @Test
  void anyOrderAndAnyPartsGiveTheSame() {
    Random random = new Random(1);
    double[] values = random.doubles(1_000).toArray();
    Mean forwards = Mean.NONE;
    Mean first = Mean.NONE;
    Mean second = Mean.NONE;
    for (int i = 0; i < values.length; i++) {
      forwards = forwards.with(values[i]);
      if (i % 3 == 0) {
        first = first.with(values[values.length - 1 - i]);
      } else {
        second = second.with(values[values.length - 1 - i]);
      }
    }
    assertThat(first.plus(second)).isEqualTo(forwards);
  }

  @Test
  void nobodyHasNoMean() {
    assertThat(Mean.NONE.value()).isNaN();
  }
}
