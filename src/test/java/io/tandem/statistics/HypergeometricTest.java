package io.tandem.statistics;

import static io.tandem.statistics.BruteForce.assertTenDigits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HypergeometricTest {
  private static final double[] PROBABILITIES = {
    1e-12, 0.01, 0.1, 0.25, 0.499, 0.5, 0.75, 0.9, 0.99, 0.999999
  };

  /** Two rules of the Groceries data, as R's arules has them: p-value and hyper-lift. */
  @Test
  void agreesWithArules() {
    // {herbs} → root vegetables
    assertThat(Math.pow(10, Hypergeometric.log10Tail(9_835, 160, 1_072, 69)))
        .isCloseTo(6.170028e-26, within(5e-33));
    assertThat(Hypergeometric.quantile(9_835, 160, 1_072, 0.99)).isEqualTo(27);
    assertThat(69 / 27.0).isCloseTo(2.555556, within(5e-7));
    // {berries} → whipped/sour cream
    assertThat(Math.pow(10, Hypergeometric.log10Tail(9_835, 327, 705, 89)))
        .isCloseTo(7.39072e-30, within(5e-36));
    assertThat(Hypergeometric.quantile(9_835, 327, 705, 0.99)).isEqualTo(35);
    assertThat(89 / 35.0).isCloseTo(2.542857, within(5e-7));
  }

  /** n baskets, a with the antecedent, c with the consequent. */
  private record Shop(long n, long a, long c) {
    long least() {
      return Math.max(0, a + c - n);
    }

    long most() {
      return Math.min(a, c);
    }

    double mean() {
      return (double) a * c / n;
    }
  }

  @Test
  void agreesWithSummingEveryProbabilityOfEverySmallShop() {
    for (long n = 0; n <= 14; n++) {
      for (long a = 0; a <= n; a++) {
        for (long c = 0; c <= n; c++) {
          Shop shop = new Shop(n, a, c);
          long[] all = LongStream.rangeClosed(shop.least(), shop.most()).toArray();
          assertSummed(shop, all, shop.toString());
        }
      }
    }
  }

  @Test
  void agreesWithSummingEveryProbabilityOfLargeShops() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      long n = 1 + (long) Math.pow(10, random.nextDouble() * 9);
      Shop shop = new Shop(n, margin(random, n), margin(random, n));
      long[] some =
          DoubleStream.of(0, 0.5, 0.9, 1, 1.1, 2, 10, n)
              .map(factor -> shop.mean() * factor + 1)
              .mapToLong(x -> (long) Math.min(shop.most(), Math.max(shop.least(), x)))
              .toArray();
      assertSummed(shop, some, "seed " + seed + ": " + shop);
    }
  }

  /** Up to 2,000 baskets, or all but so many, so that there are few probabilities to sum. */
  private static long margin(Random random, long n) {
    long margin = Math.min(n, (long) (2 * Math.pow(10, random.nextDouble() * 3)));
    return random.nextInt(6) == 0 ? n - margin : margin;
  }

  @Test
  void agreesWithSummingWhereBothMarginsAreLarge() {
    Shop shop = new Shop(1_000_000, 30_000, 400_000);
    long[] aroundTheMean = {0, 9_000, 11_900, 11_999, 12_000, 12_001, 12_100, 15_000, 30_000};
    assertSummed(shop, aroundTheMean, shop.toString());
  }

  /** A probability counts as reached from 1000 units in the last place below it, as in R. */
  private static void assertSummed(Shop shop, long[] together, String of) {
    BruteForce summed = BruteForce.hypergeometric(shop.n(), shop.a(), shop.c());
    for (long x : together) {
      double tail = Hypergeometric.log10Tail(shop.n(), shop.a(), shop.c(), x);
      assertTenDigits(tail, summed.log10From(x), of + " x=" + x);
    }
    BigDecimal allowance = new BigDecimal(1 - 1000 * Math.ulp(1.0));
    for (double probability : PROBABILITIES) {
      assertThat(Hypergeometric.quantile(shop.n(), shop.a(), shop.c(), probability))
          .as("%s quantile of %s", probability, of)
          .isEqualTo(summed.quantile(new BigDecimal(probability).multiply(allowance)));
    }
  }

  /** Drawing all a of the c = a baskets has the probability 1 / (n choose a). */
  @Test
  void staysExactFarBelowTheSmallestDouble() {
    double log10Choose = 0;
    for (int i = 1; i <= 2_000; i++) {
      log10Choose += Math.log10((1e7 - 2_000 + i) / i);
    }
    assertThat(log10Choose).isBetween(8_200.0, 8_300.0);
    assertTenDigits(
        Hypergeometric.log10Tail(10_000_000, 2_000, 2_000, 2_000), -log10Choose, "all of them");
  }

  @Test
  void whatCannotBeFewerIsCertain() {
    assertThat(Hypergeometric.log10Tail(0, 0, 0, 0)).isZero();
    assertThat(Hypergeometric.log10Tail(100, 0, 50, 0)).isZero();
    assertThat(Hypergeometric.log10Tail(100, 70, 80, 50)).isZero();
    assertThat(Hypergeometric.log10Tail(100, 100, 80, 80)).isZero();
    assertThat(Hypergeometric.quantile(0, 0, 0, 0.99)).isZero();
    assertThat(Hypergeometric.quantile(100, 100, 80, 0.99)).isEqualTo(80);
  }

  /** Of 100 baskets one holds each: together in 1 of 100 deals, so that none has just 99 %. */
  @Test
  void aQuantileThatIsJustReachedIsReached() {
    assertThat(Hypergeometric.quantile(100, 1, 1, 0.99)).isZero();
    assertThat(Hypergeometric.quantile(99, 1, 1, 0.99)).isEqualTo(1);
    assertThat(Hypergeometric.quantile(2, 1, 1, 0.5)).isZero();
  }

  @Test
  void moreTogetherIsLessLikelyAndMoreToHaveIsLikelier() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      long n = 2 + (long) Math.pow(10, random.nextDouble() * 7);
      long a = 1 + (long) (random.nextDouble() * (n - 1));
      long c = 1 + (long) (random.nextDouble() * (n - 1));
      Shop shop = new Shop(n, a, c);
      long least = shop.least();
      long most = shop.most();
      long x = least + (long) (random.nextDouble() * (most - least));
      double tail = Hypergeometric.log10Tail(n, a, c, x);
      String of = "seed " + seed + ": " + shop + " x=" + x;
      assertThat(tail).as(of).isBetween(-Double.MAX_VALUE, 0.0);
      assertTenDigits(Hypergeometric.log10Tail(n, c, a, x), tail, of + " exchanged");
      if (x < most) {
        assertThat(Hypergeometric.log10Tail(n, a, c, x + 1)).as(of).isLessThanOrEqualTo(tail);
      }
      if (x > least) {
        assertThat(Hypergeometric.log10Tail(n, a, c + 1, x)).as(of).isGreaterThanOrEqualTo(tail);
      }
      long previous = least;
      for (double probability : PROBABILITIES) {
        long quantile = Hypergeometric.quantile(n, a, c, probability);
        assertThat(quantile).as(of).isBetween(previous, most);
        previous = quantile;
      }
    }
  }

  @Test
  void refusesCountsThatContradictEachOther() {
    assertRefused(-1, 0, 0, 0, "Invalid n: -1 (must be from 0 to 2000000000)");
    assertRefused(10, 11, 5, 5, "Invalid a: 11 (must be from 0 to 10)");
    assertRefused(10, 5, -1, 0, "Invalid c: -1 (must be from 0 to 10)");
    assertRefused(10, 5, 4, 5, "Invalid x: 5 (must be from 0 to 4)");
    assertRefused(10, 8, 7, 4, "Invalid x: 4 (must be from 5 to 7)");
    for (double probability : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> Hypergeometric.quantile(10, 5, 5, probability))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid probability: " + probability + " (must be between 0 and 1)");
    }
  }

  private static void assertRefused(long n, long a, long c, long x, String message) {
    assertThatThrownBy(() -> Hypergeometric.log10Tail(n, a, c, x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
