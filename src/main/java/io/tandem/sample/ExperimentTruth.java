package io.tandem.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is true of the experiment, as JSON: for each cell what all of its customers would have done
 * in it, so that the difference of two cells is an effect and not an estimate of one.
 */
final class ExperimentTruth {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<Stratum> ALL = List.of(Stratum.values());

  private final ShopPlan plan;
  private final Tally tally;

  ExperimentTruth(ShopPlan plan, Tally tally) {
    this.plan = plan;
    this.tally = tally;
  }

  void addTo(ObjectNode truth) {
    ObjectNode node =
        truth
            .putObject("experiment")
            .put("name", Experiment.NAME)
            .put("salt", Experiment.SALT)
            .put("starts_on", Experiment.startsOn(plan).toString());
    ObjectNode strata = node.putObject("customers_by_stratum");
    for (Stratum stratum : ALL) {
      strata.put(stratum.text(), tally.of(ExperimentTally.enrolled(stratum.text())));
    }
    ObjectNode assigned = node.putObject("customers_by_cell");
    for (Cell cell : Cell.values()) {
      assigned.put(cell.arm(), tally.of(ExperimentTally.enrolled(cell.arm())));
    }
    node.put("exposures", tally.of("exposures"));
    ObjectNode cells = node.putObject("cells");
    for (Cell cell : Cell.values()) {
      ObjectNode horizons = cells.putObject(cell.arm());
      for (int horizon : Experiment.HORIZONS) {
        ObjectNode values = values(cell, horizon, ALL);
        for (Stratum stratum : ALL) {
          values.set(stratum.text(), values(cell, horizon, List.of(stratum)));
        }
        horizons.set(Integer.toString(horizon), values);
      }
    }
    ObjectNode effects = node.putObject("effects");
    for (int horizon : Experiment.HORIZONS) {
      effects.set(Integer.toString(horizon), effects(horizon));
    }
  }

  private ObjectNode values(Cell cell, int horizon, List<Stratum> strata) {
    double customers = sum("customers", cell, horizon, strata);
    double orders = sum("orders", cell, horizon, strata);
    double revenue = sum("revenue_cents", cell, horizon, strata);
    return JSON.objectNode()
        .put("customers", (long) customers)
        .put("orders_per_customer", Truth.rounded(orders / customers))
        .put("revenue_per_customer", Truth.rounded(revenue / 100 / customers))
        .put("average_order_value", Truth.rounded(revenue / 100 / orders))
        .put(
            "repeat_purchase_rate",
            Truth.rounded(sum("repeat_customers", cell, horizon, strata) / customers))
        .put("refund_rate", Truth.rounded(sum("refund_cents", cell, horizon, strata) / revenue));
  }

  private double sum(String what, Cell cell, int horizon, List<Stratum> strata) {
    return strata.stream()
        .mapToLong(stratum -> tally.of(ExperimentTally.within(what, cell, stratum, horizon)))
        .sum();
  }

  private ObjectNode effects(int horizon) {
    ObjectNode node = JSON.objectNode();
    node.set(
        "average_order_value",
        effects(
            cell ->
                sum("revenue_cents", cell, horizon, ALL)
                    / 100
                    / sum("orders", cell, horizon, ALL)));
    node.set(
        "repeat_purchase_rate",
        effects(
            cell ->
                sum("repeat_customers", cell, horizon, ALL)
                    / sum("customers", cell, horizon, ALL)));
    return node;
  }

  /** A lever's effect is the mean of its two: with the other lever on and off. */
  private static ObjectNode effects(ToDoubleFunction<Cell> value) {
    double both = value.applyAsDouble(Cell.ON_ON);
    double crossSelling = value.applyAsDouble(Cell.ON_OFF);
    double personalization = value.applyAsDouble(Cell.OFF_ON);
    double neither = value.applyAsDouble(Cell.OFF_OFF);
    ObjectNode node = JSON.objectNode();
    node.set("cross_selling", effect((both + crossSelling) / 2, (personalization + neither) / 2));
    node.set("personalization", effect((both + personalization) / 2, (crossSelling + neither) / 2));
    node.set("interaction", effect(both - crossSelling + neither, personalization));
    return node;
  }

  private static ObjectNode effect(double on, double off) {
    return JSON.objectNode()
        .put("absolute", Truth.rounded(on - off))
        .put("relative", Truth.rounded(on / off - 1));
  }
}
