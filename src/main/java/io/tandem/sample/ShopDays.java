package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** How busy each day of a sample shop is: the week, the year, and a slight growth. */
final class ShopDays {
  /** Monday to Sunday. */
  private static final double[] WEEK = {0.95, 0.88, 0.86, 0.92, 0.90, 1.05, 1.2};

  private static final double YEARLY_SWING = 0.35;
  private static final double GROWTH = 0.1;
  private static final int LONGEST_WAIT = 14;
  private static final double BUSIEST = 1.2 * (1 + YEARLY_SWING);
  private static final int DAYS_IN_YEAR = 365;

  /** One customer in five had an account before the first day that the shop exported. */
  private static final double EARLIER_CUSTOMERS = 0.2;

  private static final int EARLIER_DAYS = 120;

  private static final double[] ONLINE_HOURS =
      Draws.cumulative(
          1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 4, 5, 5.5, 5.5, 6, 5.5, 5, 5, 5.5, 6, 7, 8.5, 9.5, 8,
          5, 2.5);
  private static final double[] STORE_HOURS =
      Draws.cumulative(0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 5, 5, 4, 4, 5, 6, 6, 4);

  private final ShopPlan plan;
  private final double[] cumulative;

  ShopDays(ShopPlan plan) {
    this.plan = plan;
    double[] weights = new double[plan.days()];
    for (int day = 0; day < weights.length; day++) {
      weights[day] = activity(plan.firstDay().plusDays(day)) * (1 + GROWTH * day / plan.days());
    }
    this.cumulative = Draws.cumulative(weights);
  }

  /** An order planned for a weak day waits for a better one. */
  LocalDate goodDay(LocalDate planned, Draws draws) {
    LocalDate day = planned;
    for (int wait = 0; wait < LONGEST_WAIT && !draws.chance(appeal(day)); wait++) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** The share of customers, at most 1, who feel like ordering on that day and not on the next. */
  private double appeal(LocalDate day) {
    return activity(day) / BUSIEST;
  }

  /** A wave over the year with its height at the middle of a month: −1 to 1. */
  static double wave(int dayOfYear, int peakMonth) {
    double peak = (peakMonth - 0.5) * DAYS_IN_YEAR / 12;
    return StrictMath.cos(2 * Math.PI * (dayOfYear - peak) / DAYS_IN_YEAR);
  }

  /** When the account at this share of all accounts, 0 to 1, was opened: earlier ones first. */
  LocalDate registrationDay(double share) {
    if (share < EARLIER_CUSTOMERS) {
      long before = EARLIER_DAYS - (long) (EARLIER_DAYS * share / EARLIER_CUSTOMERS);
      return plan.firstDay().minusDays(before);
    }
    double target =
        (share - EARLIER_CUSTOMERS) / (1 - EARLIER_CUSTOMERS) * cumulative[cumulative.length - 1];
    int day = 0;
    while (day < cumulative.length - 1 && cumulative[day] <= target) {
      day++;
    }
    return plan.firstDay().plusDays(day);
  }

  /** Some day of the plan, busy ones more often. */
  LocalDate someDay(Draws draws) {
    return plan.firstDay().plusDays(draws.index(cumulative));
  }

  LocalDateTime online(LocalDate day, Draws draws) {
    return at(day, ONLINE_HOURS, draws);
  }

  LocalDateTime inStore(LocalDate day, Draws draws) {
    return at(day, STORE_HOURS, draws);
  }

  private static LocalDateTime at(LocalDate day, double[] hours, Draws draws) {
    return day.atTime(draws.index(hours), draws.below(60), draws.below(60));
  }

  private static double activity(LocalDate day) {
    return WEEK[day.getDayOfWeek().getValue() - 1]
        * (1 + YEARLY_SWING * wave(day.getDayOfYear(), 12));
  }
}
