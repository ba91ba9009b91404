package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Lever;
import io.tandem.report.page.Tile;
import io.tandem.table.RetentionMetrics;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The right column: whether customers come back. */
record Personalization(RetentionHistory customers, Cohorts cohorts, LocalDate runDate) {
  private static final String NOT_MATURED = "not matured";

  Lever lever() {
    List<String> notes = new ArrayList<>();
    if (customers.all().isEmpty()) {
      notes.add(
          "No order carries a customer id, so nobody can be seen coming back: this column needs"
              + " known customers.");
    } else {
      notes.add(
          "Known customers only; guests are outside. A customer counts only once matured, that is"
              + " when the first order is at least the window's days old: before that, not coming"
              + " back means nothing.");
      customers
          .all()
          .filter(all -> all.windows().values().stream().allMatch(w -> w.repeated() == 0))
          .filter(all -> all.windows().values().stream().anyMatch(w -> w.matured() > 0))
          .ifPresent(
              all ->
                  notes.add(
                      "No matured customer ordered again on a later day: the rates are zero, not"
                          + " missing."));
    }
    return new Lever(
        "personalization",
        "Personalization",
        "Do customers come back?",
        notes,
        customers.all().map(this::tiles).orElse(List.of()),
        List.of(repeatPurchases(), cohorts.chart()));
  }

  private List<Tile> tiles(RetentionPeriod all) {
    List<Tile> tiles = new ArrayList<>();
    RetentionPeriod.Window ninety = all.windows().get(90);
    tiles.add(
        new Tile(
            "Repeat purchase rate, 90 days",
            rate(ninety.repeatPurchaseRate()),
            ninety
                .repeatPurchaseRate()
                .map(
                    rate ->
                        "95 % interval " + Figures.rates(rate.interval()) + "; " + matured(ninety))
                .orElse(NOT_MATURED),
            repeatLines(all),
            Definitions.ofRepeatPurchaseRate(90)));
    for (int days : RetentionMetrics.WINDOWS) {
      RetentionPeriod.Window window = all.windows().get(days);
      tiles.add(
          new Tile(
              "Retention rate, " + days + " days",
              rate(window.retentionRate()),
              window
                  .retentionRate()
                  .map(rate -> Figures.rates(rate.interval()))
                  .orElse(NOT_MATURED),
              List.of(
                  new Tile.Line("Retained", Figures.count(window.retained()), ""),
                  new Tile.Line("Matured", Figures.count(window.matured()), "")),
              Definitions.ofRetentionRate(days)));
    }
    tiles.add(
        monthly("New customers", RetentionPeriod::newCustomers, "new_customer_count", "all time"));
    tiles.add(
        monthly(
            "Returning customers",
            RetentionPeriod::returningCustomers,
            "returning_customer_count",
            ""));
    tiles.add(
        monthly("Lapsed customers", RetentionPeriod::lapsedCustomers, "lapsed_customer_count", ""));
    return tiles;
  }

  private List<Tile.Line> repeatLines(RetentionPeriod all) {
    List<Tile.Line> lines = new ArrayList<>();
    lines.add(line("Within 30 days", all.windows().get(30)));
    lines.add(line("Within 60 days", all.windows().get(60)));
    customers.months().descendingMap().entrySet().stream()
        .filter(month -> month.getValue().fullyMaturedRepeatRate(90).isPresent())
        .findFirst()
        .ifPresent(
            month ->
                lines.add(
                    line(
                        "90 days, first order in " + Figures.month(month.getKey()),
                        month.getValue().windows().get(90))));
    return lines;
  }

  private static Tile.Line line(String label, RetentionPeriod.Window window) {
    return new Tile.Line(
        label,
        rate(window.repeatPurchaseRate()),
        window
            .repeatPurchaseRate()
            .map(rate -> Figures.rates(rate.interval()) + "; " + matured(window))
            .orElse(NOT_MATURED));
  }

  /** Over all time everybody is new once and nobody returning, so these are shown for a month. */
  private Tile monthly(
      String name, ToLongFunction<RetentionPeriod> count, String column, String total) {
    Optional<YearMonth> month = customers.latestFullMonth(runDate);
    List<Tile.Line> lines = new ArrayList<>();
    month
        .map(m -> m.minusMonths(1))
        .flatMap(before -> Optional.ofNullable(customers.months().get(before)))
        .ifPresent(
            before ->
                lines.add(
                    new Tile.Line(
                        Figures.month(YearMonth.from(before.start())),
                        Figures.count(count.applyAsLong(before)),
                        "")));
    if (!total.isEmpty()) {
      customers
          .all()
          .ifPresent(
              all ->
                  lines.add(new Tile.Line("All time", Figures.count(count.applyAsLong(all)), "")));
    }
    return new Tile(
        name,
        month
            .map(m -> Figures.count(count.applyAsLong(customers.months().get(m))))
            .orElse(Figures.ABSENT),
        month.map(m -> "in " + Figures.month(m)).orElse("no month is over yet"),
        lines,
        Definitions.ofCustomers(column));
  }

  private Chart repeatPurchases() {
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

  static String rate(Optional<Estimate> rate) {
    return rate.map(estimate -> Figures.rate(estimate.value())).orElse(Figures.ABSENT);
  }

  private static String matured(RetentionPeriod.Window window) {
    return Figures.count(window.repeated()) + " of " + Figures.count(window.matured()) + " matured";
  }
}
