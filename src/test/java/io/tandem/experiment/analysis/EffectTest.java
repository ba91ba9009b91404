package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static final Contrast BETWEEN = Contrast.between("on", "off");

  /** Welch 1947 by hand: 1, 2, 3 beside 2, 6, 10, 14. */
  @Test
  void welchsTIsThatOfTheTextbook() {
    Effect effect =
        Effect.of(
            BETWEEN,
            Metric.REVENUE_PER_CUSTOMER,
            Map.of("off", revenues(1, 2, 3), "on", revenues(2, 6, 10, 14)));
    // Variances 1 and 80/3, of the means 1/3 and 20/3.
    assertThat(effect.count()).isEqualTo(7);
    assertThat(effect.estimate()).isEqualTo(8 - 2);
    assertThat(effect.variance()).isCloseTo(7, within(1e-12));
    assertThat(effect.statistic()).isCloseTo(6 / Math.sqrt(7), within(1e-12));
    double freedom = 7 * 7 / (1 / 9.0 / 2 + 400 / 9.0 / 3);
    assertThat(effect.freedom()).isCloseTo(freedom, within(1e-12));
    // scipy.stats.ttest_ind([2, 6, 10, 14], [1, 2, 3], equal_var=False)
    assertThat(effect.pValue()).isCloseTo(0.1002042259, within(1e-9));
    assertThat(effect.halfWidth()).isCloseTo(8.0089820, within(1e-6));
    assertThat(effect.baseline()).isEqualTo(2);
    assertThat(effect.relative()).isEqualTo(3);
    assertThat(effect.relativeVariance()).isCloseTo(20.0 / 3 / 4 + 64.0 / 16 / 3, within(1e-12));
  }

  /** A published example of GrowthBook's: 14 of 28 beside 16 of 30. */
  @Test
  void relativeEffectOfAShareIsGrowthBooks() {
    Effect effect =
        Effect.of(
            BETWEEN,
            Metric.REPEAT_PURCHASE_RATE,
            Map.of("off", share(14, 28), "on", share(16, 30)));
    assertThat(effect.relative()).isCloseTo(.06667, within(.000005));
    assertThat(effect.relative() - effect.relativeHalfWidth()).isCloseTo(-.47767, within(.000005));
    assertThat(effect.relative() + effect.relativeHalfWidth()).isCloseTo(.61101, within(.000005));
    assertThat(effect.relativePValue()).isCloseTo(.80707, within(.000005));
  }

  @Test
  void crossedLeversAreMeansOfCellsAndNeverPooled() {
    // Cells of unequal size, so that throwing them together would give another value.
    Map<String, Moments> cells =
        Map.of(
            "off/off", revenues(1, 3),
            "on/off", revenues(4, 6, 5, 5),
            "off/on", revenues(2, 2, 5),
            "on/on", revenues(8, 10));
    Effect lever = Effect.of(Customers.CROSS_SELLING, Metric.REVENUE_PER_CUSTOMER, cells);
    assertThat(lever.estimate()).isEqualTo(((9 - 3) + (5 - 2)) / 2.0);
    assertThat(lever.baseline()).isEqualTo((2 + 3) / 2.0);
    // Variances of the cells' means: 2/2, (2/3)/4, 3/3, 2/2.
    double sum = 1 + 1 / 6.0 + 1 + 1;
    assertThat(lever.variance()).isCloseTo(sum / 4, within(1e-12));
    Effect interaction = Effect.of(Customers.INTERACTION, Metric.REVENUE_PER_CUSTOMER, cells);
    assertThat(interaction.estimate()).isEqualTo((9 - 3) - (5 - 2));
    assertThat(interaction.variance()).isCloseTo(sum, within(1e-12));
    assertThat(interaction.baseline()).isNaN();
    assertThat(interaction.relative()).isNaN();
    assertThat(interaction.relativeHalfWidth()).isNaN();
  }

  @Test
  void effectsFromSumsAreThoseFromTheCustomersThemselves() {
    for (long seed = 1; seed <= 20; seed++) {
      Map<String, List<double[]>> arms = Customers.generated(2_000, seed);
      for (Contrast contrast : List.of(Customers.CROSS_SELLING, Customers.INTERACTION)) {
        Effect effect = Effect.of(contrast, Metric.AVERAGE_ORDER_VALUE, Customers.moments(arms));
        double[] brute = BruteForce.averageOrderValue(contrast.weights(), arms);
        assertThat(effect.estimate()).as("seed %d", seed).isCloseTo(brute[0], within(1e-8));
        assertThat(effect.standardError()).as("seed %d", seed).isCloseTo(brute[1], within(1e-8));
      }
    }
  }

  @Test
  void whatHappensInOtherArmsDoesNotMatter() {
    Map<String, Moments> arms =
        new TreeMap<>(Map.of("off", revenues(1, 2, 3), "on", revenues(2, 6, 10, 14)));
    Effect two = Effect.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, arms);
    arms.put("other", revenues(1_000, 0));
    assertThat(Effect.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, arms)).isEqualTo(two);
  }

  @Test
  void aMissingArmLeavesNothingToCompare() {
    assertNothing(
        Effect.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, Map.of("on", revenues(1, 2, 3))), 3);
    assertNothing(Effect.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, Map.of()), 0);
  }

  @Test
  void allOrdersInOneArmLeaveNoOrderValueToCompareButRevenue() {
    Map<String, Moments> arms =
        Map.of("on", revenues(20, 30, 40), "off", Customers.alike(3, Customers.buying(0, 0)));
    assertNothing(Effect.of(BETWEEN, Metric.AVERAGE_ORDER_VALUE, arms), 6);
    Effect revenue = Effect.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, arms);
    assertThat(revenue.estimate()).isEqualTo(30);
    assertThat(revenue.halfWidth()).isPositive();
    // There is no saying how many times nothing it is.
    assertThat(revenue.relative()).isNaN();
    assertThat(revenue.relativeHalfWidth()).isNaN();
    assertThat(revenue.relativePValue()).isNaN();
  }

  @Test
  void oneCustomerInEachArmIsAnEstimateWithoutAnError() {
    Effect effect =
        Effect.of(
            BETWEEN, Metric.REVENUE_PER_CUSTOMER, Map.of("on", revenues(5), "off", revenues(4)));
    assertThat(effect.estimate()).isEqualTo(1);
    assertThat(effect.variance()).isNaN();
    assertThat(effect.halfWidth()).isNaN();
    assertThat(effect.pValue()).isNaN();
  }

  @Test
  void anOutcomeThatDoesNotVaryIsNoProof() {
    Effect effect =
        Effect.of(
            BETWEEN,
            Metric.REVENUE_PER_CUSTOMER,
            Map.of("on", revenues(.3, .3, .3), "off", revenues(.1, .1, .1)));
    assertThat(effect.estimate()).isCloseTo(.2, within(1e-12));
    assertThat(effect.variance()).isZero();
    assertThat(effect.statistic()).isNaN();
    assertThat(effect.pValue()).isNaN();
    assertThat(effect.halfWidth()).isNaN();
    assertThat(effect.relativeHalfWidth()).isNaN();
  }

  /** One order of a million among small ones: it makes the interval wide, not the effect sure. */
  @Test
  void oneHugeOrderProvesNothing() {
    long seed = 8;
    SplittableRandom random = new SplittableRandom(seed);
    Moments on = Customers.of(Customers.buying(1e6, 1));
    Moments off = Moments.none();
    for (int i = 0; i < 1_000; i++) {
      on = on.plus(Customers.buying(random.nextDouble(10, 50), 1));
      off = off.plus(Customers.buying(random.nextDouble(10, 50), 1));
    }
    for (Metric metric : List.of(Metric.AVERAGE_ORDER_VALUE, Metric.REVENUE_PER_CUSTOMER)) {
      Effect effect = Effect.of(BETWEEN, metric, Map.of("on", on, "off", off));
      assertThat(effect.estimate()).as("seed %d", seed).isGreaterThan(900);
      assertThat(effect.estimate()).isLessThan(effect.halfWidth());
      assertThat(effect.pValue()).isBetween(.3, .4);
    }
  }

  @Test
  void manyMoreCustomersThanAnyShopHasStillGiveNumbers() {
    double n = 1e9;
    double[][] products = new double[Variable.COUNT][Variable.COUNT];
    products[0][0] = n * (50.0 * 50 + 70 * 70);
    double[] on = new double[Variable.COUNT];
    on[0] = n * 50.01;
    double[] off = new double[Variable.COUNT];
    off[0] = n * 50;
    Effect effect =
        Effect.of(
            BETWEEN,
            Metric.REVENUE_PER_CUSTOMER,
            Map.of(
                "on", new Moments((long) n, on, products, 0),
                "off", new Moments((long) n, off, products, 0)));
    assertThat(effect.halfWidth()).isCloseTo(1.959964 * Math.sqrt(2 * 70 * 70 / n), within(1e-5));
    assertThat(effect.statistic()).isCloseTo(.01 / Math.sqrt(2 * 70 * 70 / n), within(.01));
    assertThat(effect.pValue()).isBetween(.001, .002);
  }

  private static void assertNothing(Effect effect, long count) {
    assertThat(effect.count()).isEqualTo(count);
    assertThat(effect.estimate()).isNaN();
    assertThat(effect.variance()).isNaN();
    assertThat(effect.halfWidth()).isNaN();
    assertThat(effect.pValue()).isNaN();
    assertThat(effect.relative()).isNaN();
    assertThat(effect.relativeHalfWidth()).isNaN();
  }

  private static Moments revenues(double... revenues) {
    Moments moments = Moments.none();
    for (double revenue : revenues) {
      moments = moments.plus(Customers.buying(revenue, 1));
    }
    return moments;
  }

  private static Moments share(int repeating, int customers) {
    return Customers.alike(repeating, Customers.repeating(1))
        .plus(Customers.alike(customers - repeating, Customers.repeating(0)));
  }
}
