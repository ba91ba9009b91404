package io.tandem.retention.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.retention.lifetime.MaximumLikelihood.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

/** Customers drawn from models whose parameters are known. */
class PlantedCustomersTest {
  private static final int SHOPS = 40;

  @Test
  void plantedPurchasesComeBackWithinTheirStandardErrors() {
    Random draws = new Random(20260301);
    int within2 = 0;
    int parameters = 0;
    for (int shop = 0; shop < SHOPS; shop++) {
      double[] planted = {
        .2 + draws.nextDouble(),
        10 + 60 * draws.nextDouble(),
        .4 + draws.nextDouble(),
        1 + 2 * draws.nextDouble()
      };
      PurchaseCounts counts = customers(planted, 4_000, 455, shop);
      Fit fit =
          MaximumLikelihood.of(
              points -> points.stream().map(at -> Likelihoods.bgNbd(counts, at)).toList(),
              Starts.bgNbd(230));
      assertThat(fit.isIdentified()).as("shop %d", shop).isTrue();
      assertThat(fit.logLikelihood())
          .as("shop %d: the peak is at least as high as the truth", shop)
          .isGreaterThanOrEqualTo(Likelihoods.bgNbd(counts, planted).value());
      for (int i = 0; i < planted.length; i++) {
        double off = Math.abs(fit.parameters()[i] - planted[i]) / fit.standardErrors()[i];
        assertThat(off)
            .as("shop %d, parameter %d of %s", shop, i, Arrays.toString(planted))
            .isLessThan(4.5);
        within2 += off < 1.96 ? 1 : 0;
        parameters++;
      }
    }
    // 95 % of 160, of which the four of one shop go together: three standard errors of 40 shops.
    assertThat((double) within2 / parameters).isBetween(.85, 1.0);
  }

  @Test
  void plantedAmountsComeBackWithinTheirStandardErrors() {
    Random draws = new Random(7);
    int within2 = 0;
    for (int shop = 0; shop < SHOPS; shop++) {
      double[] planted = {
        1 + 8 * draws.nextDouble(), 2 + 4 * draws.nextDouble(), 5 + 50 * draws.nextDouble()
      };
      SpentAmounts spent = amounts(planted, 2_000, shop);
      Fit fit =
          MaximumLikelihood.of(
              points -> points.stream().map(at -> Likelihoods.gammaGamma(spent, at)).toList(),
              Starts.gammaGamma(Arrays.stream(spent.value()).average().orElseThrow()));
      for (int i = 0; i < planted.length; i++) {
        double off = Math.abs(fit.parameters()[i] - planted[i]) / fit.standardErrors()[i];
        assertThat(off).as("shop %d, parameter %d", shop, i).isLessThan(4.5);
        within2 += off < 1.96 ? 1 : 0;
      }
    }
    assertThat(within2 / (3.0 * SHOPS)).isBetween(.85, 1.0);
  }

  /** Everybody buys alike and nobody leaves: any large a + b, and any large r, fits as well. */
  @Test
  void whatTheDataDoNotTellIsNotIdentified() {
    PurchaseCounts counts =
        new PurchaseCounts(
            new int[] {5}, new double[] {90}, new double[] {100}, new long[] {1_000});
    Fit fit =
        MaximumLikelihood.of(
            points -> points.stream().map(at -> Likelihoods.bgNbd(counts, at)).toList(),
            Starts.bgNbd(100));
    assertThat(fit.isIdentified()).isFalse();
    assertThat(fit.standardErrors()).containsOnly(Double.NaN);
    BgNbd model = BgNbd.of(fit.parameters());
    assertThat(model.alive(5, 90, 100)).isBetween(0.0, 1.0);
    assertThat(model.purchasesIfAlive(5, 100, 90)).isCloseTo(4.5, within(.5));
  }

  @Test
  void slopesAreThoseOfTheValue() {
    PurchaseCounts counts = customers(new double[] {.5, 30, .8, 2}, 300, 400, 3);
    SpentAmounts spent = amounts(new double[] {4, 3, 20}, 200, 3);
    assertSlopes(at -> Likelihoods.bgNbd(counts, at), .7, 21, 1.3, 2.2);
    assertSlopes(at -> Likelihoods.gammaGamma(spent, at), 3, 4, 15);
  }

