package io.tandem.sample;

import io.tandem.refusal.Refusal;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * How large a sample shop is, which days its orders span, and the seed that decides everything else
 * about it. Equal plans give equal shops.
 *
 * @param customers registered customers, with or without orders; a customer stands for about 2.7
 *     orders and 8.2 order lines, so that a million lines are some 120,000 customers
 * @param products products of the catalogue, each counted once however many variants it has
 * @param seed any number; another seed is another shop
 * @param firstDay the first day with orders, UTC
 * @param days how many days have orders; the shop was exported at midnight after the last
 */
public record ShopPlan(long customers, int products, long seed, LocalDate firstDay, int days)
    implements Serializable {
  /** The plan of the committed {@code sample-data/}. */
  public static final ShopPlan SAMPLE =
      new ShopPlan(9_000, 500, 20_260_301, LocalDate.of(2024, 12, 1), 455);

  private static final long MOST_CUSTOMERS = 100_000_000;
  private static final int FEWEST_PRODUCTS = 100;
  private static final int MOST_PRODUCTS = 20_000;
  private static final int FEWEST_DAYS = 30;
  private static final int MOST_DAYS = 3_660;

  public ShopPlan {
    requireBetween("customers", customers, 1, MOST_CUSTOMERS);
    requireBetween("products", products, FEWEST_PRODUCTS, MOST_PRODUCTS);
    requireBetween("days", days, FEWEST_DAYS, MOST_DAYS);
    if (firstDay.getYear() < 1971 || firstDay.getYear() > 9000) {
      throw Refusal.badConfiguration(
          "Invalid first-day: " + firstDay + " (must be between 1971-01-01 and 9000-12-31)");
    }
  }

  /** The first day without orders: the day of the export, and the run date that sees them all. */
  public LocalDate endDay() {
    return firstDay.plusDays(days);
  }

  private static void requireBetween(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw Refusal.badConfiguration(
          "Invalid %s: %d (must be between %d and %d)".formatted(name, value, least, most));
    }
  }
}
