package io.tandem.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page's first words: the run in one sentence, and what it read. */
record Masthead(RunFacts facts) {
  /** Of a run that reads orders. */
  String headline(Optional<OrderPeriod> orders, Optional<RetentionPeriod> customers) {
    return orders
            .map(
                all ->
                    Figures.count(all.orders())
                        + (all.orders() == 1 ? " order, worth " : " orders, worth ")
                        + CrossSelling.value(all)
                        + " on average")
            .orElse("No order before the run date")
        + customers
            .map(
                all ->
                    all.windows()
                        .get(90)
                        .repeatPurchaseRate()
                        .map(
                            rate ->
                                "; "
                                    + Figures.rate(rate.value())
                                    + " of new customers ordered again within 90 days")
                        .orElse("; too early to say how many customers order again in 90 days"))
            .orElse("; no customer is known by an id");
  }

  String scope(Optional<OrderPeriod> orders) {
    return orders
            .map(all -> "Orders from " + Figures.day(all.start()) + " up to, not including, ")
            .orElse("Orders before ")
        + end();
  }

  /** Of a run that reads what became of experiments, and no orders. */
  String headline(List<Experiment> experiments) {
    Experiment first = experiments.get(0);
    if (experiments.size() == 1) {
      return "Experiment "
          + first.name()
          + first.customers().map(n -> ": " + Figures.count(n) + " customers").orElse("")
          + (first.tested() == 0
              ? ""
              : ", "
                  + Figures.count(first.tested())
                  + (first.tested() == 1 ? " arm" : " arms")
                  + " beside control");
    }
    return Figures.count(experiments.size())
        + " experiments: "
        + experiments.stream()
            .map(
                experiment ->
                    experiment.name()
                        + experiment
                            .customers()
                            .map(n -> " (" + Figures.count(n) + " customers)")
                            .orElse(""))
            .collect(Collectors.joining(", "));
  }

  /** What such a run read. */
  String scope(int untold) {
    return "Outcomes measured elsewhere, read before "
        + end()
        + " This run reads no order lines."
        + (untold == 0
            ? ""
            : " "
                + Figures.count(untold)
                + " more "
                + (untold == 1 ? "experiment stands" : "experiments stand")
                + " in the table claims.");
  }

  private String end() {
    return Figures.day(facts.runDate())
        + ", midnight UTC. Days and months begin in time zone "
        + facts.timeZone()
        + ".";
  }
}
