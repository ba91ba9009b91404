package io.tandem.report;

import static io.tandem.report.Yardstick.AVERAGE_ORDER_VALUE;
import static io.tandem.report.Yardstick.ORDERS_PER_CUSTOMER;
import static io.tandem.report.Yardstick.REPEAT_PURCHASE_RATE;
import static io.tandem.report.Yardstick.REVENUE_PER_CUSTOMER;

import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Statements;
import io.tandem.report.page.Topic;
import io.tandem.table.ExperimentOutcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section on an experiment whose outcomes somebody else measured: each arm beside control.
 *
 * @param alone all that can be said of it, where it has no arms to compare
 * @param number of the experiment among those measured elsewhere, from 1
 */
record ElsewhereTopic(Experiment experiment, List<Claim> alone, int number) {
  /** What such experiments are told by; they have no refunds and no caps. */
  private static final List<Yardstick> METRICS =
      List.of(AVERAGE_ORDER_VALUE, REPEAT_PURCHASE_RATE, ORDERS_PER_CUSTOMER, REVENUE_PER_CUSTOMER);

  Topic topic() {
    List<String> paragraphs = new ArrayList<>(List.of(introduction()));
    left().ifPresent(paragraphs::add);
    List<Exhibit> exhibits = new ArrayList<>();
    List<Effect> told = told();
    if (experiment.isBroken()) {
      exhibits.add(NightlyTopic.broken(experiment));
    } else if (told.isEmpty()) {
      exhibits.add(
          new Statements(
              "What may be said",
              "Word for word from the table claims.",
              alone.stream().map(claim -> claim.labelled("Experiment")).toList()));
    } else {
      exhibits.add(
          new Statements(
              "What may be said",
              "Word for word from the table claims.",
              told.stream().map(effect -> effect.claim().labelled(effect.name())).toList()));
      exhibits.add(
          ForestChart.of(
                  "forest-" + number,
                  told.stream().sorted(Comparator.comparing(Effect::metric)).toList(),
                  "95 % interval of an experiment that is read once")
              .chart());
      exhibits.add(arms());
    }
    if (!experiment.checks().isEmpty()) {
      exhibits.add(new ExperimentGrids(experiment).checks());
    }
    return new Topic(
        "experiment-" + number,
        "What experiment " + experiment.name() + " shows",
        paragraphs,
        List.of(),
        exhibits);
  }

  private String introduction() {
    return "Experiment "
        + experiment.name()
        + " was measured elsewhere"
        + experiment
            .customers()
            .map(
                n ->
                    ": " + Figures.count(n) + " customers, each in the arm that was drawn for them")
            .orElse("")
        + ". "
        + (experiment.tested() == 0
            ? ""
            : "Each arm stands beside the arm control "
                + (experiment.longest() == 0
                    ? "over the whole horizon"
                    : "over " + Yardstick.days(experiment.longest()))
                + ", with orders or without. ")
        + "That the arms were drawn by chance is taken from whoever ran it; the checks below say"
        + " what can be seen of it.";
  }

  /** What the tables hold beside what is told. */
  private Optional<String> left() {
    List<String> left = new ArrayList<>();
    if (experiment.tested() > experiment.contrasts().size()) {
      left.add(
          Figures.count(experiment.contrasts().size())
              + " of "
              + Figures.count(experiment.tested())
              + " arms are told, the first by name");
    }
    if (experiment.horizons() > 1) {
      left.add("the longest of " + Figures.count(experiment.horizons()) + " horizons is told");
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of("Here " + String.join(", and ", left) + "; the table claims holds all.");
  }

  private List<Effect> told() {
    return experiment.contrasts().stream()
        .flatMap(
            arm ->
                METRICS.stream()
                    .flatMap(
                        metric -> experiment.effect(arm, metric, experiment.longest()).stream()))
        .toList();
  }

  private Grid arms() {
    Map<String, String> arms = new LinkedHashMap<>();
    arms.put(ExperimentOutcomes.CONTROL, ExperimentOutcomes.CONTROL);
    experiment.contrasts().forEach(arm -> arms.put(arm, arm));
    List<ExperimentGrids.Measure> measures =
        METRICS.stream()
            .filter(experiment.metrics()::contains)
            .map(metric -> new ExperimentGrids.Measure(metric, experiment.longest()))
            .toList();
    return new ExperimentGrids(experiment)
        .arms("What each arm came to, with 95 % intervals", arms, measures.get(0), measures);
  }
}