  /** Purchases to come by the formula are those of many drawn futures. */
  @Test
  void expectedPurchasesAreTheMeanOfDrawnOnes() {
    double[] planted = {.8, 20, .6, 1.9};
    double purchases =
        Arrays.stream(customers(planted, 60_000, 1, 5).frequency()).average().orElseThrow();
    assertThat(purchases).as("nearly nobody buys again on the first day").isLessThan(.1);
    RandomDataGenerator draws = new RandomDataGenerator(11);
    long bought = 0;
    int customers = 60_000;
    for (int i = 0; i < customers; i++) {
      bought += (long) history(planted, 200, draws)[0];
    }
    assertThat(BgNbd.of(planted).purchasesOfNewCustomer(200))
        .isCloseTo((double) bought / customers, within(.06));
  }

  @Test
  void discountingCountsLaterPurchasesLess() {
    BgNbd model = new BgNbd(.4, 40, .8, 2.5);
    double purchases = model.purchasesIfAlive(3, 200, 365);
    assertThat(new Projection(model, 365, 0).discountedPurchases(3, 200))
        .isCloseTo(purchases, within(1e-12));
    // By days: what is expected on each, times what it is worth.
    double byDay = 0;
    for (int day = 0; day < 365; day++) {
      byDay +=
          (model.purchasesIfAlive(3, 200, day + 1) - model.purchasesIfAlive(3, 200, day))
              * Math.pow(1.1, -(day + .5) / 365);
    }
    assertThat(new Projection(model, 365, .1).discountedPurchases(3, 200))
        .isCloseTo(byDay, within(1e-6));
    assertThat(byDay).isLessThan(purchases);
  }

  @Test
  void atThePoleTheFormulaGoesOn() {
    double below = new BgNbd(.4, 40, .999, 2.5).purchasesIfAlive(3, 200, 90);
    double at = new BgNbd(.4, 40, 1, 2.5).purchasesIfAlive(3, 200, 90);
    double above = new BgNbd(.4, 40, 1.001, 2.5).purchasesIfAlive(3, 200, 90);
    assertThat(at).isBetween(above, below);
  }

  @Test
  void aCustomersValueLiesBetweenWhatWasSeenAndTheMean() {
    GammaGamma model = new GammaGamma(6.25, 3.74, 15.45);
    assertThat(model.value(0, 0)).isEqualTo(model.mean());
    assertThat(model.value(1, 100)).isBetween(model.mean(), 100.0);
    assertThat(model.value(20, 100)).isBetween(model.value(1, 100), 100.0);
    assertThat(model.value(3, -500)).as("never below zero").isZero();
    assertThat(new GammaGamma(6, 1, 10).mean()).isInfinite();
  }

  private static void assertSlopes(
      java.util.function.Function<double[], Slope> function, double... at) {
    Slope slope = function.apply(at);
    for (int i = 0; i < at.length; i++) {
      double[] above = at.clone();
      double[] below = at.clone();
      above[i] += 1e-5;
      below[i] -= 1e-5;
      assertThat(slope.gradient()[i])
          .isCloseTo(
              (function.apply(above).value() - function.apply(below).value()) / 2e-5,
              within(1e-3 * (1 + Math.abs(slope.gradient()[i]))));
    }
  }

  private static PurchaseCounts customers(double[] planted, int customers, int days, long seed) {
    RandomDataGenerator draws = new RandomDataGenerator(seed);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      rows.add(history(planted, 1 + draws.nextUniform(0, 1) * days, draws));
    }
    return Cdnow.counts(rows);
  }

  /** Frequency, recency and age of a customer seen for so long. */
  private static double[] history(double[] planted, double age, RandomDataGenerator draws) {
    double rate = Math.max(1e-300, draws.nextGamma(planted[0], 1 / planted[1]));
    double leaves = draws.nextBeta(planted[2], planted[3]);
    int frequency = 0;
    double last = 0;
    for (double time = draws.nextExponential(1 / rate);
        time <= age;
        time += draws.nextExponential(1 / rate)) {
      frequency++;
      last = time;
      if (draws.nextUniform(0, 1) < leaves) {
        break;
      }
    }
    return new double[] {frequency, last, age};
  }

  private static SpentAmounts amounts(double[] planted, int customers, long seed) {
    RandomDataGenerator draws = new RandomDataGenerator(seed);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      int frequency = 1 + (int) draws.nextExponential(2);
      double rate = draws.nextGamma(planted[1], 1 / planted[2]);
      rows.add(
          new double[] {
            frequency, 0, 0, draws.nextGamma(planted[0] * frequency, 1 / rate) / frequency
          });
    }
    rows.sort(Comparator.comparingDouble(row -> row[0]));
    return Cdnow.spent(rows);
  }
}
