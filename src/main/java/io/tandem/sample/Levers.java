package io.tandem.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the levers of the experiment add to the orders of a customer: what he or she would order in
 * each of the four cells. Orders of two cells differ in nothing else.
 */
final class Levers {
  private final ShopPlan plan;
  private final BroughtOrders brought;
  private final Accessories accessories;

  Levers(ShopPlan plan, BroughtOrders brought, Accessories accessories) {
    this.plan = plan;
    this.brought = brought;
    this.accessories = accessories;
  }

  /** The orders of a customer in a cell, of whom these are the orders with both levers off. */
  List<Order> orders(Cell cell, Shopper shopper, List<Order> without) {
    Optional<Enrolment> enrolment = Enrolment.of(shopper, without, plan);
    if (enrolment.isEmpty() || !cell.has(Lever.CROSS_SELLING)) {
      return placed(cell, shopper, without);
    }
    return placed(cell, shopper, without).stream()
        .map(order -> enrolment.get().isBefore(order) ? withAccessory(order, shopper) : order)
        .toList();
  }

  /** The same orders without what was taken along in the cart. */
  List<Order> placed(Cell cell, Shopper shopper, List<Order> without) {
    List<Order> orders = new ArrayList<>(without);
    Enrolment.of(shopper, without, plan)
        .flatMap(enrolment -> brought.in(cell, shopper, enrolment, without))
        .ifPresent(orders::add);
    orders.sort(Comparator.comparing(Order::placedAt));
    return orders;
  }

  /** What the cart offers with an order. */
  Optional<Accessories.Offer> offer(Order order, Shopper shopper) {
    return accessories.with(order, shopper);
  }

  private Order withAccessory(Order order, Shopper shopper) {
    return offer(order, shopper).flatMap(Accessories.Offer::line).map(order::with).orElse(order);
  }
}
