package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The orders that levers bring: one at most of a customer, within the 90 days after enrolment, and
 * besides the others, which are the same in every cell. No customer's is brought by either lever,
 * so that the levers add up.
 */
final class BroughtOrders {
  private static final int WITHIN_DAYS = 90;
  private static final int LATEST_PLANNED = 86;

  /** The share of customers whom personalization has come back once more than they would. */
  private static final double BY_PERSONALIZATION = 0.118;

  private static final double BY_CROSS_SELLING = 0.017;

  /** Of what they mean to spend otherwise. */
  private static final double SPENT_WHERE_PERSONAL = 0.88;

  private final ShopPlan plan;
  private final ShopDays days;
  private final Catalogue catalogue;
  private final double[][] seasons;
  private final BasketFiller baskets;
  private final Plants plants;
  private final Checkout checkout;
  private final List<Product> replenished;

  BroughtOrders(
      ShopPlan plan,
      Catalogue catalogue,
      double[][] seasons,
      BasketFiller baskets,
      Plants plants,
      Checkout checkout) {
    this.plan = plan;
    this.days = new ShopDays(plan);
    this.catalogue = catalogue;
    this.seasons = seasons;
    this.baskets = baskets;
    this.plants = plants;
    this.checkout = checkout;
    this.replenished = Replenishment.products(catalogue);
  }

  /** The id of the order of a customer that a lever brought, if it did. */
  static String id(Shopper shopper, Lever lever) {
    return Order.id(shopper.number(), sequence(lever));
  }

  private static int sequence(Lever lever) {
    return switch (lever) {
      case PERSONALIZATION -> Order.FIRST_BROUGHT_SEQUENCE;
      case CROSS_SELLING -> Order.FIRST_BROUGHT_SEQUENCE + 1;
    };
  }

  /** The order that a lever of the cell brings the customer to place besides the others. */
  Optional<Order> in(Cell cell, Shopper shopper, Enrolment enrolment, List<Order> others) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.BROUGHT, shopper.number());
    return broughtBy(draws.uniform(), shopper)
        .filter(cell::has)
        .flatMap(lever -> order(lever, shopper, enrolment, others, draws));
  }

  /** Personalization does not reach who opted out, and nothing who only looks around. */
  private static Optional<Lever> broughtBy(double dice, Shopper shopper) {
    if (!shopper.everOrders() || dice >= BY_PERSONALIZATION + BY_CROSS_SELLING) {
      return Optional.empty();
    }
    if (dice >= BY_PERSONALIZATION) {
      return Optional.of(Lever.CROSS_SELLING);
    }
    return shopper.optsOut() ? Optional.empty() : Optional.of(Lever.PERSONALIZATION);
  }

  private Optional<Order> order(
      Lever lever, Shopper shopper, Enrolment enrolment, List<Order> others, Draws draws) {
    LocalDate day = day(enrolment, draws);
    if (!day.isBefore(plan.endDay())) {
      return Optional.empty();
    }
    String channel = PurchaseHistory.channel(draws);
    LocalDateTime at = channel.equals("store") ? days.inStore(day, draws) : days.online(day, draws);
    double share = lever == Lever.PERSONALIZATION ? SPENT_WHERE_PERSONAL : 1;
    Shopper buyer = shopper.spending(share * shopper.purse());
    Occasion occasion = new Occasion(buyer, sequence(lever), at, channel);
    Demand demand = Wishes.of(shopper, catalogue.products(), seasons).on(day);
    Draws own = occasion.draws(plan, Draws.Purpose.BROUGHT);
    Basket basket = baskets.fill(buyer, demand, at.getMonthValue(), owned(others, at), own);
    return Optional.of(checkout.order(occasion, plants.plantedIn(basket, occasion), own));
  }

  private LocalDate day(Enrolment enrolment, Draws draws) {
    LocalDate last = enrolment.day().plusDays(WITHIN_DAYS);
    LocalDate day = days.goodDay(enrolment.day().plusDays(draws.between(1, LATEST_PLANNED)), draws);
    return day.isAfter(last) ? last : day;
  }

  /** What is used up by habit is ordered by habit. */
  private Set<Integer> owned(List<Order> others, LocalDateTime at) {
    Set<Integer> owned = new TreeSet<>();
    others.stream()
        .filter(order -> order.placedAt().isBefore(at))
        .forEach(order -> owned.addAll(order.productsOf(Order.Line::isSold)));
    replenished.forEach(product -> owned.remove(product.index()));
    return owned;
  }
}
