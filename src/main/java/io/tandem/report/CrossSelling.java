package io.tandem.report;

import io.tandem.report.page.Lever;
import io.tandem.report.page.Tile;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The left column: what orders were worth, for all customers and for known ones. */
record CrossSelling(OrderHistory orders, LocalDate runDate) {
  private static final String FEW_CUSTOMERS = "— (fewer than two customers)";

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
        .filter(OrderPeriod::isRough)
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
                + " each other. Intervals of fewer than 500 orders are rough."),
        tile("Items per order", all, o -> Figures.decimal(o.itemsPerOrder()), "items_per_order"),
        tile("Price per item", all, o -> Figures.decimal(o.pricePerItem()), "price_per_item"),
        tile(
            "Orders with two or more products",
            all,
            o -> Figures.rate(o.multiProductOrderRate()),
            "multi_product_order_rate"),
        sum("Revenue", all, OrderPeriod::revenue, "revenue"),
        sum("Refunds", all, OrderPeriod::refunds, "refunds"),
        sum("Orders", all, o -> BigDecimal.valueOf(o.orders()), "order_count"));
  }

  private Tile tile(
      String name, OrderPeriod all, Function<OrderPeriod, String> figure, String column) {
    return new Tile(
        name,
        figure.apply(all),
        "all customers",
        List.of(known(figure)),
        Definitions.ofOrders(column));
  }

  /** A sum, of which guests have their part. */
  private Tile sum(
      String name, OrderPeriod all, Function<OrderPeriod, BigDecimal> sum, String column) {
    boolean isMoney = !column.equals("order_count");
    Function<BigDecimal, String> figure =
        amount -> isMoney ? Figures.money(amount) : Figures.count(amount.longValueExact());
    BigDecimal known = orders.known().map(sum).orElse(BigDecimal.ZERO);
    BigDecimal guests = sum.apply(all).subtract(known);
    return new Tile(
        name,
        figure.apply(sum.apply(all)),
        "all customers",
        List.of(
            known(period -> figure.apply(sum.apply(period))),
            new Tile.Line("Guests", figure.apply(guests), share(guests, sum.apply(all)))),
        Definitions.ofOrders(column));
  }

  private static String share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? "" : Figures.rate(part.doubleValue() / whole.doubleValue());
  }

  private Tile.Line known(Function<OrderPeriod, String> figure) {
    return orders
        .known()
        .map(known -> new Tile.Line("Known customers", figure.apply(known), ""))
        .orElse(new Tile.Line("Known customers", Figures.ABSENT, "guests only"));
  }

  private List<Tile.Line> valueLines() {
    List<Tile.Line> lines = new ArrayList<>();
    lines.add(
        orders
            .known()
            .map(known -> new Tile.Line("Known customers", value(known), interval(known)))
            .orElse(new Tile.Line("Known customers", Figures.ABSENT, "guests only")));
    orders.all().flatMap(this::guests).ifPresent(lines::add);
    orders
        .all()
        .ifPresent(
            all ->
                all.winsorized()
                    .filter(capped -> isBelow(capped, all))
                    .ifPresent(
                        capped ->
                            lines.add(
                                new Tile.Line(
                                    "Orders above " + Figures.money(all.cap()) + " counted as that",
                                    Figures.decimal(capped.value()),
                                    capped
                                        .interval()
                                        .map(Figures::decimals)
                                        .orElse(FEW_CUSTOMERS)))));
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

  /** Where no order was capped the twin is the same number. */
  private static boolean isBelow(Estimate capped, OrderPeriod all) {
    return all.averageOrderValue().filter(value -> capped.value() < value.value()).isPresent();
  }

  /** What guests' orders were worth, where both kinds of customers order. */
  private Optional<Tile.Line> guests(OrderPeriod all) {
    return orders
        .known()
        .filter(known -> all.orders() > known.orders())
        .map(
            known ->
                new Tile.Line(
                    "Guests",
                    Figures.decimal(
                        all.revenue().subtract(known.revenue()).doubleValue()
                            / (all.orders() - known.orders())),
                    Figures.count(all.orders() - known.orders()) + " orders"));
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
        .map(interval -> Figures.decimals(interval) + (period.isRough() ? " (rough)" : ""))
        .orElse(FEW_CUSTOMERS);
  }
}
