package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The orders behind one customer number: those of the registered customer, in cycles until he or
 * she leaves, and now and then one of a guest; with what is planted in them.
 */
final class PurchaseHistory {
  /** Guest orders per registered customer. */
  private static final double GUESTS = 0.255;

  private static final double SAME_DAY = 0.75;
  private static final double IN_STORE = 0.12;
  private static final double IN_APP = 0.35;

  /** Orders are spread around the cycle as gamma of this shape: 1 is memoryless. */
  private static final double REGULARITY = 8;

  private final ShopPlan plan;
  private final ShopDays days;
  private final Shoppers shoppers;
  private final Catalogue catalogue;
  private final double[][] seasons;
  private final BasketFiller baskets;
  private final Checkout checkout;
  private final Plants plants;
  private final Errands errands;
  private final Wholesale wholesale;
  private final BusinessBuyer business;
  private final Launch launch;
  private final Levers levers;

  PurchaseHistory(ShopPlan plan) {
    this.plan = plan;
    this.days = new ShopDays(plan);
    this.shoppers = new Shoppers(plan);
    this.catalogue = Catalogue.of(plan);
    this.seasons = Demand.seasons(catalogue.products());
    this.baskets = new BasketFiller(catalogue);
    this.checkout = new Checkout(plan, catalogue.products());
    this.plants = new Plants(plan, catalogue, baskets);
    this.errands = new Errands(plan, catalogue, checkout);
    this.wholesale = new Wholesale(plan, catalogue, baskets);
    this.business = new BusinessBuyer(plan, catalogue);
    this.launch = new Launch(plan, shoppers, catalogue, checkout);
    this.levers =
        new Levers(
            plan,
            new BroughtOrders(plan, catalogue, seasons, baskets, plants, checkout),
            new Accessories(plan, catalogue, checkout));
  }

  /** All orders of the number, a customer's in their order of time, as the shop exports them. */
  List<Order> orders(long number) {
    Shopper shopper = shoppers.registered(number);
    List<Order> orders =
        new ArrayList<>(
            levers.orders(Cell.of(shopper.customerId()), shopper, ordersWithoutLevers(shopper)));
    Draws guestDraws = Draws.of(plan.seed(), Draws.Purpose.GUEST, number);
    if (guestDraws.chance(GUESTS)) {
      orders.add(guestOrder(number, guestDraws));
    }
    orders.addAll(launch.orders(number));
    return orders;
  }

  /** The customer's own orders, had both levers of the experiment been off for him or her. */
  List<Order> ordersWithoutLevers(Shopper shopper) {
    return switch (Buyer.of(shopper.number(), plan)) {
      case WHOLESALE -> wholesale.orders(shopper);
      case BUSINESS -> business.orders(shopper);
      case PERSON ->
          Stream.concat(cycle(shopper).stream(), errands.orders(shopper).stream())
              .sorted(Comparator.comparing(Order::placedAt))
              .toList();
    };
  }

  /** What the levers of the experiment add to the orders without them. */
  Levers levers() {
    return levers;
  }

  private List<Order> cycle(Shopper shopper) {
    List<Order> orders = new ArrayList<>();
    if (!shopper.everOrders()) {
      return orders;
    }
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.ORDERS, shopper.number());
    Wishes wishes = Wishes.of(shopper, catalogue.products(), seasons);
    Set<Integer> owned = new TreeSet<>();
    String channel = draws.chance(IN_APP) ? "app" : "web";
    LocalDateTime at = firstOrder(shopper, draws);
    int sequence = 0;
    if (at.toLocalDate().isBefore(plan.firstDay())) {
      // What was ordered before the first day left its mark, but is not in the export.
      baskets.fill(shopper, wishes.on(at.toLocalDate()), at.getMonthValue(), owned, draws);
      at = days.online(days.dayOfReturn(draws), draws);
      sequence++;
    }
    while (at.isBefore(plan.endDay().atStartOfDay()) && sequence < Order.FIRST_ERRAND_SEQUENCE) {
      LocalDate today = at.toLocalDate();
      Occasion occasion = new Occasion(shopper, sequence, at, channel);
      Basket basket =
          plants.plantedIn(
              baskets.fill(shopper, wishes.on(today), at.getMonthValue(), owned, draws), occasion);
      orders.add(checkout.order(occasion, basket, draws));
      sequence++;
      if (draws.chance(shopper.dropout())) {
        break;
      }
      double gap = draws.gamma(REGULARITY) / REGULARITY * shopper.cycleDays();
      LocalDate day = days.goodDay(days.afterUsualDays(today, 1 + gap), draws);
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
    return days.online(days.goodDay(day, draws), draws);
  }

  private Order guestOrder(long number, Draws draws) {
    Shopper guest = shoppers.guest(number, draws);
    Demand demand = Demand.of(guest.taste(), catalogue.products(), seasons);
    LocalDate day = guest.registeredAt().toLocalDate();
    String channel = channel(draws);
    LocalDateTime at = channel.equals("store") ? days.inStore(day, draws) : days.online(day, draws);
    Basket basket = baskets.fill(guest, demand, at.getMonthValue(), new TreeSet<>(), draws);
    Occasion occasion = new Occasion(guest, Order.GUEST_SEQUENCE, at, channel);
    return checkout.order(occasion, plants.plantedIn(basket, occasion), draws);
  }

  static String channel(Draws draws) {
    if (draws.chance(IN_STORE)) {
      return "store";
    }
    return draws.chance(IN_APP) ? "app" : "web";
  }
}
