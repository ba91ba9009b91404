package io.tandem.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders of a habit: whoever runs out of something orders it anew, and nothing else. They come
 * besides the customer's other orders, which are what they would have been, so that whatever goes
 * together does so as often as without them.
 */
final class Errands {
  /** Spread of the time that one purchase lasts, of the logarithm. */
  private static final double SPREAD = 0.08;

  /** An order of its own has to be worth it. */
  private static final int PIECES = 4;

  /** A habit keeps customers: of the usual chance to leave after an order so much is left. */
  private static final double FAITHLESS = 0.7;

  private final ShopPlan plan;
  private final ShopDays days;
  private final Replenishment replenishment;
  private final Checkout checkout;

  Errands(ShopPlan plan, Catalogue catalogue, Checkout checkout) {
    this.plan = plan;
    this.days = new ShopDays(plan);
    this.replenishment = new Replenishment(plan, catalogue);
    this.checkout = checkout;
  }

  /** All of a customer's, in their order of time; none without a habit. */
  List<Order> orders(Shopper shopper) {
    return replenishment.of(shopper).map(habit -> orders(shopper, habit)).orElseGet(List::of);
  }

  private List<Order> orders(Shopper shopper, Habit habit) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.ERRANDS, shopper.number());
    List<Order> orders = new ArrayList<>();
    LocalDate due = shopper.firstDayIn(plan).plusDays(1 + (long) (habit.days() * draws.uniform()));
    for (int sequence = Order.FIRST_ERRAND_SEQUENCE;
        due.isBefore(plan.endDay()) && sequence < Order.FIRST_BROUGHT_SEQUENCE;
        sequence++) {
      LocalDate day = days.goodDay(due, draws);
      String channel = PurchaseHistory.channel(draws);
      LocalDateTime at =
          channel.equals("store") ? days.inStore(day, draws) : days.online(day, draws);
      if (!day.isBefore(plan.firstDay()) && day.isBefore(plan.endDay())) {
        Basket basket = new Basket();
        basket.addPieces(habit.product().index(), PIECES);
        orders.add(checkout.order(new Occasion(shopper, sequence, at, channel), basket, draws));
      }
      if (draws.chance(FAITHLESS * shopper.dropout())) {
        break;
      }
      due = day.plusDays(Math.max(1, Math.round(draws.logNormal(habit.days(), SPREAD))));
    }
    return orders;
  }
}
