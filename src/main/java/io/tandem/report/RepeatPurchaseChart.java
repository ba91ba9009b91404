package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import io.tandem.table.RetentionMetrics;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The right column's chart of repeat purchases, by month of first order. */
record RepeatPurchaseChart(RetentionHistory customers) {
  Chart chart() {
    List<YearMonth> months = Months.span(customers.months().keySet());
    boolean drawn =
        months.stream()
            .anyMatch(
                month ->
                    RetentionMetrics.WINDOWS.stream()
                        .anyMatch(days -> matured(month, days).isPresent()));
    ChartData data = ChartData.lines("rate", months.stream().map(YearMonth::toString).toList());
    Map<Integer, String> tones = Map.of(90, "strong", 60, "quiet", 30, "faint");
    for (int days : List.of(90, 60, 30)) {
      data.series(
          days + " days",
          tones.get(days),
          months.stream().map(month -> matured(month, days)).toList());
    }
    return new Chart(
        "repeat-purchases",
        "Repeat purchase rate by month of first order",
        drawn
            ? "Band: 95 % Wilson interval of the 90 days. Only months whose new customers have all"
                + " matured."
            : months.isEmpty()
                ? "There is no known customer with a first order in the months shown."
                : "No month's new customers have all matured yet; the table shows those who have.",
        "Line chart: repeat purchase rate within 30, 60 and 90 days by month of first order",
        drawn ? data.json() : Optional.empty(),
        new Grid(
            "Repeat purchase rate by month of first order",
            List.of(
                words("Month"),
                number("New customers"),
                number("30 days"),
                number("Matured"),
                number("60 days"),
                number("Matured"),
                number("90 days"),
                number("95 % interval"),
                number("Matured")),
            months.stream().map(this::row).toList()));
  }

  private Optional<Estimate> matured(YearMonth month, int days) {
    return Optional.ofNullable(customers.months().get(month))
        .flatMap(period -> period.fullyMaturedRepeatRate(days));
  }

  private List<String> row(YearMonth month) {
    return List.of(
        Figures.month(month),
        cell(month, p -> Figures.count(p.newCustomers())),
        cell(month, p -> rateOrReason(p, 30)),
        cell(month, p -> Figures.count(p.windows().get(30).matured())),
        cell(month, p -> rateOrReason(p, 60)),
        cell(month, p -> Figures.count(p.windows().get(60).matured())),
        cell(month, p -> rateOrReason(p, 90)),
        cell(
            month,
            p ->
                p.windows()
                    .get(90)
                    .repeatPurchaseRate()
                    .map(rate -> Figures.rates(rate.interval()))
                    .orElse(Figures.ABSENT)),
        cell(month, p -> Figures.count(p.windows().get(90).matured())));
  }

  private String cell(YearMonth month, Function<RetentionPeriod, String> figure) {
    return Optional.ofNullable(customers.months().get(month))
        .map(figure)
        .orElse("— (no customers)");
  }

  private static String rateOrReason(RetentionPeriod period, int days) {
    return period
        .windows()
        .get(days)
        .repeatPurchaseRate()
        .map(rate -> Figures.rate(rate.value()))
        .orElse(period.newCustomers() == 0 ? "— (no customers)" : "— (not matured)");
  }
}
