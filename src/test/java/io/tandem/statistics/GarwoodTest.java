package io.tandem.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GarwoodTest {
  private final Garwood garwood = new Garwood();

  /** Garwood 1936, as reprinted in Pearson and Hartley's Biometrika Tables, table 40. */
  @Test
  void agreesWithPublishedIntervals() {
    double[][] published = {
      {0, 0, 3.689},
      {1, 0.0253, 5.572},
      {2, 0.242, 7.225},
      {5, 1.623, 11.668},
      {10, 4.795, 18.390}
    };
    for (double[] known : published) {
      assertThat(garwood.lower((long) known[0])).isCloseTo(known[1], within(5e-4));
      assertThat(garwood.upper((long) known[0])).isCloseTo(known[2], within(5e-4));
    }
    assertThat(garwood.lower(1)).isCloseTo(-Math.log(0.975), withinPercentage(1e-10));
    assertThat(garwood.upper(0)).isCloseTo(-Math.log(0.025), withinPercentage(1e-10));
  }

  /** Also on both sides of the last remembered count, and far from it. */
  @Test
  void bothEndsLeaveTwoAndAHalfPercentOutside() {
    LongStream counts =
        LongStream.concat(
            LongStream.range(0, 300), LongStream.of(4_095, 4_096, 4_097, 100_000, 1_000_000));
    counts.forEach(
        count -> {
          assertThat(garwood.lower(count)).isBetween(0.0, (double) count);
          assertThat(garwood.upper(count)).isGreaterThan(count);
          assertThat(Math.pow(10, Poisson.log10LowerTail(count, garwood.upper(count))))
              .as("above the interval of " + count)
              .isCloseTo(0.025, withinPercentage(1e-6));
          if (count > 0) {
            assertThat(Math.pow(10, Poisson.log10Tail(count, garwood.lower(count))))
                .as("below the interval of " + count)
                .isCloseTo(0.025, withinPercentage(1e-6));
          }
        });
  }

  @Test
  void higherCountsHaveHigherIntervals() {
    for (long count = 0; count < 5_000; count += 1 + count / 50) {
      assertThat(garwood.lower(count + 1)).as("" + count).isGreaterThan(garwood.lower(count));
      assertThat(garwood.upper(count + 1)).as("" + count).isGreaterThan(garwood.upper(count));
    }
  }

  @Test
  void whatIsRememberedIsWhatWasComputed() {
    for (long count : new long[] {0, 1, 17, 4_095, 4_096}) {
      double lower = garwood.lower(count);
      double upper = garwood.upper(count);
      assertThat(garwood.lower(count)).isEqualTo(lower).isEqualTo(new Garwood().lower(count));
      assertThat(garwood.upper(count)).isEqualTo(upper).isEqualTo(new Garwood().upper(count));
    }
  }

  @Test
  void refusesWhatCannotBeCounted() {
    assertThatThrownBy(() -> garwood.lower(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid count: -1 (must be from 0 to 2000000000)");
    assertThatThrownBy(() -> garwood.upper(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> garwood.upper(1L << 40)).isInstanceOf(IllegalArgumentException.class);
  }
}
