package io.tandem.report;

import io.tandem.report.page.Lever;
import io.tandem.report.page.Tile;
import io.tandem.table.RetentionMetrics;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
          Figures.count(customers.all().orElseThrow().newCustomers())
              + " known customers; guests are outside. A customer counts only once matured, that is"
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
        List.of(new RepeatPurchaseChart(customers).chart(), cohorts.chart()));
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
    tiles.add(monthly("New customers", RetentionPeriod::newCustomers, "new_customer_count"));
    tiles.add(
        monthly(
            "Returning customers",
            RetentionPeriod::returningCustomers,
            "returning_customer_count"));
    tiles.add(
        monthly("Lapsed customers", RetentionPeriod::lapsedCustomers, "lapsed_customer_count"));
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
  private Tile monthly(String name, ToLongFunction<RetentionPeriod> count, String column) {
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
    return new Tile(
        name,
        month
            .map(m -> Figures.count(count.applyAsLong(customers.months().get(m))))
            .orElse(Figures.ABSENT),
        month.map(m -> "in " + Figures.month(m)).orElse("no month is over yet"),
        lines,
        Definitions.ofCustomers(column));
  }

  private static String rate(Optional<Estimate> rate) {
    return rate.map(estimate -> Figures.rate(estimate.value())).orElse(Figures.ABSENT);
  }

  private static String matured(RetentionPeriod.Window window) {
    return Figures.count(window.repeated()) + " of " + Figures.count(window.matured()) + " matured";
  }
}
