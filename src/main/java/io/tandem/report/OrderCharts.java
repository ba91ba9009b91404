package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;

/** The left column's charts: what orders were worth, and how many there were, month by month. */
record OrderCharts(OrderHistory orders, LocalDate runDate) {
  Chart averageOrderValue() {
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

  Chart ordersAndRevenue() {
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
}
