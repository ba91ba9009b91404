package io.tandem.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Tastes that change for good: from a day of their own some customers turn to an interest that they
 * hardly had before.
 */
final class Drift {
  /** Of customers who do not leave soon: about one of ten of all. */
  private static final double SHARE_OF_LOYAL = 0.21;

  private static final double EARLIEST = 0.3;
  private static final double LATEST = 0.7;
  private static final double HARDLY = 0.1;
  private static final double LEANING = 0.8;
  private static final double SHAPE = 0.3;

  private final ShopPlan plan;

  Drift(ShopPlan plan) {
    this.plan = plan;
  }

  /** The customer with the taste of the last day, and with the earlier one if there was any. */
  Shopper in(Shopper shopper) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.DRIFT, shopper.number());
    boolean isPerson = Buyer.of(shopper.number(), plan) == Buyer.PERSON;
    if (!isPerson || !shopper.isLoyal() || !draws.chance(SHARE_OF_LOYAL)) {
      return shopper;
    }
    Taste now = Taste.drawn(SHAPE, draws).leaningTo(turnedTo(shopper.taste(), draws), LEANING);
    return shopper.changed(now, new TasteChange(shopper.taste(), changeDay(shopper, draws)));
  }

  /** Well within the days in which the customer can order. */
  private LocalDate changeDay(Shopper shopper, Draws draws) {
    LocalDate first = shopper.firstDayIn(plan);
    long days = first.until(plan.endDay(), ChronoUnit.DAYS);
    return first.plusDays((long) (days * (EARLIEST + (LATEST - EARLIEST) * draws.uniform())));
  }

  private static int turnedTo(Taste before, Draws draws) {
    int interest = draws.below(Taste.INTERESTS);
    while (before.share(interest) > HARDLY) {
      interest = (interest + 1) % Taste.INTERESTS;
    }
    return interest;
  }
}
