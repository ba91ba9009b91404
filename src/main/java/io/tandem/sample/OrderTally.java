package io.tandem.sample;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Customer numbers → what a tally of their orders counts. */
final class OrderTally implements MapPartitionsFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  private final ShopPlan plan;

  OrderTally(ShopPlan plan) {
    this.plan = plan;
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    PurchaseHistory history = new PurchaseHistory(plan);
    Catalogue catalogue = Catalogue.of(plan);
    PlantedPairs planted = new PlantedPairs(catalogue);
    DemandTally demand = new DemandTally(plan, catalogue);
    BrowsingHistory browsing = new BrowsingHistory(plan);
    EventTally viewed = new EventTally(plan, catalogue);
    ExperimentTally experiment = new ExperimentTally(plan, history);
    ExposureHistory exposures = new ExposureHistory(plan);
    Tally tally = new Tally();
    numbers.forEachRemaining(
        number -> {
          List<Order> orders = history.orders(number);
          tally.add(orders, planted, Buyer.of(number, plan));
          demand.add(number, orders, tally);
          viewed.add(number, browsing.events(number, orders), orders, tally);
          experiment.add(number, tally);
          tally.count("exposures", exposures.exposures(number, history).size());
        });
    return tally.rows().iterator();
  }
}
