package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final double[] REVENUE = Moments.only(Variable.REVENUE);
  private static final double[] ORDERS = Moments.only(Variable.ORDER_COUNT);

  @Test
  void sumsAndProductsAreThoseOfTheCustomers() {
    Moments moments = Customers.of(Customers.buying(30, 2), Customers.buying(10, 1));
    assertThat(moments.count()).isEqualTo(2);
    assertThat(moments.sum(Variable.REVENUE)).isEqualTo(30 + 10);
    assertThat(moments.squareSum(Variable.REVENUE)).isEqualTo(30 * 30 + 10 * 10);
    assertThat(moments.largest()).isEqualTo(30);
    // Means 20 and 1.5.
    assertThat(moments.crossDeviations(REVENUE, ORDERS)).isEqualTo(10 * .5 + -10 * -.5);
  }

  @Test
  void anySplitOfTheCustomersAddsUpToTheSame() {
    for (long seed = 1; seed <= 20; seed++) {
      List<double[]> customers = Customers.generated(200, seed).get("on/on");
      SplittableRandom random = new SplittableRandom(seed);
      List<Moments> parts = new ArrayList<>(List.of(Moments.none()));
      for (double[] customer : customers) {
        if (random.nextInt(7) == 0) {
          parts.add(random.nextInt(parts.size()), Moments.none());
        }
        int part = random.nextInt(parts.size());
        parts.set(part, parts.get(part).plus(customer));
      }
      Moments merged = parts.stream().reduce(Moments.none(), Moments::plus);
      Moments whole = Moments.of(customers);
      assertThat(merged.count()).as("seed %d", seed).isEqualTo(whole.count());
      assertThat(merged.largest()).as("seed %d", seed).isEqualTo(whole.largest());
      assertThat(merged.sums()).as("seed %d", seed).containsExactly(whole.sums(), within(1e-8));
      for (int i = 0; i < Variable.COUNT; i++) {
        assertThat(merged.products()[i])
            .as("seed %d", seed)
            .containsExactly(whole.products()[i], within(1e-6));
      }
    }
  }

  /** A tenth is no binary fraction: added up a million times it is off by 1e-11 of itself. */
  @Test
  void whatDoesNotVaryHasNoVarianceHoweverOftenItIsAddedUp() {
    Moments alike = Moments.of(Collections.nCopies(1_000_000, Customers.buying(.1, .7)));
    assertThat(alike.squareDeviations(REVENUE)).isZero();
    assertThat(alike.crossDeviations(REVENUE, ORDERS)).isZero();
  }

  @Test
  void aSmallVarianceAboutALargeMeanIsNotRounding() {
    Moments moments = Customers.of(Customers.buying(1e5 - 1, 1), Customers.buying(1e5 + 1, 1));
    assertThat(moments.squareDeviations(REVENUE)).isCloseTo(2, within(1e-5));
  }

  @Test
  void whatWasNotMeasuredIsNotANumberAndTheRestIs() {
    double[] customer = Customers.buying(20, 1);
    customer[Variable.REFUNDS.index()] = Double.NaN;
    Moments moments = Customers.of(customer, customer);
    assertThat(Metric.REALIZED_VALUE_PER_CUSTOMER.isMeasuredIn(moments)).isFalse();
    assertThat(Metric.REFUND_RATE.isMeasuredIn(moments)).isFalse();
    assertThat(ArmValue.of(Metric.REFUND_RATE, moments).variance()).isNaN();
    assertThat(Metric.AVERAGE_ORDER_VALUE.isMeasuredIn(moments)).isTrue();
    assertThat(ArmValue.of(Metric.REVENUE_PER_CUSTOMER, moments).value()).isEqualTo(20);
  }
}
