package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * One customer of a sample shop, or one guest, and what is planted in him or her.
 *
 * @param number from 0, in the order in which accounts were opened
 * @param customerId empty for a guest
 * @param taste what draws the customer to products, on the last day
 * @param cycleDays mean days between two orders, as long as the customer stays
 * @param dropout the chance to leave for good after an order
 * @param purse cents that the customer usually means to spend on what he or she comes for
 * @param everOrders whether there is any order at all
 * @param change the taste before this one, if there was another
 */
record Shopper(
    long number,
    String customerId,
    LocalDateTime registeredAt,
    String country,
    boolean optsOut,
    Taste taste,
    double cycleDays,
    double dropout,
    double purse,
    boolean everOrders,
    Optional<TasteChange> change) {
  private static final double LEAVES_SOON = 0.5;

  /** Whether the customer is likely to order many times. */
  boolean isLoyal() {
    return dropout < LEAVES_SOON;
  }

  /** The first day of the plan on which the customer has an account. */
  LocalDate firstDayIn(ShopPlan plan) {
    LocalDate registered = registeredAt.toLocalDate();
    return registered.isBefore(plan.firstDay()) ? plan.firstDay() : registered;
  }

  /** The same customer, who for once means to spend more or less. */
  Shopper spending(double cents) {
    return new Shopper(
        number,
        customerId,
        registeredAt,
        country,
        optsOut,
        taste,
        cycleDays,
        dropout,
        cents,
        everOrders,
        change);
  }

  /** The same customer, whose taste has become another one. */
  Shopper changed(Taste now, TasteChange what) {
    return new Shopper(
        number,
        customerId,
        registeredAt,
        country,
        optsOut,
        now,
        cycleDays,
        dropout,
        purse,
        everOrders,
        Optional.of(what));
  }
}
