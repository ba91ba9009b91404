package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;

import io.tandem.report.page.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the arms of an experiment came to, and what was checked. */
record ExperimentGrids(Experiment experiment) {
  /** One column of the grid of arms. */
  record Measure(Yardstick metric, int horizonDays) {}

  /**
   * The arms.
   *
   * @param arms what each is called on the page, by its name in the table, in the order of the page
   * @param customers the measure whose customers are counted
   */
  Grid arms(String caption, Map<String, String> arms, Measure customers, List<Measure> measures) {
    List<Grid.Heading> headings = new ArrayList<>(List.of(words("Arm"), number("Customers")));
    measures.forEach(
        measure -> headings.add(number(measure.metric().within(measure.horizonDays()))));
    List<List<String>> rows = new ArrayList<>();
    arms.forEach(
        (arm, name) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          cells.add(
              experiment
                  .arm(arm, customers.metric(), customers.horizonDays())
                  .map(value -> Figures.count(value.customers()))
                  .orElse(Figures.ABSENT));
          for (Measure measure : measures) {
            cells.add(
                experiment
                    .arm(arm, measure.metric(), measure.horizonDays())
                    .map(Arm::figure)
                    .orElse(Figures.ABSENT));
          }
          rows.add(cells);
        });
    return new Grid(caption, headings, rows);
  }

  Grid checks() {
    return new Grid(
        "What was checked before anything was compared; below p 0.001, or above 1 % of exposures"
            + " wrong, a check fails",
        List.of(words("Check"), words("Outcome"), words("Finding"), number("p")),
        experiment.checks().stream()
            .map(
                check ->
                    List.of(
                        check.name(),
                        check.isPassed() ? "passed" : "FAILED",
                        check.finding(),
                        check.pValue().map(Figures::probability).orElse(Figures.ABSENT)))
            .toList());
  }
}
