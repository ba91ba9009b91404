package io.tandem.statistics;

import static io.tandem.statistics.BruteForce.assertTenDigits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {
  private static final double LN_10 = Math.log(10);

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 0.001, 0.3, 0.5, 0.9999, 1, 1.5, 7.3, 15, 100, 3_000.7})
  void agreesWithSummingEveryProbability(double mean) {
    BruteForce summed = BruteForce.poisson(mean, 0, 12_000);
    for (long count : new long[] {0, 1, 2, 3, 5, 14, 15, 16, 100, 1_000, 5_000, 10_000}) {
      assertTails(count, mean, summed);
    }
    for (double deviations : new double[] {-40, -10, -3, -1, -0.1, 0, 0.1, 1, 3, 10, 40}) {
      assertTails((long) Math.max(0, mean + deviations * Math.sqrt(mean)), mean, summed);
    }
  }

  @Test
  void agreesWithSummingAtAMeanOfAMillion() {
    BruteForce summed = BruteForce.poisson(1e6, 960_000, 1_040_000);
    for (long count : new long[] {970_000, 995_000, 999_999, 1_000_000, 1_000_001, 1_005_000}) {
      assertTails(count, 1e6, summed);
      assertTails(2_000_000 - count, 1e6, summed);
    }
  }

  private static void assertTails(long count, double mean, BruteForce summed) {
    String of = count + " where " + mean + " is expected";
    assertTenDigits(Poisson.log10Tail(count, mean), summed.log10From(count), of);
    assertTenDigits(Poisson.log10LowerTail(count, mean), summed.log10To(count), of);
  }

  /** P(X ≥ 5000) = e⁻¹/5000! · (1 + 1/5001 + 1/(5001·5002) + …), and 5000! is 4.22858e16325. */
  @Test
  void staysExactFarBelowTheSmallestDouble() {
    double series = 1 + 1 / 5_001.0 * (1 + 1 / 5_002.0 * (1 + 1 / 5_003.0));
    double expected = (-1 - Gamma.logGamma(5_001) + Math.log(series)) / LN_10;
    assertThat(expected).isCloseTo(-16_326.0604, within(5e-5));
    assertTenDigits(Poisson.log10Tail(5_000, 1), expected, "5000 where 1 is expected");
    assertTenDigits(Poisson.log10LowerTail(0, 50_000), -50_000 / LN_10, "0 for 50000");
    // Where almost nothing is expected, P(X ≥ k) is mᵏ/k!.
    assertTenDigits(Poisson.log10Tail(3, 1e-290), -870 - Math.log10(6), "3 for 1e-290");
  }

  @Test
  void aCountOfNoneOrMoreIsCertain() {
    for (double mean : new double[] {0, 1e-310, 1e-9, 1, 1e6, 1e300}) {
      assertThat(Double.doubleToLongBits(Poisson.log10Tail(0, mean))).as("mean " + mean).isZero();
    }
  }

  @Test
  void noneIsAllThatAMeanOfZeroAllows() {
    assertThat(Poisson.log10LowerTail(0, 0)).isZero();
    assertThat(Poisson.log10LowerTail(7, 0)).isZero();
    assertThat(Poisson.log10Tail(1, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Poisson.log10Tail(1, Double.MIN_VALUE)).isNegative();
    assertThat(Poisson.log10LowerTail(1, Double.MIN_VALUE)).isZero();
  }

  /** Written as −P(the other tail) / ln 10, not as the logarithm of a rounded 1. */
  @Test
  void whatIsAlmostCertainKeepsItsDigits() {
    // P(X ≤ 0) at a mean of 300 is e⁻³⁰⁰.
    assertTenDigits(Poisson.log10Tail(1, 300), -Math.exp(-300) / LN_10, "1 for 300");
    // P(X ≥ 2) at a mean of 1e-20 is 5e-41.
    assertTenDigits(Poisson.log10LowerTail(1, 1e-20), -5e-41 / LN_10, "1 for 1e-20");
    assertThat(Double.doubleToLongBits(Poisson.log10Tail(1, 1e6))).isZero();
  }

  @Test
  void higherCountsAreLessLikelyAndHigherMeansMakeThemLikelier() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      double mean = Math.pow(10, random.nextDouble() * 8 - 4);
      long count = (long) (mean * random.nextDouble() * 3) + random.nextInt(20);
      double higherMean = mean * (1.0001 + random.nextDouble());
      double tail = Poisson.log10Tail(count, mean);
      double lower = Poisson.log10LowerTail(count, mean);
      String of = "seed " + seed + ": " + count + " where " + mean + " is expected";
      assertThat(tail).as(of).isBetween(-Double.MAX_VALUE, 0.0);
      assertThat(lower).as(of).isBetween(-Double.MAX_VALUE, 0.0);
      assertThat(Poisson.log10Tail(count + 1, mean)).as(of).isLessThanOrEqualTo(tail);
      assertThat(Poisson.log10Tail(count, higherMean)).as(of).isGreaterThanOrEqualTo(tail);
      assertThat(Poisson.log10LowerTail(count + 1, mean)).as(of).isGreaterThanOrEqualTo(lower);
      assertThat(Poisson.log10LowerTail(count, higherMean)).as(of).isLessThanOrEqualTo(lower);
      assertThat(Math.pow(10, Poisson.log10Tail(count + 1, mean)) + Math.pow(10, lower))
          .as(of)
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void refusesWhatCannotBeCountedOrExpected() {
    assertThatThrownBy(() -> Poisson.log10Tail(-1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid count: -1 (must be from 0 to 2000000000)");
    assertThatThrownBy(() -> Poisson.log10LowerTail(2_000_000_001, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid count: 2000000001 (must be from 0 to 2000000000)");
    for (double mean : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Poisson.log10Tail(1, mean))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid mean: " + mean + " (must be finite and not negative)");
    }
  }
}
