package io.tandem.sample;

import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Customer numbers → the rows of their orders; numbers beyond the customers → dirty rows. */
final class OrderLineRows implements MapPartitionsFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  private final ShopPlan plan;

  OrderLineRows(ShopPlan plan) {
    this.plan = plan;
  }

  /** How many numbers stand for rows. */
  static long numbers(ShopPlan plan) {
    return plan.customers() + DirtyLine.rows(plan);
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    PurchaseHistory history = new PurchaseHistory(plan);
    DirtyLine dirty = new DirtyLine(plan);
    return CsvTable.stream(numbers)
        .flatMap(
            number ->
                number < plan.customers()
                    ? history.orders(number).stream()
                        .flatMap(order -> OrderLineRow.of(order).stream())
                    : Stream.of(dirty.row(number - plan.customers())))
        .map(OrderLineRow::row)
        .iterator();
  }
}
