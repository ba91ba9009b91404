package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Lever;
import io.tandem.report.page.Tile;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
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
    return new Lever(
        "cross-selling",
        "Cross-selling",
        "Is each order worth more?",
        notes,
        orders.all().map(this::tiles).orElse(List.of()),
        List.of(averageOrderValue(), ordersAndRevenue()));
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

  private Chart averageOrderValue() {
    List<YearMonth> months = Months.span(orders.months().keySet());
    List<List<String>> rows =
        months.stream()
            .map(
                month ->
                    List.of(
                        name(month),
                        figure(orders.months(), month, o -> Figures.count(o.orders())),
                        figure(orders.months(), month, CrossSelling::value),
                        figure(orders.months(), month, CrossSelling::interval),
                        figure(orders.knownMonths(), month, o -> Figures.count(o.orders())),
                        figure(orders.knownMonths(), month, CrossSelling::value),
                        figure(orders.knownMonths(), month, CrossSelling::interval)))
            .toList();
    Optional<String> data =
        months.isEmpty()
            ? Optional.empty()
            : ChartData.lines("money", months.stream().map(YearMonth::toString).toList())
                .series("All customers", "strong", estimates(orders.months(), months))
                .series("Known customers", "quiet", estimates(orders.knownMonths(), months))
                .json();
    return new Chart(
        "average-order-value",
        "Average order value by month",
        months.isEmpty()
            ? "No month with an order is near enough to the run date to be shown."
            : "Band: 95 % interval for all customers. The axis does not start at zero.",
        "Line chart: average order value by month with its 95 % interval, all and known customers",
        data,
        new Grid(
            "Average order value by month",
            List.of(
                words("Month"),
                number("Orders, all"),
                number("AOV, all"),
                number("95 % interval"),
                number("Orders, known"),
                number("AOV, known"),
                number("95 % interval")),
            rows));
  }

  private Chart ordersAndRevenue() {
    List<YearMonth> months = Months.span(orders.months().keySet());
    List<List<String>> rows =
        months.stream()
            .map(
                month ->
                    List.of(
                        name(month),
                        figure(orders.months(), month, o -> Figures.count(o.orders())),
                        figure(orders.months(), month, o -> Figures.count(o.customers())),
                        figure(orders.months(), month, o -> Figures.money(o.revenue())),
                        figure(orders.months(), month, o -> Figures.money(o.refunds()))))
            .toList();
    Optional<String> data =
        months.isEmpty()
            ? Optional.empty()
            : ChartData.panels(months.stream().map(YearMonth::toString).toList())
                .put("open", openMonths(months))
                .panel("Orders", "count", sums(months, o -> (double) o.orders()))
                .panel("Revenue", "money", sums(months, o -> o.revenue().doubleValue()))
                .json();
    return new Chart(
        "orders-and-revenue",
        "Orders and revenue by month",
        months.isEmpty()
            ? "No month with an order is near enough to the run date to be shown."
            : "A pale column is a month that was not over on the run date.",
        "Column charts: number of orders and gross revenue by month",
        data,
        new Grid(
            "Orders, customers, gross revenue and refunds by month",
            List.of(
                words("Month"),
                number("Orders"),
                number("Customers"),
                number("Revenue"),
                number("Refunds")),
            rows));
  }

  private String name(YearMonth month) {
    return Figures.month(month) + (Months.isOver(month, runDate) ? "" : " (not over)");
  }

  private List<String> openMonths(List<YearMonth> months) {
    return months.stream()
        .filter(month -> !Months.isOver(month, runDate))
        .map(YearMonth::toString)
        .toList();
  }

  private List<Double> sums(List<YearMonth> months, Function<OrderPeriod, Double> sum) {
    return months.stream()
        .map(month -> Optional.ofNullable(orders.months().get(month)).map(sum).orElse(0.0))
        .toList();
  }

  private static List<Optional<Estimate>> estimates(
      NavigableMap<YearMonth, OrderPeriod> periods, List<YearMonth> months) {
    return months.stream()
        .map(m -> Optional.ofNullable(periods.get(m)).flatMap(OrderPeriod::averageOrderValue))
        .toList();
  }

  private static String figure(
      NavigableMap<YearMonth, OrderPeriod> periods,
      YearMonth month,
      Function<OrderPeriod, String> figure) {
    return Optional.ofNullable(periods.get(month)).map(figure).orElse("— (no orders)");
  }

  static String value(OrderPeriod period) {
    return period
        .averageOrderValue()
        .map(estimate -> Figures.decimal(estimate.value()))
        .orElse(Figures.ABSENT);
  }

  private static String interval(OrderPeriod period) {
    return period
        .averageOrderValue()
        .flatMap(Estimate::interval)
        .map(interval -> Figures.decimals(Optional.of(interval)))
        .orElse("— (fewer than two customers)");
  }
}
