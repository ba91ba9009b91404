package io.tandem.experiment.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void withEqualWeightsTheVarianceIsThatOfARatio() {
    // Revenue 10, 30, 20 of 1, 2, 1 orders: 15 an order, scores −5, 0, 5 over 4/3 orders each.
    Side side = new Side(60, 4, 100 + 900 + 400, 10 + 60 + 20, 1 + 4 + 1, 3);
    assertThat(side.value()).isEqualTo(15);
    double deviations = (25 + 0 + 25) / 2.0;
    assertThat(side.variance()).isEqualTo(deviations / (4.0 / 3 * 4.0 / 3) / 3, within(1e-12));
  }

  @Test
  void whoDoesNotVaryHasNoIntervalAndWhoIsAloneHasNone() {
    Side alike = new Side(9, 3, 27, 9, 3, 3);
    assertThat(alike.variance()).isZero();
    assertThat(new Difference(alike, alike).estimate()).isZero();
    assertThat(new Difference(alike, alike).halfWidth()).isNaN();
    Side alone = new Side(3, 1, 9, 3, 1, 1);
    assertThat(alone.variance()).isNaN();
    assertThat(new Difference(alike, alone).halfWidth()).isNaN();
    Side withoutOrders = new Side(0, 0, 0, 0, 0, 3);
    assertThat(withoutOrders.value()).isNaN();
    assertThat(new Difference(withoutOrders, alike).estimate()).isNaN();
    assertThat(new Difference(withoutOrders, alike).halfWidth()).isNaN();
  }

  /**
   * Five strata that differ in level, in each of which exposed and unexposed are drawn alike. The
   * weights take the levels out of the estimate and leave them in the variances, so that the
   * intervals cover more than they promise.
   */
  @Test
  void whereThereIsNoDifferenceTheIntervalCoversZero() {
    long seed = 2026;
    SplittableRandom random = new SplittableRandom(seed);
    int[] exposedCounts = {40, 30, 20, 10, 5};
    int[] unexposedCounts = {10, 20, 30, 40, 50};
    int covered = 0;
    for (int draw = 0; draw < 1_000; draw++) {
      double[] exposed = new double[6];
      double[] unexposed = new double[6];
      for (int stratum = 0; stratum < 5; stratum++) {
        double weight = (double) exposedCounts[stratum] / unexposedCounts[stratum];
        for (int i = 0; i < exposedCounts[stratum]; i++) {
          add(exposed, 1, random, .1 * stratum);
        }
        for (int i = 0; i < unexposedCounts[stratum]; i++) {
          add(unexposed, weight, random, .1 * stratum);
        }
      }
      Difference difference = new Difference(side(exposed), side(unexposed));
      if (Math.abs(difference.estimate()) <= difference.halfWidth()) {
        covered++;
      }
    }
    assertThat(covered).as("of 1000, seed %d", seed).isBetween(935, 985);
  }

  private static void add(double[] sums, double weight, SplittableRandom random, double level) {
    double orders = random.nextDouble() < .3 + level ? 1 + random.nextInt(3) : 0;
    double revenue = orders * (10 + 20 * random.nextDouble());
    sums[0] += weight * revenue;
    sums[1] += weight;
    sums[2] += weight * weight * revenue * revenue;
    sums[3] += weight * weight * revenue;
    sums[4] += weight * weight;
  }

  private static Side side(double[] sums) {
    return new Side(sums[0], sums[1], sums[2], sums[3], sums[4], sums[1] * sums[1] / sums[4]);
  }
}
