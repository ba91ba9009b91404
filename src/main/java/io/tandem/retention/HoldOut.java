package io.tandem.retention;

import static io.tandem.retention.PurchaseHistories.EARLIER_AGE;
import static io.tandem.retention.PurchaseHistories.EARLIER_FREQUENCY;
import static io.tandem.retention.PurchaseHistories.EARLIER_RECENCY;
import static io.tandem.retention.PurchaseHistories.LATER_PURCHASES;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.tandem.retention.lifetime.BgNbd;
import io.tandem.statistics.Normal;
import io.tandem.table.CustomerValueCalibration;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * The last days, kept apart to see whether what a model expected of them came.
 *
 * @param start its first day
 * @param days its length, up to the last day read
 */
record HoldOut(LocalDate start, int days) {
  private static final int LAST_CLASS = 7;

  static HoldOut of(LocalDate lastDay, int days) {
    return new HoldOut(lastDay.minusDays(days - 1L), days);
  }

  /**
   * The rows of {@code customer_value_calibration}.
   *
   * @param histories as {@link PurchaseHistories#of} gives them
   * @param model of what was known before the hold-out
   */
  Dataset<Row> calibration(Dataset<Row> histories, BgNbd model) {
    int length = days; // A lambda that takes it from the record would send the record, too.
    UDF3<Integer, Integer, Integer, Double> expected =
        (frequency, recency, age) ->
            model.alive(frequency, recency, age) * model.purchasesIfAlive(frequency, age, length);
    Column predicted =
        udf(expected, DataTypes.DoubleType)
            .apply(col(EARLIER_FREQUENCY), col(EARLIER_RECENCY), col(EARLIER_AGE));
    Column actual = col(LATER_PURCHASES).cast("long");
    Column mean = col("actual").cast("double").divide(col(CUSTOMER_COUNT));
    Column variance =
        col("squares")
            .minus(mean.multiply(col("actual")))
            .divide(col(CUSTOMER_COUNT).minus(1))
            .divide(col(CUSTOMER_COUNT));
    Column halfWidth =
        when(col(CUSTOMER_COUNT).gt(1), sqrt(greatest(variance, lit(0.0))).multiply(Normal.Z));
    return histories
        .where(col(EARLIER_FREQUENCY).geq(0))
        .groupBy(least(col(EARLIER_FREQUENCY), lit(LAST_CLASS)).as("frequency_class"))
        .agg(
            count(lit(1)).as(CUSTOMER_COUNT),
            // As decimals, whose sum does not depend on the order of the rows.
            sum(predicted.cast("decimal(20,10)")).cast("double").as("predicted"),
            sum(actual).as("actual"),
            sum(actual.multiply(actual)).as("squares"))
        .withColumn("predicted_purchases", col("predicted").divide(col(CUSTOMER_COUNT)))
        .withColumn("actual_purchases", mean)
        .withColumn("actual_purchases_lower", mean.minus(halfWidth))
        .withColumn("actual_purchases_upper", mean.plus(halfWidth))
        .withColumn("hold_out_start", lit(Date.valueOf(start)))
        .withColumn("hold_out_days", lit(days))
        .transform(CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION::shape);
  }
}
