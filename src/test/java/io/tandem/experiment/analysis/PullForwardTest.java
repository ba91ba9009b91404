package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A lever that only brings forward what customers would have bought anyway: half of all orders of
 * days 31 to 60 are placed thirty days earlier. Only a horizon that holds both days tells.
 */
class PullForwardTest {
  private static final long SEED = 17;
  private static final int CUSTOMERS = 20_000;
  private static final Contrast LEVER = Contrast.between("on", "off");

  @Test
  void revenueRisesAtThirtyDaysAndNotAtNinety() {
    Effect early = Effect.of(LEVER, Metric.REVENUE_PER_CUSTOMER, arms(30));
    assertThat(early.relative() - early.relativeHalfWidth()).as("seed %d", SEED).isGreaterThan(.3);
    Effect late = Effect.of(LEVER, Metric.REVENUE_PER_CUSTOMER, arms(90));
    assertThat(Math.abs(late.estimate())).as("seed %d", SEED).isLessThan(late.halfWidth());
    assertThat(late.relativeHalfWidth()).isLessThan(.05);
  }

  /** The same customers at either horizon. */
  private static Map<String, Moments> arms(int horizon) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Moments> arms = new TreeMap<>(Map.of("on", Moments.none(), "off", Moments.none()));
    for (int i = 0; i < CUSTOMERS; i++) {
      String arm = random.nextBoolean() ? "on" : "off";
      double[] customer = customer(arm.equals("on"), horizon, random);
      arms.computeIfPresent(arm, (name, moments) -> moments.plus(customer));
    }
    return arms;
  }

  private static double[] customer(boolean isOn, int horizon, SplittableRandom random) {
    double revenue = 0;
    double orders = 0;
    for (double day = gap(random); day < 90; day += gap(random)) {
      double value = Math.exp(4 + .6 * random.nextGaussian());
      boolean isWilling = random.nextBoolean();
      double placed = isOn && isWilling && day >= 30 && day < 60 ? day - 30 : day;
      if (placed < horizon) {
        revenue += value;
        orders++;
      }
    }
    return Customers.buying(revenue, orders);
  }

  private static double gap(SplittableRandom random) {
    return -60 * Math.log(1 - random.nextDouble());
  }
}
