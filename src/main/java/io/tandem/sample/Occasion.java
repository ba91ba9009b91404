package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Who orders, for which time, when and where.
 *
 * @param sequence how many orders of the same customer number came before
 */
record Occasion(Shopper shopper, int sequence, LocalDateTime placedAt, String channel) {
  LocalDate day() {
    return placedAt.toLocalDate();
  }

  boolean isOfGuest() {
    return shopper.customerId().isEmpty();
  }

  /** Only the web shop and the app recommend and take coupons. */
  boolean isOnline() {
    return !channel.equals("store");
  }

  /** The draws for one end that belong to this order alone. */
  Draws draws(ShopPlan plan, Draws.Purpose purpose) {
    return Draws.of(plan.seed(), purpose, Order.key(shopper.number(), sequence));
  }
}
