package io.tandem.sample;

import java.time.LocalDate;
import java.util.List;

/**
 * Three products that have nothing to do with each other, which the shop sold as a set with a
 * coupon for about three months.
 */
final class CouponBundle {
  /** Its last digits are its percentage, as of every coupon. */
  static final String COUPON = "TRIO20";

  private static final List<String> KINDS = List.of("cake stand", "neck pillow", "kettlebell");

  /** The chance that an online order of these months holds the set. */
  private static final double TAKES = 0.0145;

  private final LocalDate from;
  private final LocalDate until;
  private final List<Product> products;
  private final BasketFiller baskets;

  CouponBundle(ShopPlan plan, Catalogue catalogue, BasketFiller baskets) {
    this.from = plan.firstDay().plusDays(plan.days() * 3L / 10);
    this.until = plan.firstDay().plusDays(plan.days() / 2);
    this.products = products(catalogue);
    this.baskets = baskets;
  }

  /** The three, or none where the catalogue lacks one. */
  static List<Product> products(Catalogue catalogue) {
    return catalogue.firstOf(KINDS);
  }

  void addTo(Basket basket, LocalDate day, Draws draws) {
    boolean isSold = !products.isEmpty() && !day.isBefore(from) && day.isBefore(until);
    if (isSold && draws.chance(TAKES)) {
      basket.use(COUPON);
      products.stream()
          .map(Product::index)
          .filter(product -> baskets.fits(product, basket.products()))
          .forEach(basket::add);
    }
  }
}
