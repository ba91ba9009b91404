package io.tandem.sample;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The orders of the one customer who buys for resale: giant baskets that would drown every pair if
 * nothing were done about them.
 */
final class Wholesale {
  private static final int MOST_ORDERS = 40;
  private static final int FEWEST_ORDERS = 3;
  private static final int CUSTOMERS_PER_ORDER = 750;
  private static final int LEAST_PRODUCTS = 110;
  private static final int MOST_PRODUCTS = 160;

  private final ShopPlan plan;
  private final Catalogue catalogue;
  private final BasketFiller baskets;

  Wholesale(ShopPlan plan, Catalogue catalogue, BasketFiller baskets) {
    this.plan = plan;
    this.catalogue = catalogue;
    this.baskets = baskets;
  }

  /** Spread evenly over the days; fewer in a small shop, where they would be most of it. */
  List<Order> orders(Shopper buyer) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.WHOLESALE, buyer.number());
    long count =
        Math.min(MOST_ORDERS, Math.max(FEWEST_ORDERS, plan.customers() / CUSTOMERS_PER_ORDER));
    List<Order> orders = new ArrayList<>();
    for (int sequence = 0; sequence < count; sequence++) {
      LocalDateTime placedAt = WorkingHours.placedAt(plan, buyer, sequence, count, draws);
      List<Order.Line> lines = basket(draws).stream().map(product -> line(product, draws)).toList();
      orders.add(
          new Order(
              Order.id(buyer.number(), sequence), buyer.customerId(), placedAt, "web", "", lines));
    }
    return orders;
  }

  /** Distinct products, popular ones more often, still no two substitutes. */
  private Set<Integer> basket(Draws draws) {
    int size =
        Math.min(draws.between(LEAST_PRODUCTS, MOST_PRODUCTS), catalogue.products().size() / 2);
    List<Integer> order =
        catalogue.products().stream()
            .filter(product -> !product.isApart())
            .map(
                product ->
                    Map.entry(
                        draws.exponential(StrictMath.exp(-product.popularity() / 2)),
                        product.index()))
            .sorted(Comparator.comparing(Map.Entry::getKey))
            .map(Map.Entry::getValue)
            .toList();
    Set<Integer> basket = new LinkedHashSet<>();
    for (int product : order) {
      if (basket.size() < size && baskets.fits(product, basket)) {
        basket.add(product);
      }
    }
    return basket;
  }

  private Order.Line line(int position, Draws draws) {
    Product product = catalogue.products().get(position);
    List<String> ids = product.orderableIds();
    return Order.Line.sold(
        position,
        ids.get(draws.below(ids.size())),
        draws.between(1, 4),
        product.listCents() * 65 / 100);
  }
}
