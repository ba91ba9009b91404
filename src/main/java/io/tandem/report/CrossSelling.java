package io.tandem.report;

import io.tandem.report.page.Lever;
import io.tandem.report.page.Tile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The left column: what orders were worth, for all customers and for known ones. */
record CrossSelling(OrderHistory orders, LocalDate runDate) {
  /** Under so many orders the delta method behind the interval is only a rough guide. */
  private static final long ENOUGH_ORDERS = 500;

  Lever lever() {
    List<String> notes = new ArrayList<>();
    if (orders.all().isEmpty()) {
      notes.add("There is no completed order before the run date, so nothing can be measured.");
    } else if (orders.known().isEmpty()) {
      notes.add(
          "Every order is a guest's, so there are no numbers for known customers: they would need a"
              + " customer id on the order.");
    } else {
      notes.add(
          "Money is in the shop's currency, gross of refunds. Guests and known customers differ, so"
              + " both are shown: all customers first, then those with a customer id.");
    }
    orders
        .all()
        .filter(all -> all.orders() < ENOUGH_ORDERS)
        .ifPresent(all -> notes.add("Fewer than 500 orders: the intervals are rough."));
    OrderCharts charts = new OrderCharts(orders, runDate);
    return new Lever(
        "cross-selling",
        "Cross-selling",
        "Is each order worth more?",
        notes,
        orders.all().map(this::tiles).orElse(List.of()),
        List.of(charts.averageOrderValue(), charts.ordersAndRevenue()));
  }

  private List<Tile> tiles(OrderPeriod all) {
    return List.of(
        new Tile(
            "Average order value (AOV)",
            value(all),
            "all customers; 95 % interval " + interval(all),
            valueLines(),
            Definitions.ofOrders("average_order_value")
                + " The interval's unit is the customer, because one customer's orders resemble"
                + " each other."),
        tile("Items per order", all, o -> Figures.decimal(o.itemsPerOrder()), "items_per_order"),
        tile("Price per item", all, o -> Figures.decimal(o.pricePerItem()), "price_per_item"),
        tile(
            "Orders with two or more products",
            all,
            o -> Figures.rate(o.multiProductOrderRate()),
            "multi_product_order_rate"),
        tile("Revenue", all, o -> Figures.money(o.revenue()), "revenue"),
        tile("Refunds", all, o -> Figures.money(o.refunds()), "refunds"),
        tile("Orders", all, o -> Figures.count(o.orders()), "order_count"));
  }

  private Tile tile(
      String name, OrderPeriod all, Function<OrderPeriod, String> figure, String column) {
    return new Tile(
        name,
        figure.apply(all),
        "all customers",
        List.of(
            orders
                .known()
                .map(known -> new Tile.Line("Known customers", figure.apply(known), ""))
                .orElse(new Tile.Line("Known customers", Figures.ABSENT, "guests only"))),
        Definitions.ofOrders(column));
  }

  private List<Tile.Line> valueLines() {
    List<Tile.Line> lines = new ArrayList<>();
    lines.add(
        orders
            .known()
            .map(known -> new Tile.Line("Known customers", value(known), interval(known)))
            .orElse(new Tile.Line("Known customers", Figures.ABSENT, "guests only")));
    orders
        .latestFullMonth(runDate)
        .ifPresent(
            month -> {
              String name = Figures.month(month);
              OrderPeriod all = orders.months().get(month);
              lines.add(new Tile.Line(name + ", all", value(all), interval(all)));
              Optional.ofNullable(orders.knownMonths().get(month))
                  .ifPresent(
                      known ->
                          lines.add(
                              new Tile.Line(name + ", known", value(known), interval(known))));
            });
    return lines;
  }

  static String value(OrderPeriod period) {
    return period
        .averageOrderValue()
        .map(estimate -> Figures.decimal(estimate.value()))
        .orElse(Figures.ABSENT);
  }

  static String interval(OrderPeriod period) {
    return period
        .averageOrderValue()
        .flatMap(Estimate::interval)
        .map(Figures::decimals)
        .orElse("— (fewer than two customers)");
  }
}
