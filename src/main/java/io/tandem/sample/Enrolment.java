package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Since when a customer is in the experiment.
 *
 * @param at the start, or the registration of a new customer; UTC
 */
record Enrolment(Stratum stratum, LocalDateTime at) {
  /**
   * The enrolment of a customer with these orders, if any. Guests and the two businesses are
   * outside, and customers of old without a sold order before the start.
   */
  static Optional<Enrolment> of(Shopper shopper, List<Order> orders, ShopPlan plan) {
    LocalDateTime start = Experiment.startsOn(plan).atStartOfDay();
    if (Buyer.of(shopper.number(), plan) != Buyer.PERSON) {
      return Optional.empty();
    }
    if (!shopper.registeredAt().isBefore(start)) {
      return Optional.of(new Enrolment(Stratum.NEW, shopper.registeredAt()));
    }
    return orders.stream()
        .filter(order -> order.isSold() && order.placedAt().isBefore(start))
        .findFirst()
        .map(order -> new Enrolment(Stratum.EXISTING, start));
  }

  LocalDate day() {
    return at.toLocalDate();
  }

  /** Whether the order was placed since. */
  boolean isBefore(Order order) {
    return !order.placedAt().isBefore(at);
  }

  /** Whether the order was placed since, on the day of enrolment or so many days after it. */
  boolean isWithin(int horizon, Order order) {
    return isBefore(order) && !order.day().isAfter(day().plusDays(horizon));
  }

  /** Whether the export knows all that happened within so many days. */
  boolean isComplete(int horizon, ShopPlan plan) {
    return day().plusDays(horizon).isBefore(plan.endDay());
  }
}
