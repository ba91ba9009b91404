package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section on what became of the rows that were read, and on days without orders.
 *
 * @param history absent where the run reads no orders
 */
record DataQuality(RunFacts facts, Optional<OrderHistory> history) {
  Topic topic() {
    List<Exhibit> exhibits = new ArrayList<>();
    if (!facts.sources().isEmpty()) {
      exhibits.add(sources());
    }
    List<List<String>> reasons = reasons();
    if (!reasons.isEmpty()) {
      exhibits.add(
          new Grid(
              "Rows left out, by reason",
              List.of(
                  words("Input"),
                  words("Outcome"),
                  words("Reason"),
                  number("Rows"),
                  number("Share")),
              reasons));
    }
    exhibits.add(run());
    history.map(this::days).ifPresent(exhibits::add);
    return new Topic(
        "data-quality",
        "Data quality and this run",
        List.of(
            (history.isPresent()
                    ? ""
                    : "This run reads no order lines, so that what orders were worth, who came back,"
                        + " what is bought together and what is recommended is not on this page. ")
                + rows(reasons)),
        List.of(),
        exhibits);
  }

  private String rows(List<List<String>> reasons) {
    return facts.sources().isEmpty()
        ? "This run hands over no facts about its inputs."
        : "Ignored rows are left out on purpose by a setting; rejected rows could not be"
            + " used and stand in quarantine with their reason and raw text."
            + (reasons.isEmpty() ? " In this run no row was ignored or rejected." : "");
  }

  private Grid run() {
    return new Grid(
        "This run",
        List.of(words("Fact"), words("Value")),
        List.of(
            List.of("First day not read", Figures.day(facts.runDate())),
            List.of("Days and months begin in time zone", facts.timeZone()),
            List.of("Run", facts.runId()),
            List.of("Version of Tandem", facts.version()),
            List.of(
                "Its settings, inputs, seeds, times",
                "_runs/" + facts.runId() + "/manifest.json")));
  }

  private Grid sources() {
    return new Grid(
        "Rows of each input",
        List.of(
            words("Input"),
            number("Read"),
            number("Valid"),
            number("Valid share"),
            number("Ignored"),
            number("Rejected"),
            number("On or after the run date")),
        facts.sources().stream()
            .map(
                source ->
                    List.of(
                        source.table(),
                        Figures.count(source.read()),
                        Figures.count(source.valid()),
                        Figures.share(source.valid(), source.read()),
                        Figures.count(sum(source.ignored())),
                        Figures.count(sum(source.rejected())),
                        Figures.count(source.afterRunDate())))
            .toList());
  }

  private List<List<String>> reasons() {
    List<List<String>> rows = new ArrayList<>();
    for (SourceFacts source : facts.sources()) {
      source.ignored().forEach((reason, n) -> rows.add(reason(source, "ignored", reason, n)));
      source.rejected().forEach((reason, n) -> rows.add(reason(source, "rejected", reason, n)));
    }
    return rows;
  }

  private static List<String> reason(SourceFacts source, String outcome, String reason, long rows) {
    return List.of(
        source.table(), outcome, reason, Figures.count(rows), Figures.share(rows, source.read()));
  }

  private static long sum(Map<String, Long> rowsByReason) {
    return rowsByReason.values().stream().mapToLong(Long::longValue).sum();
  }

  private Chart days(OrderHistory orders) {
    List<LocalDate> days =
        facts.runDate().minusDays(OrderHistory.DAYS).datesUntil(facts.runDate()).toList();
    List<Double> counts = days.stream().map(day -> (double) count(orders, day)).toList();
    return new Chart(
        "orders-by-day",
        "Orders by day, the last 90 days",
        orders.days().isEmpty()
            ? "None of the last 90 days has an order."
            : "A gap here is more often a gap in the data than in the shop.",
        "Column chart: number of orders on each of the last 90 days",
        orders.days().isEmpty()
            ? Optional.empty()
            : ChartData.panels(days.stream().map(LocalDate::toString).toList())
                .panel("Orders", "count", counts)
                .json(),
        new Grid(
            "Orders by day",
            List.of(words("Day"), number("Orders"), number("Revenue")),
            days.stream()
                .filter(orders.days()::containsKey)
                .map(
                    day ->
                        List.of(
                            day.toString(),
                            Figures.count(count(orders, day)),
                            Figures.money(orders.days().get(day).revenue())))
                .toList()));
  }

  private static long count(OrderHistory orders, LocalDate day) {
    return Optional.ofNullable(orders.days().get(day)).map(OrderPeriod::orders).orElse(0L);
  }
}
