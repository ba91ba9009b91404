package io.tandem.report;

import static io.tandem.report.Yardstick.AVERAGE_ORDER_VALUE;
import static io.tandem.report.Yardstick.AVERAGE_ORDER_VALUE_WINSORIZED;
import static io.tandem.report.Yardstick.ORDERS_PER_CUSTOMER;
import static io.tandem.report.Yardstick.REALIZED_VALUE_PER_CUSTOMER;
import static io.tandem.report.Yardstick.REPEAT_PURCHASE_RATE;
import static io.tandem.report.Yardstick.REVENUE_PER_CUSTOMER;
import static io.tandem.table.ExperimentEffects.CROSS_SELLING;
import static io.tandem.table.ExperimentEffects.INTERACTION;
import static io.tandem.table.ExperimentEffects.PERSONALIZATION;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Matrix;
import io.tandem.report.page.Statements;
import io.tandem.report.page.Topic;
import io.tandem.report.page.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section on the shop's own experiment: cross-selling on or off × personalization on or off.
 */
record NightlyTopic(Experiment experiment) {
  static final String ID = "experiment";
  private static final int TODAY = 30;
  private static final int LASTING = 90;
  private static final String INTERVAL =
      "the 95 % interval that the verdict goes by, which holds however often it is looked at";

  /** A line of the section: which statement, and what it is among the others. */
  private record Place(String label, String contrast, Yardstick metric, int horizonDays) {}

