package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The visits of one registered customer, from one device or two. On the second one the customer is
 * hardly ever logged in, on the first one not always, and never before the account was opened.
 */
final class CustomerVisits {
  private static final double HAS_SECOND_DEVICE = 0.25;
  private static final double ON_SECOND_DEVICE = 0.35;
  private static final double LOGGED_IN = 0.6;
  private static final double LOGS_IN = 0.25;
  private static final double LOGS_IN_ON_SECOND_DEVICE = 0.15;
  private static final int LOGIN_STEPS = 4;

  private static final double CAME_BEFORE = 0.3;
  private static final int LATEST_RETURN = 14;
  private static final double IDLE_VISITS = 0.55;
  private static final double MORE_PRODUCTS = 0.8;
  private static final double WISHES = 0.08;
  private static final double CARTS = 0.08;

  private final ShopPlan plan;
  private final ShopDays days;
  private final Catalogue catalogue;
  private final double[][] seasons;
  private final Browsing browsing;
  private final PurchaseVisits purchases;

  CustomerVisits(
      ShopPlan plan,
      Catalogue catalogue,
      double[][] seasons,
      Browsing browsing,
      PurchaseVisits purchases) {
    this.plan = plan;
    this.days = new ShopDays(plan);
    this.catalogue = catalogue;
    this.seasons = seasons;
    this.browsing = browsing;
    this.purchases = purchases;
  }

  /** In no order. */
  List<Visit> visits(Shopper shopper, List<Order> orders, Draws draws) {
    List<Visit> visits = new ArrayList<>();
    double second = draws.chance(HAS_SECOND_DEVICE) ? ON_SECOND_DEVICE : 0;
    for (Order order : orders) {
      if (!order.isGuest() && !order.day().isBefore(BrowsingHistory.firstDay(plan))) {
        int device = draws.chance(second) ? 1 : 0;
        purchases
            .before(order, visitorId(shopper, device), login(shopper, device, draws), draws)
            .ifPresent(visits::add);
        if (draws.chance(CAME_BEFORE)) {
          visits.add(earlier(order, shopper, draws.chance(second) ? 1 : 0, draws));
        }
      }
    }
    visits.addAll(idle(shopper, second, draws));
    return visits;
  }

  private Visit earlier(Order order, Shopper shopper, int device, Draws draws) {
    LocalDate day = order.day().minusDays(draws.between(1, LATEST_RETURN));
    return purchases
        .longBefore(order, visitorId(shopper, device), login(shopper, device, draws), draws)
        .beginningAt(days.online(day, draws));
  }

  private List<Visit> idle(Shopper shopper, double second, Draws draws) {
    List<Visit> visits = new ArrayList<>();
    Wishes wishes = Wishes.of(shopper, catalogue.products(), seasons);
    LocalDate opened = shopper.registeredAt().toLocalDate();
    LocalDate kept = BrowsingHistory.firstDay(plan);
    int count = draws.poisson(IDLE_VISITS);
    for (int i = 0; i < count; i++) {
      LocalDate day = someDay(opened.isBefore(kept) ? kept : opened, plan, draws);
      LocalDateTime at = days.online(day, draws);
      int device = draws.chance(second) ? 1 : 0;
      Visit visit = new Visit(visitorId(shopper, device), login(shopper, device, draws), draws);
      lookAround(wishes.on(day), at, visit, draws);
      visits.add(visit.beginningAt(at));
    }
    return visits;
  }

  /** Looks at what is to the visitor's taste and buys nothing of it. */
  void lookAround(Demand demand, LocalDateTime at, Visit visit, Draws draws) {
    int count = 1 + draws.poisson(MORE_PRODUCTS);
    for (int i = 0; i < count; i++) {
      Product product = catalogue.products().get(demand.choose(at.getMonthValue(), draws));
      browsing.look(product, visit, draws);
      List<String> ids = product.orderableIds();
      String chosen = ids.get(draws.below(ids.size()));
      if (draws.chance(WISHES)) {
        visit.wish(chosen);
      } else if (draws.chance(CARTS)) {
        visit.addToCart(chosen);
      }
    }
  }

  /** Some day from this one to the last, all alike. */
  static LocalDate someDay(LocalDate first, ShopPlan plan, Draws draws) {
    int span = (int) first.until(plan.endDay(), ChronoUnit.DAYS);
    return first.plusDays(draws.below(Math.max(1, span)));
  }

  private static String visitorId(Shopper shopper, int device) {
    return Order.visitorId(shopper.number(), device);
  }

  private static Login login(Shopper shopper, int device, Draws draws) {
    double dice = draws.uniform();
    int step = draws.between(1, LOGIN_STEPS);
    double from = device == 0 ? LOGGED_IN : 0;
    double to = from + (device == 0 ? LOGS_IN : LOGS_IN_ON_SECOND_DEVICE);
    if (dice >= to) {
      return Login.NEVER;
    }
    return new Login(shopper.customerId(), shopper.registeredAt(), dice < from ? 0 : step);
  }
}
