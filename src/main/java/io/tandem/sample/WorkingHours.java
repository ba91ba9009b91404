package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** When a business orders: evenly over the days of the plan, once it has an account. */
final class WorkingHours {
  static LocalDateTime placedAt(
      ShopPlan plan, Shopper buyer, int sequence, long orders, Draws draws) {
    LocalDate registered = buyer.registeredAt().toLocalDate();
    LocalDate first =
        registered.isAfter(plan.firstDay()) ? registered.plusDays(1) : plan.firstDay();
    long span = plan.endDay().toEpochDay() - first.toEpochDay();
    return first
        .plusDays(span * sequence / orders)
        .atTime(draws.between(8, 16), draws.below(60), draws.below(60));
  }

  private WorkingHours() {}
}
