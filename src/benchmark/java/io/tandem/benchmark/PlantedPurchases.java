package io.tandem.benchmark;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Orders of customers who buy by BG/NBD and spend by Gamma-Gamma, each drawn from its number alone.
 * They buy at any time of a day, and the models know whole days, on which several orders are one
 * purchase: what comes back is that, a few percent slower than what was planted.
 */
final class PlantedPurchases implements MapPartitionsFunction<Long, Row> {
  static final double R = .6;
  static final double ALPHA = 50;
  static final double A = .8;
  static final double B = 2.5;
  static final double P = 5;
  static final double Q = 4;
  static final double V = 30;

  private static final long serialVersionUID = 1L;
  private static final StructType ORDERS =
      StructType.fromDDL(
          "order_id string, customer_id string, day date, revenue decimal(18,4), refunds"
              + " decimal(18,4), items bigint, product_count bigint");

  private final LocalDate firstDay;
  private final int days;

  private PlantedPurchases(LocalDate firstDay, int days) {
    this.firstDay = firstDay;
    this.days = days;
  }

  /** The orders of so many customers, who came evenly over these days. */
  static Dataset<Row> orders(SparkSession spark, long customers, LocalDate firstDay, int days) {
    return spark
        .range(customers)
        .as(Encoders.LONG())
        .mapPartitions(new PlantedPurchases(firstDay, days), Encoders.row(ORDERS));
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    Stream<Long> customers =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(numbers, 0), false);
    return customers.flatMap(number -> orders(number).stream()).iterator();
  }

  private List<Row> orders(long number) {
    RandomDataGenerator draws = new RandomDataGenerator(number);
    double rate = Math.max(1e-12, draws.nextGamma(R, 1 / ALPHA));
    double leaves = draws.nextBeta(A, B);
    double spends = draws.nextGamma(Q, 1 / V);
    double day = draws.nextUniform(0, 1) * days;
    List<Row> orders = new ArrayList<>();
    for (int n = 0; day < days; n++) {
      BigDecimal revenue =
          BigDecimal.valueOf(1 + Math.round(100 * draws.nextGamma(P, 1 / spends)), 2).setScale(4);
      orders.add(
          RowFactory.create(
              number + "-" + n,
              "C" + number,
              Date.valueOf(firstDay.plusDays((long) day)),
              revenue,
              BigDecimal.ZERO.setScale(4),
              1L,
              1L));
      if (n > 0 && draws.nextUniform(0, 1) < leaves) {
        break;
      }
      day += draws.nextExponential(1 / rate);
    }
    return orders;
  }
}
