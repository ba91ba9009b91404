package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArmValueTest {
  /** Who ordered nothing counts among the assigned, and takes no part in the value of an order. */
  @Test
  void averageOrderValueIsRevenueOverOrdersOfAllWhoWereAssigned() {
    Moments moments =
        Customers.of(
            Customers.buying(30, 1),
            Customers.buying(90, 2),
            Customers.buying(0, 0),
            Customers.buying(0, 0));
    ArmValue value = ArmValue.of(Metric.AVERAGE_ORDER_VALUE, moments);
    assertThat(value.count()).isEqualTo(4);
    assertThat(value.value()).isEqualTo(120.0 / 3);
    // N̄ = 3/4, scores (30 − 40)/(3/4), (90 − 80)/(3/4), 0, 0; their mean is 0.
    double score = 10 / (3.0 / 4);
    assertThat(value.variance()).isCloseTo(2 * score * score / 3 / 4, within(1e-12));
    assertThat(ArmValue.of(Metric.REVENUE_PER_CUSTOMER, moments).value()).isEqualTo(120.0 / 4);
    assertThat(ArmValue.of(Metric.ORDERS_PER_CUSTOMER, moments).value()).isEqualTo(3.0 / 4);
  }

  /** Who never orders adds nothing: twice the customers, half of N̄, the same standard error. */
  @Test
  void customersWithoutOrdersHardlyChangeTheErrorOfTheAverageOrderValue() {
    List<double[]> buyers = new ArrayList<>(Customers.generated(4_000, 3).get("on/on"));
    ArmValue alone = ArmValue.of(Metric.AVERAGE_ORDER_VALUE, Moments.of(buyers));
    Moments idle = Customers.alike(buyers.size(), Customers.buying(0, 0));
    ArmValue among = ArmValue.of(Metric.AVERAGE_ORDER_VALUE, Moments.of(buyers).plus(idle));
    assertThat(among.value()).isCloseTo(alone.value(), within(1e-9));
    assertThat(among.standardError() / alone.standardError()).isCloseTo(1, within(1e-3));
  }

  @Test
  void aShareHasTheVarianceOfAShare() {
    Moments moments =
        Customers.alike(3, Customers.repeating(1)).plus(Customers.alike(7, new double[8]));
    ArmValue value = ArmValue.of(Metric.REPEAT_PURCHASE_RATE, moments);
    assertThat(value.value()).isEqualTo(.3);
    assertThat(value.variance()).isCloseTo(.3 * .7 / 10, within(1e-15));
  }

  @Test
  void nobodyOrOneHasNoVariance() {
    ArmValue nobody = ArmValue.of(Metric.REVENUE_PER_CUSTOMER, Moments.none());
    assertThat(nobody.value()).isNaN();
    assertThat(nobody.variance()).isNaN();
    ArmValue one = ArmValue.of(Metric.REVENUE_PER_CUSTOMER, Customers.of(Customers.buying(30, 1)));
    assertThat(one.value()).isEqualTo(30);
    assertThat(one.variance()).isNaN();
    assertThat(one.halfWidth()).isNaN();
  }

  @Test
  void withoutOrdersThereIsNoAverageOrderValue() {
    Moments idle = Customers.alike(9, Customers.buying(0, 0));
    assertThat(ArmValue.of(Metric.AVERAGE_ORDER_VALUE, idle).value()).isNaN();
    assertThat(ArmValue.of(Metric.AVERAGE_ORDER_VALUE, idle).variance()).isNaN();
    assertThat(ArmValue.of(Metric.REVENUE_PER_CUSTOMER, idle).value()).isZero();
  }

  /** One customer's scores are 0 whatever was bought: that is not certainty. */
  @Test
  void ordersOfOneCustomerTellNothingOfTheError() {
    Moments idle = Customers.alike(99, Customers.buying(0, 0));
    ArmValue one =
        ArmValue.of(Metric.AVERAGE_ORDER_VALUE, idle.plus(Customers.buying(1_234.56, 7)));
    assertThat(one.value()).isEqualTo(1_234.56 / 7);
    assertThat(one.variance()).isNaN();
    Moments two = idle.plus(Customers.buying(1_234.56, 7)).plus(Customers.buying(10, 1));
    assertThat(ArmValue.of(Metric.AVERAGE_ORDER_VALUE, two).variance()).isPositive();
  }

  @Test
  void ordersThatAreAllWorthTheSameHaveNoVariance() {
    Moments moments = Moments.none();
    for (int orders = 0; orders < 1_000; orders++) {
      moments = moments.plus(Customers.buying(.1 * (orders % 6), orders % 6));
    }
    ArmValue value = ArmValue.of(Metric.AVERAGE_ORDER_VALUE, moments);
    assertThat(value.variance()).isZero();
    assertThat(value.halfWidth()).isNaN();
  }

  /**
   * Adding up each day's squares of revenue as if they were customers' own: that takes a customer's
   * days for strangers', and leaves out that who buys today buys tomorrow as well.
   */
  @Test
  void squaresOfCalendarDaysWouldGiveTooSmallAnError() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    Moments customers = Moments.none();
    double daySquares = 0;
    double[] totals = new double[2_000];
    for (int i = 0; i < totals.length; i++) {
      double each = Math.exp(4 + .3 * random.nextGaussian());
      int orders = random.nextInt(1, 5);
      for (int day = 0; day < orders; day++) {
        double revenue = each * Math.exp(.5 * random.nextGaussian());
        daySquares += revenue * revenue;
        totals[i] += revenue;
      }
      customers = customers.plus(Customers.buying(totals[i], orders));
    }
    double mean = BruteForce.mean(totals);
    double wrong = Math.sqrt((daySquares / totals.length - mean * mean / 2.5) / totals.length);
    double right = Math.sqrt(BruteForce.variance(totals) / totals.length);
    double ours = ArmValue.of(Metric.REVENUE_PER_CUSTOMER, customers).standardError();
    assertThat(wrong / right).as("seed %d", seed).isLessThan(.8);
    assertThat(ours).as("seed %d", seed).isCloseTo(right, within(1e-9));
    // What another draw of the same customers comes to says so as well.
    assertThat(ours).isCloseTo(bootstrap(totals, random), within(.1 * right));
  }

  private static double bootstrap(double[] totals, SplittableRandom random) {
    double[] means = new double[500];
    Arrays.setAll(
        means,
        draw ->
            random
                .ints(totals.length, 0, totals.length)
                .mapToDouble(i -> totals[i])
                .average()
                .orElseThrow());
    return Math.sqrt(BruteForce.variance(means));
  }
}
