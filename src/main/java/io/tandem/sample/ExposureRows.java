package io.tandem.sample;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Customer numbers → the rows of what they were shown in the experiment. */
final class ExposureRows implements MapPartitionsFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  private final ShopPlan plan;

  ExposureRows(ShopPlan plan) {
    this.plan = plan;
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    PurchaseHistory orders = new PurchaseHistory(plan);
    ExposureHistory exposures = new ExposureHistory(plan);
    return CsvTable.stream(numbers)
        .flatMap(number -> exposures.exposures(number, orders).stream())
        .map(Exposure::row)
        .iterator();
  }
}
