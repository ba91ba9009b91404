package io.tandem.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The events behind one customer number, for as long as the shop keeps them: visits that led to the
 * number's orders, visits that led to none, and those of somebody who only looks and never says who
 * he or she is. Drawn after the orders, which do not depend on them.
 */
final class BrowsingHistory {
  /** So many days the shop keeps events. */
  private static final int KEPT_DAYS = 180;

  private static final double LOOKERS = 0.35;
  private static final double LOOKERS_RETURN = 0.5;
  private static final double COMPARES_SELDOM_ORDERED = 0.4;
  private static final int FIRST_GUEST = 3;

  private final ShopPlan plan;
  private final Shoppers shoppers;
  private final Catalogue catalogue;
  private final double[][] seasons;
  private final ShopDays days;
  private final Browsing browsing;
  private final PurchaseVisits purchases;
  private final CustomerVisits customers;
  private final List<ProductPair> seldomOrdered;

  BrowsingHistory(ShopPlan plan) {
    this.plan = plan;
    this.shoppers = new Shoppers(plan);
    this.catalogue = Catalogue.of(plan);
    this.seasons = Demand.seasons(catalogue.products());
    this.days = new ShopDays(plan);
    this.browsing = new Browsing(catalogue);
    this.purchases = new PurchaseVisits(catalogue, browsing);
    this.customers = new CustomerVisits(plan, catalogue, seasons, browsing, purchases);
    this.seldomOrdered = Comparisons.seldomOrdered(catalogue);
  }

  /** The first day of which there are events. */
  static LocalDate firstDay(ShopPlan plan) {
    LocalDate first = plan.endDay().minusDays(KEPT_DAYS);
    return first.isBefore(plan.firstDay()) ? plan.firstDay() : first;
  }

  /** The events of the number; visits are numbered in the order of time, visitor by visitor. */
  List<Event> events(long number, List<Order> orders) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.EVENTS, number);
    List<Visit> visits = new ArrayList<>();
    if (Buyer.of(number, plan) == Buyer.PERSON) {
      visits.addAll(customers.visits(shoppers.registered(number), orders, draws));
    }
    int guests = FIRST_GUEST;
    for (Order order : orders) {
      if (order.isGuest()) {
        String visitor = Order.visitorId(number, guests++);
        purchases.before(order, visitor, Login.NEVER, draws).ifPresent(visits::add);
      }
    }
    if (draws.chance(LOOKERS)) {
      visits.addAll(lookerVisits(number, draws));
    }
    return numbered(visits);
  }

  private List<Visit> lookerVisits(long number, Draws draws) {
    Shopper looker = shoppers.guest(number, draws);
    Demand demand = Demand.of(looker.taste(), catalogue.products(), seasons);
    List<Visit> visits = new ArrayList<>();
    int count = 1 + draws.poisson(LOOKERS_RETURN);
    for (int i = 0; i < count; i++) {
      LocalDateTime at = days.online(CustomerVisits.someDay(firstDay(plan), plan, draws), draws);
      Visit visit = new Visit(Order.visitorId(number, 2), Login.NEVER, draws);
      if (!seldomOrdered.isEmpty() && draws.chance(COMPARES_SELDOM_ORDERED)) {
        browsing.look(seldomOrdered.get(draws.below(seldomOrdered.size())).left(), visit, draws);
      }
      customers.lookAround(demand, at, visit, draws);
      visits.add(visit.beginningAt(at));
    }
    return visits;
  }

  private List<Event> numbered(List<Visit> visits) {
    LocalDateTime first = firstDay(plan).atStartOfDay();
    LocalDateTime end = plan.endDay().atStartOfDay();
    List<Event> events = new ArrayList<>();
    visits.stream()
        .filter(visit -> !visit.begin().isBefore(first))
        .sorted(Comparator.comparing(Visit::begin))
        .collect(groupingBy(Visit::visitorId, LinkedHashMap::new, toList()))
        .values()
        .forEach(
            ofVisitor -> {
              for (int i = 0; i < ofVisitor.size(); i++) {
                events.addAll(ofVisitor.get(i).events(i + 1));
              }
            });
    events.removeIf(event -> !event.at().isBefore(end));
    return events;
  }
}
