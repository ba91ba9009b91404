package io.tandem.sample;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Customer numbers → the rows of the events behind them. */
final class EventRows implements MapPartitionsFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  private final ShopPlan plan;

  EventRows(ShopPlan plan) {
    this.plan = plan;
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    PurchaseHistory orders = new PurchaseHistory(plan);
    BrowsingHistory events = new BrowsingHistory(plan);
    return CsvTable.stream(numbers)
        .flatMap(number -> events.events(number, orders.orders(number)).stream())
        .map(Event::row)
        .iterator();
  }
}