  Topic topic() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "Experiment "
            + experiment.name()
            + " draws for each known customer whether cross-selling is on or off and whether"
            + " personalization is on or off, which makes four arms"
            + experiment
                .customers()
                .map(n -> "; " + Figures.count(n) + " customers take part")
                .orElse("")
            + ". Guests are outside. Customers count in the arm that was drawn for them, whatever"
            + " they were shown, with orders or without.");
    List<Exhibit> exhibits = new ArrayList<>();
    if (experiment.isBroken()) {
      exhibits.add(broken(experiment));
      exhibits.add(statements(primaries()));
    } else {
      paragraphs.add(
          "Two comparisons were named beforehand and are what it is for: cross-selling on AOV at"
              + " 30 days, personalization on repeat purchase at 90 days. They are marked primary.");
      exhibits.add(matrix());
      exhibits.add(statements(places()));
      exhibits.add(forest());
      exhibits.add(
          new HorizonChart(experiment, AVERAGE_ORDER_VALUE)
              .chart("horizon-aov", "What an order is worth today, and later."));
      exhibits.add(
          new HorizonChart(experiment, REALIZED_VALUE_PER_CUSTOMER)
              .chart(
                  "horizon-value",
                  "What lasts: revenue less refunds of each assigned customer so far."));
      exhibits.add(
          new HorizonChart(experiment, REPEAT_PURCHASE_RATE)
              .chart("horizon-repeat", "Who came back by then, in percentage points."));
      exhibits.add(arms());
    }
    exhibits.add(new ExperimentGrids(experiment).checks());
    return new Topic(ID, "What the experiment shows", paragraphs, List.of(), exhibits);
  }

  /** What stands above all where a check has failed. */
  static Warning broken(Experiment experiment) {
    return new Warning(
        "Experiment " + experiment.name() + " is not to be read: a check failed",
        experiment.failures());
  }

  private Matrix matrix() {
    return new Matrix(
        "What is shown of each lever in each family",
        List.of("Lever", AVERAGE_ORDER_VALUE.within(TODAY), REPEAT_PURCHASE_RATE.within(LASTING)),
        List.of(line(CROSS_SELLING), line(PERSONALIZATION)));
  }

  private Matrix.Line line(String lever) {
    return new Matrix.Line(
        Claim.name(lever),
        Claim.side(lever),
        List.of(
            field(lever, AVERAGE_ORDER_VALUE, TODAY), field(lever, REPEAT_PURCHASE_RATE, LASTING)));
  }

  private Matrix.Field field(String lever, Yardstick metric, int days) {
    return experiment
        .effect(lever, metric, days)
        .map(
            effect ->
                new Matrix.Field(
                    effect
                        .difference()
                        .map(d -> metric.difference(d.value()))
                        .orElse(Figures.ABSENT),
                    effect
                        .difference()
                        .flatMap(Estimate::interval)
                        .map(
                            i ->
                                effect
                                        .relative()
                                        .map(r -> Figures.changeRate(r.value()) + "; ")
                                        .orElse("")
                                    + "95 % interval "
                                    + metric.difference(i))
                        .orElse(""),
                    effect.claim().verdict().words(),
                    effect.isPrimary() ? "primary" : ""))
        .orElseGet(() -> new Matrix.Field(Figures.ABSENT, "", "not compared", ""));
  }

  private static List<Place> primaries() {
    return List.of(
        new Place("Primary", CROSS_SELLING, AVERAGE_ORDER_VALUE, TODAY),
        new Place("Primary", PERSONALIZATION, REPEAT_PURCHASE_RATE, LASTING));
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>(primaries());
    places.add(new Place("Beside the primaries", CROSS_SELLING, REPEAT_PURCHASE_RATE, LASTING));
    places.add(new Place("Beside the primaries", PERSONALIZATION, AVERAGE_ORDER_VALUE, TODAY));
    places.add(new Place("In money", CROSS_SELLING, REVENUE_PER_CUSTOMER, LASTING));
    places.add(new Place("In money", PERSONALIZATION, REVENUE_PER_CUSTOMER, LASTING));
    places.add(new Place("Both together", INTERACTION, AVERAGE_ORDER_VALUE, TODAY));
    places.add(new Place("Both together", INTERACTION, REPEAT_PURCHASE_RATE, LASTING));
    for (String lever : List.of(CROSS_SELLING, PERSONALIZATION)) {
      places.add(
          new Place(
              "The longest horizon", lever, REALIZED_VALUE_PER_CUSTOMER, experiment.longest()));
    }
    return places;
  }

  private Statements statements(List<Place> places) {
    return new Statements(
        "What may be said",
        "Word for word from the table claims.",
        places.stream()
            .flatMap(
                place ->
                    experiment
                        .effect(place.contrast(), place.metric(), place.horizonDays())
                        .map(effect -> effect.claim().labelled(place.label()))
                        .stream())
            .toList());
  }

  private Chart forest() {
    List<Effect> effects = new ArrayList<>();
    for (ExperimentGrids.Measure measure :
        List.of(
            new ExperimentGrids.Measure(AVERAGE_ORDER_VALUE, TODAY),
            new ExperimentGrids.Measure(AVERAGE_ORDER_VALUE_WINSORIZED, TODAY),
            new ExperimentGrids.Measure(REPEAT_PURCHASE_RATE, LASTING),
            new ExperimentGrids.Measure(ORDERS_PER_CUSTOMER, LASTING),
            new ExperimentGrids.Measure(REVENUE_PER_CUSTOMER, LASTING),
            new ExperimentGrids.Measure(REALIZED_VALUE_PER_CUSTOMER, LASTING))) {
      for (String lever : List.of(CROSS_SELLING, PERSONALIZATION)) {
        experiment.effect(lever, measure.metric(), measure.horizonDays()).ifPresent(effects::add);
      }
    }
    return ForestChart.of("forest", effects, INTERVAL).chart();
  }

  private Grid arms() {
    Map<String, String> arms = new LinkedHashMap<>();
    arms.put("on/on", "Both on");
    arms.put("on/off", "Cross-selling only");
    arms.put("off/on", "Personalization only");
    arms.put("off/off", "Neither");
    return new ExperimentGrids(experiment)
        .arms(
            "What each arm came to, with 95 % intervals; customers are those whose 30 days are"
                + " complete",
            arms,
            new ExperimentGrids.Measure(AVERAGE_ORDER_VALUE, TODAY),
            List.of(
                new ExperimentGrids.Measure(AVERAGE_ORDER_VALUE, TODAY),
                new ExperimentGrids.Measure(REPEAT_PURCHASE_RATE, LASTING),
                new ExperimentGrids.Measure(REVENUE_PER_CUSTOMER, LASTING)));
  }
}
