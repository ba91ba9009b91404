package io.tandem.sample;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The recommendations that one customer of the experiment was shown, or would have been: in the
 * cart of each online order, on the home page before some of the orders and in visits without one,
 * and in one e-mail soon after enrolment. Whether there is an occasion to show anything does not
 * depend on the cell, but for the orders that the levers bring.
 */
final class ExposureHistory {
  private static final double GETS_E_MAIL = 0.8;
  private static final int E_MAIL_WITHIN_DAYS = 3;
  private static final double COMES_BY_HOME = 0.45;
  private static final double IDLE_VISITS_A_DAY = 1.0 / 300;
  private static final int HOME_SLOTS = 2;
  private static final double CLICKS = 0.06;
  private static final int LONGEST_IN_CART = 600;
  private static final int LONGEST_LOOK = 3_000;

  private final ShopPlan plan;
  private final Shoppers shoppers;
  private final Catalogue catalogue;
  private final double[][] seasons;
  private final ShopDays days;

  ExposureHistory(ShopPlan plan) {
    this.plan = plan;
    this.shoppers = new Shoppers(plan);
    this.catalogue = Catalogue.of(plan);
    this.seasons = Demand.seasons(catalogue.products());
    this.days = new ShopDays(plan);
  }

  /** All of the customer with this number, in no order; none of whom the experiment leaves out. */
  List<Exposure> exposures(long number, PurchaseHistory history) {
    Shopper shopper = shoppers.registered(number);
    List<Order> without = history.ordersWithoutLevers(shopper);
    return Enrolment.of(shopper, without, plan)
        .map(enrolment -> exposures(shopper, enrolment, without, history.levers()))
        .orElseGet(List::of);
  }

  private List<Exposure> exposures(
      Shopper shopper, Enrolment enrolment, List<Order> without, Levers levers) {
    Cell cell = Cell.of(shopper.customerId());
    Wishes wishes = Wishes.of(shopper, catalogue.products(), seasons);
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.EXPOSURES, shopper.number());
    List<Exposure> exposures = new ArrayList<>();
    if (!shopper.optsOut()) {
      exposures.addAll(eMail(shopper, enrolment, cell, wishes, draws));
      exposures.addAll(idleVisits(shopper, enrolment, cell, wishes, draws));
    }
    for (Order order : levers.placed(cell, shopper, without)) {
      if (enrolment.isBefore(order) && order.isOnline()) {
        Draws own = Draws.of(plan.seed(), Draws.Purpose.EXPOSURES, -order.number());
        levers
            .offer(order, shopper)
            .map(offer -> cart(shopper, enrolment, cell, order, offer, own))
            .ifPresent(exposures::add);
        if (!shopper.optsOut()) {
          exposures.addAll(visitBefore(order, shopper, enrolment, cell, wishes, own));
        }
      }
    }
    return exposures;
  }

  private Exposure cart(
      Shopper shopper,
      Enrolment enrolment,
      Cell cell,
      Order order,
      Accessories.Offer offer,
      Draws draws) {
    long since = Duration.between(enrolment.at(), order.placedAt()).toSeconds();
    int earlier = (int) Math.min(since, draws.between(20, LONGEST_IN_CART));
    LocalDateTime at = order.placedAt().minusSeconds(earlier);
    boolean isShown = Exposure.Placement.CART.isOn(cell);
    boolean isTaken = isShown && offer.line().isPresent();
    boolean isClicked = (draws.chance(CLICKS) && isShown) || isTaken;
    return new Exposure(
        Order.visitorId(shopper.number(), 0),
        shopper.customerId(),
        Exposure.Placement.CART,
        catalogue.products().get(order.lines().get(0).product()).id(),
        1,
        offer.product().id(),
        cell.arm(),
        isShown,
        at,
        isClicked ? Optional.of(at.plusSeconds(earlier / 2)) : Optional.empty(),
        isTaken ? order.id() : "");
  }

  private List<Exposure> eMail(
      Shopper shopper, Enrolment enrolment, Cell cell, Wishes wishes, Draws draws) {
    LocalDate day = enrolment.day().plusDays(draws.between(1, E_MAIL_WITHIN_DAYS));
    LocalDateTime at = days.online(day, draws);
    boolean isSent = draws.chance(GETS_E_MAIL) && day.isBefore(plan.endDay());
    return isSent
        ? personal(shopper, cell, Exposure.Placement.E_MAIL, 1, wishes, at, draws)
        : List.of();
  }

  private List<Exposure> idleVisits(
      Shopper shopper, Enrolment enrolment, Cell cell, Wishes wishes, Draws draws) {
    List<Exposure> exposures = new ArrayList<>();
    int span = (int) enrolment.day().until(plan.endDay(), ChronoUnit.DAYS);
    int count = draws.poisson(span * IDLE_VISITS_A_DAY);
    for (int i = 0; i < count; i++) {
      LocalDateTime at = days.online(CustomerVisits.someDay(enrolment.day(), plan, draws), draws);
      List<Exposure> visit =
          personal(shopper, cell, Exposure.Placement.HOME, HOME_SLOTS, wishes, at, draws);
      exposures.addAll(at.isBefore(enrolment.at()) ? List.of() : visit);
    }
    return exposures;
  }

  /** Before an order that personalization brought, the customer always came by the home page. */
  private List<Exposure> visitBefore(
      Order order, Shopper shopper, Enrolment enrolment, Cell cell, Wishes wishes, Draws draws) {
    boolean isBrought = order.id().equals(BroughtOrders.id(shopper, Lever.PERSONALIZATION));
    LocalDateTime at = order.placedAt().minusSeconds(draws.between(LONGEST_IN_CART, LONGEST_LOOK));
    boolean comes = draws.chance(COMES_BY_HOME) || isBrought;
    if (!comes || at.isBefore(enrolment.at())) {
      return List.of();
    }
    List<Exposure> shown =
        new ArrayList<>(
            personal(shopper, cell, Exposure.Placement.HOME, HOME_SLOTS, wishes, at, draws));
    if (isBrought) {
      String product = catalogue.products().get(order.lines().get(0).product()).id();
      shown.removeIf(exposure -> exposure.productId().equals(product) && exposure.slot() > 1);
      shown.set(0, shown.get(0).ledTo(order, product));
    }
    return shown;
  }

  /** So many different products to the customer's taste. */
  private List<Exposure> personal(
      Shopper shopper,
      Cell cell,
      Exposure.Placement placement,
      int slots,
      Wishes wishes,
      LocalDateTime at,
      Draws draws) {
    boolean isShown = placement.isOn(cell);
    List<Exposure> exposures = new ArrayList<>();
    for (int slot = 1; slot <= slots; slot++) {
      int position = wishes.on(at.toLocalDate()).choose(at.getMonthValue(), draws);
      String product = catalogue.products().get(position).id();
      LocalDateTime clicked = at.plusSeconds(draws.between(5, 300));
      boolean isClicked =
          draws.chance(CLICKS) && isShown && clicked.isBefore(plan.endDay().atStartOfDay());
      if (exposures.stream().noneMatch(other -> other.productId().equals(product))) {
        exposures.add(
            new Exposure(
                Order.visitorId(shopper.number(), 0),
                shopper.customerId(),
                placement,
                "",
                exposures.size() + 1,
                product,
                cell.arm(),
                isShown,
                at,
                isClicked ? Optional.of(clicked) : Optional.empty(),
                ""));
      }
    }
    return exposures;
  }
}
