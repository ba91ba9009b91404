package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.ExperimentEffects.CROSS_SELLING;
import static io.tandem.table.ExperimentEffects.PERSONALIZATION;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import java.util.List;
import java.util.Optional;

/** The differences that both levers make in one metric, from the day of enrolment on. */
record HorizonChart(Experiment experiment, Yardstick metric) {
  private static final List<String> LEVERS = List.of(CROSS_SELLING, PERSONALIZATION);

  Chart chart(String id, String question) {
    List<Integer> horizons =
        experiment.effects().stream()
            .filter(effect -> effect.metric() == metric)
            .map(Effect::horizonDays)
            .distinct()
            .sorted()
            .toList();
    ChartData data =
        ChartData.whiskers(metric.unit(), horizons.stream().map(HorizonChart::label).toList())
            .put("axis", "Days from enrolment")
            .put("gaps", horizons.stream().map(this::gap).toList());
    for (String lever : LEVERS) {
      data.series(
              Claim.name(lever),
              Claim.side(lever),
              horizons.stream().map(days -> difference(lever, days)).toList())
          .hollow(
              horizons.stream()
                  .map(days -> effect(lever, days).filter(Effect::isShown).isEmpty())
                  .toList());
    }
    return new Chart(
        id,
        metric.title() + " by horizon",
        question
            + " Difference on less off, over all customers whose days are complete. Whiskers: 95 %"
            + " interval, however often it is looked at; hollow: not shown.",
        "Dot chart: differences in "
            + metric.title()
            + " between customers with and without each lever, by days from enrolment",
        data.json(),
        new Grid(
            metric.title() + ": difference on less off, by days from enrolment",
            List.of(
                words("Horizon"),
                words("Lever"),
                number("Customers"),
                number("Difference"),
                number("95 % interval"),
                words("Verdict")),
            horizons.stream()
                .flatMap(days -> LEVERS.stream().flatMap(lever -> effect(lever, days).stream()))
                .map(HorizonChart::row)
                .toList()));
  }

  private Optional<Effect> effect(String lever, int days) {
    return experiment.effect(lever, metric, days);
  }

  private Optional<Estimate> difference(String lever, int days) {
    return effect(lever, days).flatMap(Effect::difference);
  }

  /** Why there is nothing at this horizon, where there is nothing. */
  private String gap(int days) {
    return LEVERS.stream().anyMatch(lever -> difference(lever, days).isPresent())
        ? ""
        : effect(LEVERS.get(0), days).map(e -> e.claim().verdict().words()).orElse("");
  }

  private static String label(int days) {
    return days == 0 ? "day 0" : Integer.toString(days);
  }

  private static List<String> row(Effect effect) {
    Optional<Estimate> difference = effect.difference();
    return List.of(
        Yardstick.days(effect.horizonDays()),
        effect.name(),
        Figures.count(effect.customers()),
        difference.map(d -> effect.metric().difference(d.value())).orElse(Figures.ABSENT),
        difference
            .flatMap(Estimate::interval)
            .map(effect.metric()::difference)
            .orElse(Figures.ABSENT),
        effect.claim().verdict().words());
  }
}
