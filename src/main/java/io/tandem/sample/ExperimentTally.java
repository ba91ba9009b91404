package io.tandem.sample;

import java.util.List;

/**
 * Counts of what all customers of the experiment would order in each of its cells, by stratum and
 * by days since enrolment.
 */
final class ExperimentTally {
  private final ShopPlan plan;
  private final Shoppers shoppers;
  private final PurchaseHistory history;

  ExperimentTally(ShopPlan plan, PurchaseHistory history) {
    this.plan = plan;
    this.shoppers = new Shoppers(plan);
    this.history = history;
  }

  /** Adds one customer, as if in each of the cells, if he or she is in the experiment at all. */
  void add(long number, Tally tally) {
    Shopper shopper = shoppers.registered(number);
    List<Order> without = history.ordersWithoutLevers(shopper);
    Enrolment.of(shopper, without, plan)
        .ifPresent(
            enrolment -> {
              tally.count(enrolled(enrolment.stratum().text()), 1);
              tally.count(enrolled(Cell.of(shopper.customerId()).arm()), 1);
              for (Cell cell : Cell.values()) {
                add(cell, enrolment, history.levers().orders(cell, shopper, without), tally);
              }
            });
  }

  private void add(Cell cell, Enrolment enrolment, List<Order> orders, Tally tally) {
    for (int horizon : Experiment.HORIZONS) {
      if (!enrolment.isComplete(horizon, plan)) {
        continue;
      }
      List<Order> within =
          orders.stream()
              .filter(order -> order.isSold() && enrolment.isWithin(horizon, order))
              .toList();
      Stratum stratum = enrolment.stratum();
      tally.count(within("customers", cell, stratum, horizon), 1);
      tally.count(within("orders", cell, stratum, horizon), within.size());
      tally.count(
          within("revenue_cents", cell, stratum, horizon),
          within.stream().mapToLong(Order::soldCents).sum());
      tally.count(
          within("refund_cents", cell, stratum, horizon),
          within.stream().mapToLong(Order::refundCents).sum());
      tally.count(
          within("repeat_customers", cell, stratum, horizon), isRepeat(stratum, within) ? 1 : 0);
    }
  }

  /** One more order is a repeat of somebody who has ordered before, else it takes another day. */
  private static boolean isRepeat(Stratum stratum, List<Order> orders) {
    long days = orders.stream().map(Order::day).distinct().count();
    return days >= (stratum == Stratum.EXISTING ? 1 : 2);
  }

  /** The name of a count of customers of one stratum or cell. */
  static String enrolled(String group) {
    return "enrolled " + group;
  }

  /** The name of a count within so many days. */
  static String within(String what, Cell cell, Stratum stratum, int horizon) {
    return String.join(" ", what, cell.arm(), stratum.text(), Integer.toString(horizon));
  }
}
