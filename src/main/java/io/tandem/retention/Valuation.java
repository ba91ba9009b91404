package io.tandem.retention;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.FREQUENCY;
import static io.tandem.table.Columns.MONETARY_VALUE;

import io.tandem.retention.lifetime.GammaGamma;
import io.tandem.retention.lifetime.Projection;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * From purchase histories to the rows of {@code customer_value}. What depends on frequency and age
 * alone is computed once for all customers of a partition who share them.
 *
 * @param projection of purchases
 * @param value what a purchase is worth; null where that is not known
 */
record Valuation(Projection projection, GammaGamma value, String basis)
    implements MapPartitionsFunction<Row, Row> {

  /** Of a customer who has not left. */
  private record IfAlive(double in90, double in365, double discounted) {}

  private record Alike(int frequency, int age) {}

  @Override
  public Iterator<Row> call(Iterator<Row> histories) {
    Map<Alike, IfAlive> known = new HashMap<>();
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(histories, 0), false)
        .map(history -> valued(history, known))
        .iterator();
  }

  private Row valued(Row history, Map<Alike, IfAlive> known) {
    int frequency = history.getAs(FREQUENCY);
    int recency = history.getAs(PurchaseHistories.RECENCY);
    int age = history.getAs(PurchaseHistories.AGE);
    BigDecimal spent = history.getAs(MONETARY_VALUE);
    IfAlive ifAlive = known.computeIfAbsent(new Alike(frequency, age), this::ifAlive);
    double alive = projection.model().alive(frequency, recency, age);
    Double worth =
        value == null ? null : value.value(frequency, frequency == 0 ? 0 : spent.doubleValue());
    return RowFactory.create(
        history.<String>getAs(CUSTOMER_ID),
        frequency,
        recency,
        age,
        spent == null ? null : spent.doubleValue(),
        alive,
        alive * ifAlive.in90(),
        alive * ifAlive.in365(),
        worth,
        worth == null ? null : alive * ifAlive.discounted() * worth,
        basis,
        projection.horizonDays(),
        projection.discountRate());
  }

  private IfAlive ifAlive(Alike customers) {
    return new IfAlive(
        projection.model().purchasesIfAlive(customers.frequency(), customers.age(), 90),
        projection.model().purchasesIfAlive(customers.frequency(), customers.age(), 365),
        projection.discountedPurchases(customers.frequency(), customers.age()));
  }
}
