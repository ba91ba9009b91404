package io.tandem.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * The one customer, a mountain hut, who orders the same two products week after week; hardly
 * anybody else buys both. Many orders, but the habit of one.
 */
final class BusinessBuyer {
  private static final int MOST_ORDERS = 400;
  private static final int FEWEST_ORDERS = 6;
  private static final int CUSTOMERS_PER_ORDER = 140;

  private final ShopPlan plan;
  private final List<Product> products;

  BusinessBuyer(ShopPlan plan, Catalogue catalogue) {
    this.plan = plan;
    this.products = pair(catalogue).stream().flatMap(ProductPair::products).toList();
  }

  /** The pair, or none where the catalogue lacks a product of it. */
  static List<ProductPair> pair(Catalogue catalogue) {
    return ProductPair.of(catalogue, "honey", "blister plasters");
  }

  List<Order> orders(Shopper buyer) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.BUSINESS, buyer.number());
    long count =
        Math.min(MOST_ORDERS, Math.max(FEWEST_ORDERS, plan.customers() / CUSTOMERS_PER_ORDER));
    List<Order> orders = new ArrayList<>();
    for (int sequence = 0; sequence < count && !products.isEmpty(); sequence++) {
      orders.add(
          new Order(
              Order.id(buyer.number(), sequence),
              buyer.customerId(),
              WorkingHours.placedAt(plan, buyer, sequence, count, draws),
              "web",
              "",
              products.stream()
                  .map(
                      product ->
                          Order.Line.sold(
                              product.index(),
                              product.id(),
                              draws.between(1, 3),
                              product.listCents()))
                  .toList()));
    }
    return orders;
  }
}
