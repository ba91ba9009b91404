package io.tandem.retention;

import static io.tandem.retention.RevenueChange.Factor.CUSTOMERS;
import static io.tandem.retention.RevenueChange.Factor.GUESTS;
import static io.tandem.retention.RevenueChange.Factor.ITEMS_PER_ORDER;
import static io.tandem.retention.RevenueChange.Factor.ORDERS_PER_CUSTOMER;
import static io.tandem.retention.RevenueChange.Factor.PRICE_PER_ITEM;
import static io.tandem.retention.RevenueChange.Factor.REFUNDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.retention.RevenueChange.Factor;
import io.tandem.retention.RevenueChange.Sold;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RevenueChangeTest {
  /**
   * Twice the customers at the same orders, items and prices: revenue doubles, and all of it is the
   * customers'.
   */
  @Test
  void whatAloneChangedHasAllOfTheChange() {
    Map<Factor, BigDecimal> contributions =
        RevenueChange.split(
            sold(10, 20, 60, "600", "50", "30"), sold(20, 40, 120, "1200", "50", "30"));
    assertThat(contributions)
        .containsEntry(CUSTOMERS, money("600.00"))
        .containsEntry(ORDERS_PER_CUSTOMER, money("0.00"))
        .containsEntry(ITEMS_PER_ORDER, money("0.00"))
        .containsEntry(PRICE_PER_ITEM, money("0.00"))
        .containsEntry(GUESTS, money("0.00"))
        .containsEntry(REFUNDS, money("0.00"));
  }

  /**
   * Customers × 2 and prices × 0.5: revenue stays, L = 600, and the two are ±600·ln 2 = ±415.888.
   */
  @Test
  void oppositeChangesAreSeenWhereTheirSumIsNothing() {
    Map<Factor, BigDecimal> contributions =
        RevenueChange.split(
            sold(10, 20, 60, "600", "0", "10"), sold(20, 40, 120, "600", "0", "25.50"));
    assertThat(contributions.get(CUSTOMERS)).isEqualByComparingTo("415.89");
    assertThat(contributions.get(PRICE_PER_ITEM)).isEqualByComparingTo("-415.89");
    assertThat(contributions.get(REFUNDS)).as("more refunds lessen").isEqualByComparingTo("-15.5");
  }

  @Test
  void anEmptyPeriodPutsAllChangeOnCustomers() {
    Sold some = sold(3, 4, 9, "99.99", "10", "5");
    assertThat(RevenueChange.split(Sold.NOTHING, some))
        .containsEntry(CUSTOMERS, money("99.99"))
        .containsEntry(PRICE_PER_ITEM, money("0.00"))
        .containsEntry(GUESTS, money("10.00"))
        .containsEntry(REFUNDS, money("-5.00"));
    assertThat(RevenueChange.split(some, Sold.NOTHING)).containsEntry(CUSTOMERS, money("-99.99"));
    assertThat(RevenueChange.split(Sold.NOTHING, Sold.NOTHING).values())
        .allSatisfy(cents -> assertThat(cents).isEqualByComparingTo("0"));
  }

  @Test
  void guestsAloneAreABranchOfTheirOwn() {
    Map<Factor, BigDecimal> contributions =
        RevenueChange.split(sold(0, 0, 0, "0", "70", "0"), sold(0, 0, 0, "0", "30.01", "0"));
    assertThat(contributions.get(GUESTS)).isEqualByComparingTo("-39.99");
    assertThat(contributions.get(CUSTOMERS)).isEqualByComparingTo("0");
  }

  /**
   * More came back than was sold in the period: revenue less refunds is below zero, and adds up.
   */
  @Test
  void refundsMayBeLargerThanSales() {
    Sold before = sold(5, 5, 5, "50", "0", "0");
    Sold after = sold(1, 1, 1, "10", "0", "35");
    assertThat(RevenueChange.total(before, after)).isEqualByComparingTo("-75");
    assertThat(sum(RevenueChange.split(before, after))).isEqualByComparingTo("-75");
  }

  @Test
  void contributionsAddUpToTheCentInRandomShops() {
    Random draws = new Random(20260301);
    for (int shop = 0; shop < 20_000; shop++) {
      Sold before = random(draws);
      Sold after = random(draws);
      Map<Factor, BigDecimal> contributions = RevenueChange.split(before, after);
      assertThat(contributions.values())
          .as("shop %d: %s to %s", shop, before, after)
          .allSatisfy(cents -> assertThat(cents.scale()).isEqualTo(2));
      assertThat(sum(contributions))
          .as("shop %d: %s to %s", shop, before, after)
          .isEqualByComparingTo(RevenueChange.total(before, after));
      assertThat(
              RevenueChange.total(before, after).subtract(after.net().subtract(before.net())).abs())
          .isLessThanOrEqualTo(money("0.005"));
    }
  }

  /** From one customer to millions of orders; money with four decimals. */
  private static Sold random(Random draws) {
    if (draws.nextInt(12) == 0) {
      return Sold.NOTHING;
    }
    long customers = draws.nextInt(6) == 0 ? 0 : 1 + (long) Math.exp(14 * draws.nextDouble());
    long orders = customers + (long) (customers * 3 * draws.nextDouble());
    long items = orders + (long) (orders * 20 * draws.nextDouble());
    return new Sold(
        customers,
        orders,
        items,
        amount(draws, items),
        amount(draws, 1 + draws.nextInt(1000)),
        amount(draws, draws.nextInt(1000)));
  }

  private static BigDecimal amount(Random draws, long pieces) {
    return BigDecimal.valueOf((long) (pieces * Math.exp(14 * draws.nextDouble())), 4);
  }

  private static BigDecimal sum(Map<Factor, BigDecimal> contributions) {
    return contributions.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Sold sold(
      long customers, long orders, long items, String revenue, String guests, String refunds) {
    return new Sold(customers, orders, items, money(revenue), money(guests), money(refunds));
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }
}
