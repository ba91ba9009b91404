package io.tandem.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.tandem.table.Events;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts of events: who was logged in, which orders were browsed for, what was viewed together. */
final class EventTally {
  private static final int HOURS = 2;

  private final ShopPlan plan;
  private final List<ProductPair> compared;
  private final Map<String, Product> products = new HashMap<>();

  EventTally(ShopPlan plan, Catalogue catalogue) {
    this.plan = plan;
    this.compared = new Comparisons(catalogue).pairs();
    for (Product product : catalogue.products()) {
      products.put(product.id(), product);
      product.orderableIds().forEach(id -> products.put(id, product));
    }
  }

  /** Adds the events of one customer number. */
  void add(long number, List<Event> events, List<Order> orders, Tally tally) {
    for (Event event : events) {
      tally.count("events", 1);
      tally.count("events " + event.type(), 1);
    }
    for (List<Event> visitor : events.stream().collect(groupingBy(Event::visitorId)).values()) {
      tally.count("visitors", 1);
      tally.count("visitors_unknown", visitor.stream().anyMatch(Event::isLoggedIn) ? 0 : 1);
    }
    for (List<Event> session : events.stream().collect(groupingBy(Event::sessionId)).values()) {
      addSession(session, tally);
    }
    boolean isWholesale = Buyer.of(number, plan) == Buyer.WHOLESALE;
    orders.stream()
        .filter(order -> order.isGuest() || !isWholesale)
        .forEach(order -> addOrder(order, events, tally));
  }

  private void addSession(List<Event> session, Tally tally) {
    long known = session.stream().filter(Event::isLoggedIn).count();
    tally.count("sessions", 1);
    tally.count("sessions_known", known == session.size() ? 1 : 0);
    tally.count("sessions_unknown", known == 0 ? 1 : 0);
    Set<Product> viewed = viewed(session);
    for (ProductPair pair : compared) {
      addPair("sessions", pair, viewed, tally);
    }
  }

  private void addOrder(Order order, Collection<Event> events, Tally tally) {
    Set<Product> sold =
        order.lines().stream()
            .filter(Order.Line::isSold)
            .map(line -> products.get(line.productId()))
            .collect(toSet());
    compared.forEach(pair -> addPair("orders", pair, sold, tally));
    LocalDateTime to = order.placedAt();
    if (!order.day().isBefore(BrowsingHistory.firstDay(plan)) && !order.channel().equals("store")) {
      List<Event> justBefore =
          events.stream()
              .filter(event -> event.at().isBefore(to))
              .filter(event -> event.at().isAfter(to.minusHours(HOURS)))
              .toList();
      boolean isBrowsed = viewed(justBefore).stream().anyMatch(sold::contains);
      tally.count("orders_online", 1);
      tally.count("orders_browsed", isBrowsed ? 1 : 0);
    }
  }

  private Set<Product> viewed(Collection<Event> events) {
    return events.stream()
        .filter(event -> event.isOf(Events.VIEW))
        .map(event -> products.get(event.productId()))
        .collect(toSet());
  }

  private static void addPair(String where, ProductPair pair, Set<Product> found, Tally tally) {
    boolean left = found.contains(pair.left());
    boolean right = found.contains(pair.right());
    tally.count(with(where + " left", pair), left ? 1 : 0);
    tally.count(with(where + " right", pair), right ? 1 : 0);
    tally.count(with(where + " both", pair), left && right ? 1 : 0);
  }

  /** The name of a count of one pair. */
  static String with(String what, ProductPair pair) {
    return what + " " + pair.left().id() + " " + pair.right().id();
  }
}
