package io.tandem.sample;

import java.util.List;
import java.util.Optional;

/**
 * The visits that led to orders: what was bought was looked at before, and other things with it.
 */
final class PurchaseVisits {
  private static final double IS_KEPT = 0.75;
  private static final double VIEWS = 0.85;
  private static final double CARTS = 0.6;
  private static final double WISHES = 0.25;

  /** Nobody opens the page of everything in a large order. */
  private static final int MOST_PRODUCTS = 6;

  /** What people come for is looked at more closely than what they take along. */
  private static final int CLOSELY = 2;

  private final List<Product> products;
  private final Browsing browsing;

  PurchaseVisits(Catalogue catalogue, Browsing browsing) {
    this.products = catalogue.products();
    this.browsing = browsing;
  }

  /** The visit that ended in the order; of some there is no trace, and none of one in the store. */
  Optional<Visit> before(Order order, String visitorId, Login login, Draws draws) {
    if (order.channel().equals("store") || !draws.chance(IS_KEPT)) {
      return Optional.empty();
    }
    Visit visit = new Visit(visitorId, login, draws);
    int looked = 0;
    for (Order.Line line : order.lines().stream().limit(MOST_PRODUCTS).toList()) {
      if (draws.chance(VIEWS)) {
        Product product = products.get(line.product());
        if (looked++ < CLOSELY) {
          browsing.look(product, visit, draws);
        } else {
          browsing.glance(product, visit, draws);
        }
        if (draws.chance(CARTS)) {
          visit.addToCart(line.productId());
        }
      }
    }
    return visit.isEmpty() ? Optional.empty() : Optional.of(visit.endingBefore(order.placedAt()));
  }

  /** An earlier visit for what came to be ordered. */
  Visit longBefore(Order order, String visitorId, Login login, Draws draws) {
    Visit visit = new Visit(visitorId, login, draws);
    Order.Line line = order.lines().get(0);
    browsing.look(products.get(line.product()), visit, draws);
    if (draws.chance(WISHES)) {
      visit.wish(line.productId());
    }
    return visit;
  }
}
