package io.tandem.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * For which day one customer plans the next order: in cycles around the customer's own mean, or,
 * with a habit, when the product of the habit is used up, and now and then in between.
 */
final class Rhythm {
  /** Orders are spread around the cycle as gamma of this shape: 1 is memoryless. */
  private static final double REGULARITY = 2;

  /** Spread of the time that one purchase lasts, of the logarithm. */
  private static final double SPREAD = 0.08;

  private static final double IN_BETWEEN = 0.12;

  /** Weak days let an order wait: so much sooner it is planned. */
  private static final int USUAL_WAIT = 2;

  private final Shopper shopper;
  private final Optional<Habit> habit;
  private LocalDate usedUp = LocalDate.MIN;
  private boolean isDue;

  Rhythm(Shopper shopper, Optional<Habit> habit) {
    this.shopper = shopper;
    this.habit = habit;
    this.isDue = habit.isPresent();
  }

  /** Adds what is due to the order of a day. */
  void addTo(Basket basket, LocalDate day, Draws draws) {
    if (isDue) {
      habit.map(kept -> kept.product().index()).ifPresent(basket::addMissing);
      habit.ifPresent(
          kept -> usedUp = day.plusDays(Math.round(draws.logNormal(kept.days(), SPREAD))));
    }
  }

  /** The planned day of the order after one of this day. */
  LocalDate next(LocalDate day, Draws draws) {
    if (habit.isEmpty()) {
      return day.plusDays(1 + (long) (draws.gamma(REGULARITY) / REGULARITY * shopper.cycleDays()));
    }
    LocalDate tomorrow = day.plusDays(1);
    LocalDate due = usedUp.minusDays(USUAL_WAIT);
    isDue = !due.isAfter(tomorrow) || !draws.chance(IN_BETWEEN);
    if (!isDue) {
      return tomorrow.plusDays((long) (tomorrow.until(due, ChronoUnit.DAYS) * draws.uniform()));
    }
    return due.isAfter(tomorrow) ? due : tomorrow;
  }
}
