package io.tandem.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts of what is planted over time: habits, trends and tastes that change; wholesale left out.
 */
final class DemandTally {
  private final ShopPlan plan;
  private final Shoppers shoppers;
  private final Replenishment replenishment;
  private final List<Integer> trending = new ArrayList<>();
  private final Catalogue catalogue;

  DemandTally(ShopPlan plan, Catalogue catalogue) {
    this.plan = plan;
    this.catalogue = catalogue;
    this.shoppers = new Shoppers(plan);
    this.replenishment = new Replenishment(plan, catalogue);
    Trends.rising(catalogue).forEach(product -> trending.add(product.index()));
    Trends.fading(catalogue).forEach(product -> trending.add(product.index()));
  }

  /** Adds the orders of one customer number. */
  void add(long number, List<Order> orders, Tally tally) {
    boolean isWholesale = Buyer.of(number, plan) == Buyer.WHOLESALE;
    Shopper shopper = shoppers.registered(number);
    List<Order> own = orders.stream().filter(order -> !order.isGuest() && order.isSold()).toList();
    orders.stream()
        .filter(order -> order.isSold() && (order.isGuest() || !isWholesale))
        .forEach(order -> addTrends(order, tally));
    replenishment.of(shopper).ifPresent(habit -> addHabit(habit.product(), own, tally));
    shopper.change().ifPresent(change -> addChange(change, own, tally));
  }

  private void addTrends(Order order, Tally tally) {
    String when = order.day().isBefore(Trends.firstDay(plan)) ? "before" : "since";
    tally.count("orders " + when, 1);
    for (int position : order.productsOf(Order.Line::isSold)) {
      if (trending.contains(position)) {
        tally.count(with(when, catalogue.products().get(position)), 1);
      }
    }
  }

  private static void addHabit(Product product, List<Order> orders, Tally tally) {
    Optional<LocalDate> last = Optional.empty();
    for (Order order : orders) {
      if (order.productsOf(Order.Line::isSold).contains(product.index())) {
        if (last.isPresent()) {
          tally.count(with("reorders", product), 1);
          tally.count(with("days", product), ChronoUnit.DAYS.between(last.get(), order.day()));
        } else {
          tally.count(with("customers", product), 1);
        }
        last = Optional.of(order.day());
      }
    }
  }

  private static void addChange(TasteChange change, List<Order> orders, Tally tally) {
    boolean before = orders.stream().anyMatch(order -> order.day().isBefore(change.on()));
    boolean since = orders.stream().anyMatch(order -> !order.day().isBefore(change.on()));
    tally.count("changed_tastes", 1);
    tally.count("changed_tastes_seen", before && since ? 1 : 0);
  }

  /** The name of a count of one product. */
  static String with(String what, Product product) {
    return what + " " + product.id();
  }
}
