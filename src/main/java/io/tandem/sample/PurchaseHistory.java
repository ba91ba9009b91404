package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The orders behind one customer number: those of the registered customer, in cycles until he or
 * she leaves, and now and then one of a guest.
 */
final class PurchaseHistory {
  /** Guest orders per registered customer. */
  private static final double GUESTS = 0.285;

  private static final double SAME_DAY = 0.75;
  private static final double IN_STORE = 0.12;
  private static final double IN_APP = 0.35;

  /** Orders are spread around the cycle as gamma of this shape: 1 is memoryless. */
  private static final double REGULARITY = 2;

  private static final int LONGEST_WAIT = 14;

  private final ShopPlan plan;
  private final ShopDays days;
  private final Shoppers shoppers;
  private final Catalogue catalogue;
  private final double[][] seasons;
  private final BasketFiller baskets;
  private final Checkout checkout;
  private final Wholesale wholesale;

  PurchaseHistory(ShopPlan plan) {
    this.plan = plan;
    this.days = new ShopDays(plan);
    this.shoppers = new Shoppers(plan);
    this.catalogue = Catalogue.of(plan);
    this.seasons = Demand.seasons(catalogue.products());
    this.baskets = new BasketFiller(catalogue);
    this.checkout = new Checkout(plan, catalogue.products());
    this.wholesale = new Wholesale(plan, catalogue, baskets);
  }

  /** All orders of the number, a customer's in their order of time. */
  List<Order> orders(long number) {
    List<Order> orders = new ArrayList<>();
    Shopper shopper = shoppers.registered(number);
    if (number == Shoppers.wholesaleBuyer(plan)) {
      orders.addAll(wholesale.orders(shopper));
    } else if (shopper.everOrders()) {
      orders.addAll(cycle(shopper, Draws.of(plan.seed(), Draws.Purpose.ORDERS, number)));
    }
    Draws guestDraws = Draws.of(plan.seed(), Draws.Purpose.GUEST, number);
    if (guestDraws.chance(GUESTS)) {
      orders.add(guestOrder(number, guestDraws));
    }
    return orders;
  }

  private List<Order> cycle(Shopper shopper, Draws draws) {
    List<Order> orders = new ArrayList<>();
    Demand demand = Demand.of(shopper, catalogue.products(), seasons);
    Set<Integer> owned = new TreeSet<>();
    LocalDateTime at = firstOrder(shopper, draws);
    String channel = draws.chance(IN_APP) ? "app" : "web";
    int sequence = 0;
    while (at.isBefore(plan.endDay().atStartOfDay()) && sequence < Order.GUEST_SEQUENCE) {
      // Orders before the first day happened, and left their mark, but are not in the export.
      Set<Integer> basket = baskets.fill(shopper, demand, at.getMonthValue(), owned, draws);
      if (!at.toLocalDate().isBefore(plan.firstDay())) {
        orders.add(checkout.order(shopper, sequence, at, channel, basket, draws));
      }
      sequence++;
      if (draws.chance(shopper.dropout())) {
        break;
      }
      double gap = draws.gamma(REGULARITY) / REGULARITY * shopper.cycleDays();
      LocalDate day = goodDay(at.toLocalDate().plusDays(1 + (long) gap), draws);
      channel = channel(draws);
      at = channel.equals("store") ? days.inStore(day, draws) : days.online(day, draws);
    }
    return orders;
  }

  /** Most people open an account because they are about to order. */
  private LocalDateTime firstOrder(Shopper shopper, Draws draws) {
    LocalDateTime registered = shopper.registeredAt();
    if (draws.chance(SAME_DAY)) {
      return registered.plusSeconds(draws.between(60, 1_800));
    }
    LocalDate day = registered.toLocalDate().plusDays(1 + (long) draws.exponential(12));
    return days.online(goodDay(day, draws), draws);
  }

  /** An order planned for a weak day waits for a better one. */
  private LocalDate goodDay(LocalDate planned, Draws draws) {
    LocalDate day = planned;
    for (int wait = 0; wait < LONGEST_WAIT && !draws.chance(days.appeal(day)); wait++) {
      day = day.plusDays(1);
    }
    return day;
  }

  private Order guestOrder(long number, Draws draws) {
    Shopper guest = shoppers.guest(number, draws);
    Demand demand = Demand.of(guest, catalogue.products(), seasons);
    LocalDate day = guest.registeredAt().toLocalDate();
    String channel = channel(draws);
    LocalDateTime at = channel.equals("store") ? days.inStore(day, draws) : days.online(day, draws);
    Set<Integer> basket = baskets.fill(guest, demand, at.getMonthValue(), new TreeSet<>(), draws);
    return checkout.order(guest, Order.GUEST_SEQUENCE, at, channel, basket, draws);
  }

  private static String channel(Draws draws) {
    if (draws.chance(IN_STORE)) {
      return "store";
    }
    return draws.chance(IN_APP) ? "app" : "web";
  }
}
