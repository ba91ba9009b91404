package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The differences of an experiment below each other, as shares of the metric without the lever: a
 * forest plot.
 *
 * @param effects those that are drawn, by what they are measured in
 * @param interval what the whiskers are, in words
 */
record ForestChart(String id, Map<String, List<Effect>> effects, String interval) {
  /** Lines of both levers below the name of each metric and horizon. */
  static ForestChart of(String id, List<Effect> effects, String interval) {
    Map<String, List<Effect>> families = new LinkedHashMap<>();
    for (Effect effect : effects) {
      families
          .computeIfAbsent(effect.metric().within(effect.horizonDays()), none -> new ArrayList<>())
          .add(effect);
    }
    return new ForestChart(id, families, interval);
  }

  Chart chart() {
    ChartData data = ChartData.forest();
    List<List<String>> rows = new ArrayList<>();
    effects.forEach(
        (family, members) -> {
          data.group(family);
          for (Effect effect : members) {
            data.effect(
                effect.name(),
                effect.side(),
                effect,
                effect.relative().isEmpty() && effect.claim().verdict().isRead()
                    ? "nothing to compare with"
                    : effect.claim().verdict().words());
            rows.add(row(family, effect));
          }
        });
    return new Chart(
        id,
        "Relative differences at a glance",
        "Each difference as a share of the metric without what is tested. Whiskers: "
            + interval
            + ". A filled dot is shown, a hollow one is not"
            + (effects.values().stream().flatMap(List::stream).anyMatch(Effect::isPrimary)
                ? "; the two primaries are bold"
                : "")
            + ". A whisker that ends in an arrow goes on beyond the picture.",
        "Forest plot: relative differences between arms with their 95 % intervals",
        data.json(),
        new Grid(
            "Differences between arms",
            List.of(
                words("Metric"),
                words("Tested"),
                number("Difference"),
                number("Relative"),
                number("95 % interval, relative"),
                number("With CUPED"),
                number("Adjusted p"),
                number("Smallest detectable"),
                words("Verdict")),
            rows));
  }

  private static List<String> row(String family, Effect effect) {
    return List.of(
        family,
        effect.name() + (effect.isPrimary() ? " (primary)" : ""),
        effect.difference().map(d -> effect.metric().difference(d.value())).orElse(Figures.ABSENT),
        effect.relative().map(r -> Figures.changeRate(r.value())).orElse(Figures.ABSENT),
        effect
            .relative()
            .flatMap(Estimate::interval)
            .map(Figures::changeRates)
            .orElse(Figures.ABSENT),
        effect
            .cuped()
            .filter(any -> effect.difference().isPresent())
            .map(c -> effect.metric().difference(c.value()))
            .orElse(Figures.ABSENT),
        effect
            .adjustedP()
            .filter(any -> effect.difference().isPresent())
            .map(Figures::probability)
            .orElse(Figures.ABSENT),
        effect
            .smallestDetectable()
            .filter(any -> effect.difference().isPresent())
            .map(size -> effect.metric().size(size))
            .orElse(Figures.ABSENT),
        effect.claim().verdict().words());
  }
}
