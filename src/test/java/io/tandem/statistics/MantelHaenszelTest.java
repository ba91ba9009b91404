package io.tandem.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MantelHaenszelTest {
  /** Held against what is added up case by case. */
  @Test
  void theTailIsExact() {
    long[][][] cases = {
      {{100, 10, 20}, {100, 90, 80}}, // common
      {{50, 20, 30}, {30, 25, 6}, {10, 5, 5}, {400, 40, 100}},
      {{1000, 10, 20}, {5000, 30, 10}, {200, 5, 4}}, // rare
      {{2, 1, 1}, {2, 1, 1}, {2, 1, 1}, {3, 2, 1}, {3, 2, 2}, {1, 1, 1}},
    };
    for (long[][] strata : cases) {
      MantelHaenszel test = new MantelHaenszel();
      double[] exact = {1};
      for (long[] stratum : strata) {
        test.add(stratum[0], stratum[1], stratum[2]);
        exact = sum(exact, hypergeometric(stratum[0], stratum[1], stratum[2]));
      }
      double tail = 0;
      for (int count = exact.length - 1; count > 0; count--) {
        tail += exact[count];
        if (tail > 1e-9) {
          assertThat(test.log10Tail(count))
              .as("P(X >= %d), %d strata", count, strata.length)
              .isCloseTo(Math.log10(tail), within(1e-6));
        }
      }
    }
  }

  @Test
  void oneStratumIsFishersTest() {
    MantelHaenszel test = new MantelHaenszel();
    test.add(9_835, 160, 1_072);
    assertThat(test.log10Tail(69))
        .isCloseTo(Hypergeometric.log10Tail(9_835, 160, 1_072, 69), within(1e-9));
  }

  @Test
  void theTailOfManyBasketsIsNearlyTheExactOneAndNotLighter() {
    MantelHaenszel test = new MantelHaenszel();
    test.add(10_000, 3_000, 2_000);
    for (long count : List.of(600L, 620L, 650L, 700L)) {
      double exact = Hypergeometric.log10Tail(10_000, 3_000, 2_000, count);
      assertThat(test.log10Tail(count)).isBetween(exact - 0.01, 0.7 * exact + 0.1);
    }
  }

  @Test
  void whatMustBeIsNoEvidence() {
    MantelHaenszel certain = new MantelHaenszel();
    certain.add(10, 10, 4);
    certain.add(1, 1, 1);
    assertThat(certain.log10Tail(5)).isZero();
    assertThat(certain.log10Tail(0)).isZero();
  }

  @Test
  void countsThatContradictEachOtherAreRefused() {
    MantelHaenszel test = new MantelHaenszel();
    assertThatThrownBy(() -> test.add(3, 4, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> test.add(3, 1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] hypergeometric(long n, long a, long c) {
    double[] probabilities = new double[(int) Math.min(a, c) + 1];
    double above = 0;
    for (int x = probabilities.length - 1; x >= Math.max(0, a + c - n); x--) {
      double tail = Math.pow(10, Hypergeometric.log10Tail(n, a, c, x));
      probabilities[x] = tail - above;
      above = tail;
    }
    return probabilities;
  }

  private static double[] sum(double[] left, double[] right) {
    double[] sum = new double[left.length + right.length - 1];
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        sum[i + j] += left[i] * right[j];
      }
    }
    return sum;
  }
}
