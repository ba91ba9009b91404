package io.tandem.retention;

import static io.tandem.retention.PurchaseHistories.EARLIER_AGE;
import static io.tandem.retention.PurchaseHistories.EARLIER_FREQUENCY;
import static io.tandem.table.Columns.FREQUENCY;
import static io.tandem.table.Columns.MONETARY_VALUE;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts and exact sums over purchase histories.
 *
 * @param customers with an order
 * @param repeaters those of them who bought again
 * @param meanAge of the customers, days
 * @param earlierCustomers those who had bought before the hold-out
 * @param earlierRepeaters those of them who had bought again before it
 * @param meanEarlierAge of these customers on its eve, days
 * @param valued repeat customers whose repeat purchases brought something
 * @param meanValue of these purchases, customer by customer
 * @param correlation between how often these customers buy and how much; empty where either does
 *     not vary
 */
record HistoryFacts(
    long customers,
    long repeaters,
    double meanAge,
    long earlierCustomers,
    long earlierRepeaters,
    double meanEarlierAge,
    long valued,
    double meanValue,
    Optional<Double> correlation) {

  static HistoryFacts of(Dataset<Row> histories) {
    Column repeats = col(FREQUENCY).gt(0);
    Column isEarlier = col(EARLIER_FREQUENCY).geq(0);
    Column isValued = repeats.and(col(MONETARY_VALUE).gt(0));
    Column x = when(isValued, col(FREQUENCY)).cast("decimal(10,0)");
    Column z = when(isValued, col(MONETARY_VALUE)).cast("decimal(18,2)");
    Row row =
        histories
            .agg(
                count(lit(1)).as("customers"),
                count_if(repeats).as("repeaters"),
                avg(col(PurchaseHistories.AGE)).as("age"),
                count_if(isEarlier).as("earlier"),
                count_if(col(EARLIER_FREQUENCY).gt(0)).as("earlier_repeaters"),
                avg(when(isEarlier, col(EARLIER_AGE))).as("earlier_age"),
                count_if(isValued).as("n"),
                sum(x).cast("double").as("x"),
                sum(z).cast("double").as("z"),
                sum(x.multiply(x)).cast("double").as("xx"),
                sum(z.multiply(z)).cast("double").as("zz"),
                sum(x.multiply(z)).cast("double").as("xz"))
            .head();
    long n = row.getAs("n");
    return new HistoryFacts(
        row.getAs("customers"),
        row.getAs("repeaters"),
        number(row, "age"),
        row.getAs("earlier"),
        row.getAs("earlier_repeaters"),
        number(row, "earlier_age"),
        n,
        n == 0 ? 0 : number(row, "z") / n,
        correlation(row, n));
  }

  private static Optional<Double> correlation(Row row, long n) {
    double covariance = n * number(row, "xz") - number(row, "x") * number(row, "z");
    double ofFrequency = n * number(row, "xx") - number(row, "x") * number(row, "x");
    double ofValue = n * number(row, "zz") - number(row, "z") * number(row, "z");
    return ofFrequency > 0 && ofValue > 0
        ? Optional.of(covariance / Math.sqrt(ofFrequency * ofValue))
        : Optional.empty();
  }

  private static double number(Row row, String column) {
    return row.isNullAt(row.fieldIndex(column)) ? 0 : row.<Double>getAs(column);
  }
}
