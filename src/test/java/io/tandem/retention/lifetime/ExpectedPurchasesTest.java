package io.tandem.retention.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Purchases to be expected are numbers, whatever the parameters that a fit may end with. */
class ExpectedPurchasesTest {
  /** Of the parameters' logarithms, as in the search for them. */
  private static final double BOUND = 14;

  private static final int DAYS = 3_650;
  private static final double ROUNDING = 1e-11;

  @Test
  void everyModelExpectsANumberThatGrowsWithTime() {
    Random draws = new Random(20260301);
    for (int i = 0; i < 20_000; i++) {
      BgNbd model = new BgNbd(draw(draws), draw(draws), draw(draws), draw(draws));
      int frequency = draws.nextInt(501);
      int age = draws.nextInt(DAYS + 1);
      double before = 0;
      double time = 0;
      for (int step = 0; step < 5; step++) {
        time = step == 4 ? DAYS : time + 1 + draws.nextInt(DAYS / 5);
        double purchases = model.purchasesIfAlive(frequency, age, time);
        String of = "%s of %d purchases in %d days, in %.0f".formatted(model, frequency, age, time);
        assertThat(purchases).as(of).isFinite().isGreaterThanOrEqualTo(before * (1 - ROUNDING));
        // Nobody is expected to buy more than one who never leaves.
        assertThat(purchases)
            .as(of)
            .isPositive()
            .isLessThanOrEqualTo(
                (model.r() + frequency) * time / (model.alpha() + age) * (1 + ROUNDING));
        before = purchases;
      }
    }
  }

  /** The integral by the plainest rule there is, over the log-odds of leaving. */
  @Test
  void itIsTheMeanOverTheChancesToLeave() {
    Random draws = new Random(7);
    for (int i = 0; i < 60; i++) {
      BgNbd model =
          new BgNbd(
              draw(draws),
              draw(draws),
              .06 * Math.exp(9 * draws.nextDouble()),
              .06 * Math.exp(9 * draws.nextDouble()));
      int frequency = draws.nextInt(501);
      int age = draws.nextInt(DAYS + 1);
      int time = 1 + draws.nextInt(DAYS);
      assertThat(model.purchasesIfAlive(frequency, age, time))
          .as("%s of %d purchases in %d days, in %d", model, frequency, age, time)
          .isCloseTo(
              byRectangles(
                  model.r() + frequency,
                  model.alpha() + age,
                  model.a(),
                  model.b() + frequency,
                  time),
              withinPercentage(1e-8));
    }
  }

  @Test
  void bothWaysOfComputingItAgree() {
    Random draws = new Random(11);
    int compared = 0;
    while (compared < 2_000) {
      double shape = draw(draws) + draws.nextInt(501);
      double rate = draw(draws) + draws.nextInt(DAYS + 1);
      double leave = draw(draws);
      double stay = draw(draws) + draws.nextInt(501);
      double time = 1 + draws.nextInt(DAYS);
      if ((shape + 50) * time / rate < 100_000) {
        assertThat(ExpectedPurchases.integral(shape, rate, leave, stay, time))
            .as("%s, %s, %s, %s in %s", shape, rate, leave, stay, time)
            .isCloseTo(
                ExpectedPurchases.sum(shape, rate, leave, stay, time), withinPercentage(1e-7));
        compared++;
      }
    }
  }

  /** By the closed form and by the integral, with 60 digits. */
  @ParameterizedTest
  @CsvSource({
    ".5, 10, .5, 2, 300, 305, 3650, 1533.087824991145",
    ".5, 10, .5, 2, 300, 305, 365, 282.17549992326427",
    "0.24, 4.41, 0.79, 2.43, 0, 0, 3650, 10.745834452201428",
    "1e-5, 1e-5, 1e-5, 1e-5, 1, 1, 3650, 3649.700612999726",
    "900000, 0.001, 0.5, 3, 0, 0, 365, 1904770.6696535081",
    "900000, 500000, 1000000, 0.00001, 0, 0, 365, 1.00000000001",
    "0.3, 0.000002, 1000, 2, 2, 0, 90, 1.004004004004004",
    "2, 0.00001, 0.2, 0.3, 0, 0, 3650, 8786611.4162286571",
    "0.7, 3, 1, 2, 20, 100, 365, 32.245684704575096",
    "1000, 1000000, 0.000002, 700000, 500, 3650, 3650, 5.4550889253796996"
  })
  void extremeCustomersComeOutAsWithManyDigits(
      double r, double alpha, double a, double b, int frequency, int age, int time, double exact) {
    assertThat(new BgNbd(r, alpha, a, b).purchasesIfAlive(frequency, age, time))
        .isCloseTo(exact, withinPercentage(1e-10));
  }

  /** At a = 1 the closed form divides by zero. */
  @ParameterizedTest
  @ValueSource(doubles = {1 - 1e-9, 1, 1 + 1e-9, 1 + 1e-5})
  void thereIsNoPole(double a) {
    double below = new BgNbd(.4, 40, .99, 2.5).purchasesIfAlive(3, 200, 90);
    double above = new BgNbd(.4, 40, 1.01, 2.5).purchasesIfAlive(3, 200, 90);
    assertThat(new BgNbd(.4, 40, a, 2.5).purchasesIfAlive(3, 200, 90))
        .isCloseTo((below + above) / 2, within(1e-4));
  }

  @Test
  void inNoTimeNothingIsBought() {
    assertThat(new BgNbd(.4, 40, .8, 2.5).purchasesIfAlive(3, 200, 0)).isZero();
    assertThat(new BgNbd(1e6, 1e-6, .8, 2.5).purchasesIfAlive(3, 0, 0)).isZero();
  }

  private static double draw(Random draws) {
    return Math.exp(BOUND * (2 * draws.nextDouble() - 1));
  }

  private static double byRectangles(
      double shape, double rate, double leave, double stay, double time) {
    double step = .01;
    DoubleUnaryOperator logChance = logOdds -> -Math.log1p(Math.exp(-logOdds));
    double mode = Math.log(leave / stay);
    double weights = 0;
    double sum = 0;
    for (double logOdds = -700; logOdds < 700; logOdds += step) {
      double weight =
          Math.exp(
              leave * (logChance.applyAsDouble(logOdds) - logChance.applyAsDouble(mode))
                  + stay * (logChance.applyAsDouble(-logOdds) - logChance.applyAsDouble(-mode)));
      double chance = Math.exp(logChance.applyAsDouble(logOdds));
      weights += weight;
      sum += weight * -Math.expm1(-shape * Math.log1p(chance * time / rate)) / chance;
    }
    return sum / weights;
  }
}
