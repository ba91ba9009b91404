package io.tandem.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws the customers of a sample shop, each from its number alone. */
final class Shoppers {
  private static final List<String> COUNTRIES = List.of("DE", "AT", "CH", "FR", "NL", "BE");
  private static final double[] COUNTRY_WEIGHTS =
      Draws.cumulative(0.62, 0.14, 0.09, 0.06, 0.05, 0.04);

  /** The smaller, the more of a taste falls on one or two interests. */
  private static final double TASTE_SHAPE = 0.15;

  private static final double NEVER_ORDERS = 0.015;
  private static final double OPTS_OUT = 0.03;
  private static final double FICKLE = 0.54;

  private final ShopPlan plan;
  private final ShopDays days;
  private final Drift drift;

  Shoppers(ShopPlan plan) {
    this.plan = plan;
    this.days = new ShopDays(plan);
    this.drift = new Drift(plan);
  }

  /** The number of the customer who buys for resale: one of the early ones. */
  static long wholesaleBuyer(ShopPlan plan) {
    return plan.customers() / 10;
  }

  /** The number of the business that orders the same two products, if any. */
  static long businessBuyer(ShopPlan plan) {
    return wholesaleBuyer(plan) + 1;
  }

  static String customerId(long number) {
    return String.format(Locale.ROOT, "C%06d", number + 1);
  }

  Shopper registered(long number) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.TRAITS, number);
    LocalDate day = days.registrationDay((number + 0.5) / plan.customers());
    boolean wholesale = number == wholesaleBuyer(plan);
    return drift.in(
        new Shopper(
            number,
            customerId(number),
            days.online(day, draws),
            COUNTRIES.get(draws.index(COUNTRY_WEIGHTS)),
            draws.chance(OPTS_OUT),
            Taste.drawn(TASTE_SHAPE, draws),
            Math.min(250, Math.max(15, draws.logNormal(108, 0.3))),
            draws.chance(FICKLE) ? 0.75 + 0.25 * draws.uniform() : 0.01 + 0.1 * draws.uniform(),
            purse(draws),
            wholesale || !draws.chance(NEVER_ORDERS),
            Optional.empty()));
  }

  /** Somebody who orders once without an account. */
  Shopper guest(long number, Draws draws) {
    return new Shopper(
        number,
        "",
        days.someDay(draws).atStartOfDay(),
        "",
        false,
        Taste.drawn(TASTE_SHAPE, draws),
        0,
        1,
        purse(draws),
        true,
        Optional.empty());
  }

  private static double purse(Draws draws) {
    return draws.logNormal(2_950, 0.42);
  }
}
