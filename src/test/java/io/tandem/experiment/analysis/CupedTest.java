package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CupedTest {
  private static final Contrast BETWEEN = Contrast.between("on", "off");

  /**
   * By hand. The arms' pasts differ by 1 already, so θ × 1 of the difference of their revenues is
   * no effect.
   */
  @Test
  void whatThePastExplainsIsTakenAway() {
    Moments off = Customers.of(past(1, 10), past(2, 13), past(3, 13), past(4, 16));
    Moments on = Customers.of(past(2, 17), past(3, 20), past(4, 20), past(5, 23));
    Map<String, Moments> arms = Map.of("on", on, "off", off);
    // Within each arm Σ of past × revenue about the means: 1.5·3 + .5·0 + .5·0 + 1.5·3 = 9; squares
    // 5. Between: means 2.5 and 3.5, 13 and 20: 8 · .5 · 3.5 = 14; squares 8 · .25 = 2.
    double theta = (2 * 9 + 14) / (2 * 5 + 2.0);
    Cuped cuped = Cuped.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, arms).orElseThrow();
    assertThat(cuped.thetas()).containsOnlyKeys(Variable.PRE_REVENUE);
    assertThat(cuped.thetas().get(Variable.PRE_REVENUE)).isCloseTo(theta, within(1e-12));
    assertThat(cuped.estimate()).isCloseTo(20 - 13 - theta * 1, within(1e-12));
    // What is left in each arm: 18 − 2θ·9 + θ²·5; six degrees of freedom less one.
    double squares = 18 - 2 * theta * 9 + theta * theta * 5;
    assertThat(cuped.variance()).isCloseTo(2 * squares / 3 / 4 * 6 / 5, within(1e-12));
    assertThat(cuped.freedom()).isCloseTo(5, within(1e-12));
    // scipy.stats.t.ppf(.975, 5)
    assertThat(cuped.halfWidth()).isCloseTo(2.570582 * cuped.standardError(), within(1e-5));
  }

  @Test
  void itIsTheRegressionOfTheScoresOnThePastOfAllArms() {
    for (long seed = 1; seed <= 20; seed++) {
      Map<String, List<double[]>> arms = Customers.generated(2_000, seed);
      for (Contrast contrast : List.of(Customers.CROSS_SELLING, Customers.INTERACTION)) {
        Cuped cuped =
            Cuped.of(contrast, Metric.AVERAGE_ORDER_VALUE, Customers.moments(arms)).orElseThrow();
        double[] brute = BruteForce.adjustedOrderValue(contrast.weights(), arms);
        double[] ours = {
          cuped.estimate(),
          cuped.standardError(),
          cuped.thetas().get(Variable.PRE_REVENUE),
          cuped.thetas().get(Variable.PRE_ORDER_COUNT),
          cuped.thetas().get(Variable.HAS_PRE)
        };
        assertThat(ours).as("seed %d", seed).containsExactly(brute, within(1e-8));
      }
    }
  }

  /** A third of the variance is the customers' own, and known beforehand. */
  @Test
  void itTakesAwayTheShareOfTheVarianceThatThePastExplains() {
    long seed = 9;
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Moments> arms = new TreeMap<>(Map.of("on", Moments.none(), "off", Moments.none()));
    for (int i = 0; i < 10_000; i++) {
      double own = 10 * random.nextGaussian();
      double[] customer = past(50 + own, 50 + own + 10 * Math.sqrt(2) * random.nextGaussian());
      arms.computeIfPresent(
          random.nextBoolean() ? "on" : "off", (arm, moments) -> moments.plus(customer));
    }
    Effect effect = Effect.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, arms);
    Cuped cuped = Cuped.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, arms).orElseThrow();
    assertThat(cuped.variance() / effect.variance())
        .as("seed %d", seed)
        .isCloseTo(2 / 3.0, within(.03));
  }

  @Test
  void aPastThatDoesNotVaryIsNone() {
    Moments on = Customers.of(past(7, 10), past(7, 13));
    Moments off = Customers.of(past(7, 11), past(7, 12));
    assertThat(Cuped.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, Map.of("on", on, "off", off)))
        .isEmpty();
  }

  @Test
  void aPastThatWasNotMeasuredIsNone() {
    Moments on = Customers.of(past(Double.NaN, 10), past(Double.NaN, 13));
    Moments off = Customers.of(past(7, 11), past(8, 12));
    assertThat(Cuped.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, Map.of("on", on, "off", off)))
        .isEmpty();
  }

  /** Every order cost 20 then, so that revenue and orders before are one thing, told twice. */
  @Test
  void whatFollowsFromAnotherCovariateCountsOnce() {
    Map<String, List<double[]>> arms = Customers.generated(2_000, 4);
    Map<String, List<double[]>> alone = new TreeMap<>();
    arms.forEach(
        (arm, customers) -> {
          alone.put(arm, new ArrayList<>());
          for (double[] customer : customers) {
            customer[Variable.PRE_REVENUE.index()] =
                19.99 * customer[Variable.PRE_ORDER_COUNT.index()];
            double[] without = customer.clone();
            without[Variable.PRE_ORDER_COUNT.index()] = 0;
            alone.get(arm).add(without);
          }
        });
    Cuped twice = adjusted(arms);
    Cuped once = adjusted(alone);
    assertThat(twice.thetas()).containsOnlyKeys(Variable.PRE_REVENUE, Variable.HAS_PRE);
    assertThat(twice.estimate()).isCloseTo(once.estimate(), within(1e-9));
    assertThat(twice.variance()).isCloseTo(once.variance(), within(1e-9));
  }

  @Test
  void fewCustomersAreNotExplainedAway() {
    Map<String, Moments> one =
        Map.of("on", Customers.of(past(1, 10)), "off", Customers.of(past(2, 20)));
    assertThat(Cuped.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, one)).isEmpty();
    // One degree of freedom within two arms of two, and one covariate that could use up two.
    Map<String, Moments> two =
        Map.of(
            "on", Customers.of(past(1, 10), past(2, 20)),
            "off", Customers.of(past(1, 10), past(2, 20)));
    Cuped cuped = Cuped.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, two).orElseThrow();
    assertThat(cuped.freedom()).isNaN();
    assertThat(cuped.halfWidth()).isNaN();
  }

  @Test
  void aMissingArmOrOneWithoutOrdersIsNotAdjusted() {
    Moments on = Customers.of(past(1, 10), past(2, 20), past(3, 40));
    assertThat(Cuped.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, Map.of("on", on))).isEmpty();
    Map<String, Moments> arms = Map.of("on", on, "off", Customers.alike(5, Customers.buying(0, 0)));
    assertThat(Cuped.of(BETWEEN, Metric.AVERAGE_ORDER_VALUE, arms)).isEmpty();
    assertThat(Cuped.of(BETWEEN, Metric.REVENUE_PER_CUSTOMER, arms)).isPresent();
  }

  private static Cuped adjusted(Map<String, List<double[]>> arms) {
    return Cuped.of(Customers.CROSS_SELLING, Metric.REVENUE_PER_CUSTOMER, Customers.moments(arms))
        .orElseThrow();
  }

  private static double[] past(double preRevenue, double revenue) {
    return Customers.customer(
        Map.of(
            Variable.PRE_REVENUE, preRevenue,
            Variable.REVENUE, revenue,
            Variable.ORDER_COUNT, 1.0));
  }
}
