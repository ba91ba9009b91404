package io.tandem.sample;

import java.util.Iterator;
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
    PlantedPairs planted = new PlantedPairs(Catalogue.of(plan));
    Tally tally = new Tally();
    numbers.forEachRemaining(
        number -> tally.add(history.orders(number), planted, Buyer.of(number, plan)));
    return tally.rows().iterator();
  }
}
