package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * How busy each day of a sample shop is: the week, and a year with two heights, one in December and
 * a greater one in June, when houses and gardens are at their best.
 */
final class ShopDays {
  /** Monday to Sunday. */
  private static final double[] WEEK = {0.95, 0.88, 0.86, 0.92, 0.90, 1.05, 1.2};

  private static final double HALF_YEARLY_SWING = 0.22;
  private static final double SUMMER_SWING = 0.08;
  private static final int LONGEST_WAIT = 14;
  private static final double BUSIEST = 1.2;
  private static final int DAYS_IN_YEAR = 365;

  /** Four customers in five had an account before the first day that the shop exported. */
  private static final double EARLIER_CUSTOMERS = 0.82;

  private static final int EARLIER_DAYS = 1_000;

  /** How much the opening of those accounts leans to the last days before the first one. */
  private static final double RECENCY = 1.6;

  /** By so much fewer of those customers come back in the last of the early days. */
  private static final double ALL_HAVE_COME_BACK = 0.65;

  private static final double[] ONLINE_HOURS =
      Draws.cumulative(
          1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 4, 5, 5.5, 5.5, 6, 5.5, 5, 5, 5.5, 6, 7, 8.5, 9.5, 8,
          5, 2.5);
  private static final double[] STORE_HOURS =
      Draws.cumulative(0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 5, 5, 4, 4, 5, 6, 6, 4);

  private final ShopPlan plan;
  private final double[] cumulative;
  private final double[] returns;
  private final double[] levels;

  ShopDays(ShopPlan plan) {
    this.plan = plan;
    double[] busy = new double[plan.days()];
    double[] level = new double[plan.days()];
    double[] returning = new double[(int) Experiment.daysBefore(plan)];
    for (int day = 0; day < plan.days(); day++) {
      LocalDate date = plan.firstDay().plusDays(day);
      level[day] = level(date);
      busy[day] = week(date) * level[day];
      if (day < returning.length) {
        returning[day] = week(date) * (1 - ALL_HAVE_COME_BACK * day / returning.length);
      }
    }
    this.cumulative = Draws.cumulative(busy);
    this.returns = Draws.cumulative(returning);
    this.levels = Draws.cumulative(level);
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
  private static double appeal(LocalDate day) {
    return week(day) / BUSIEST;
  }

  /** The first day of the plan on which a customer who has long had an account orders again. */
  LocalDate dayOfReturn(Draws draws) {
    return plan.firstDay().plusDays(draws.index(returns));
  }

  /**
   * The day by which as much will have been ordered as in so many usual days: in a high season
   * sooner, in a low one later. Not after the end of the plan.
   */
  LocalDate afterUsualDays(LocalDate from, double usualDays) {
    int day = (int) plan.firstDay().until(from, ChronoUnit.DAYS);
    double target = levels[day] + usualDays;
    while (day < levels.length && levels[day] < target) {
      day++;
    }
    return plan.firstDay().plusDays(day);
  }

  /** A wave over the year with its height at the middle of a month: −1 to 1. */
  static double wave(int dayOfYear, int peakMonth) {
    double peak = (peakMonth - 0.5) * DAYS_IN_YEAR / 12;
    return StrictMath.cos(2 * Math.PI * (dayOfYear - peak) / DAYS_IN_YEAR);
  }

  /** When the account at this share of all accounts, 0 to 1, was opened: earlier ones first. */
  LocalDate registrationDay(double share) {
    if (share < EARLIER_CUSTOMERS) {
      double early = StrictMath.pow(1 - share / EARLIER_CUSTOMERS, RECENCY);
      return plan.firstDay().minusDays(1 + (long) (EARLIER_DAYS * early));
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

  private static double week(LocalDate day) {
    return WEEK[day.getDayOfWeek().getValue() - 1];
  }

  private static double level(LocalDate day) {
    double winter = wave(day.getDayOfYear(), 12);
    // The wave of double speed has its heights where the slow one has its height and its depth.
    return 1 + HALF_YEARLY_SWING * (2 * winter * winter - 1) - SUMMER_SWING * winter;
  }
}
