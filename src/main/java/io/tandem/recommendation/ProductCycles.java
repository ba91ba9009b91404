package io.tandem.recommendation;

import static io.tandem.recommendation.CustomerCycles.FIRST_DAY;
import static io.tandem.recommendation.CustomerCycles.INTERVALS;
import static io.tandem.recommendation.CustomerCycles.LOG_SQUARES;
import static io.tandem.recommendation.CustomerCycles.LOG_SUM;
import static io.tandem.recommendation.CustomerCycles.SECOND_DAY;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How often customers buy a product again, and how many of them do. One row per product that anyone
 * has bought again.
 *
 * <p>Who buys again is asked only of purchases that had the time to be followed: those at least
 * three times the product's median interval old. Younger ones say little yet, and counting them
 * would make every new product look like one that nobody buys again.
 */
final class ProductCycles {
  /** Intervals of all customers. */
  static final String PRODUCT_INTERVALS = "product_intervals";

  /** Customers with an interval. */
  static final String REPEATERS = "repeaters";

  /** Mean logarithm of the intervals: that of their median, if they are log-normal. */
  static final String LOG_MEAN = "log_mean";

  /** Squared distances of logarithms from their customer's mean, added up, in millionths. */
  static final String WITHIN = "within";

  /** Squared distances of customers' means from the product's, by intervals, in millionths. */
  static final String BETWEEN = "between";

  /** What a variance between customers adds to {@link #BETWEEN} per unit, in millionths. */
  static final String BETWEEN_WEIGHT = "between_weight";

  /** Customers whose first purchase had the time to be followed, and those where one followed. */
  static final String FIRSTS = "firsts";

  static final String FIRSTS_FOLLOWED = "firsts_followed";

  /** The same of second purchases. */
  static final String SECONDS = "seconds";

  static final String SECONDS_FOLLOWED = "seconds_followed";

  private static final double MEDIANS_TO_FOLLOW = 3;
  private static final String TIME_TO_FOLLOW = "time_to_follow";
  private static final String CUSTOMER_SQUARES = "customer_squares";
  private static final String SQUARED_INTERVALS = "squared_intervals";

  /**
   * product_id and the columns above.
   *
   * @param cycles as {@link CustomerCycles#from} gives them
   */
  static Dataset<Row> from(Dataset<Row> cycles, LocalDate runDate) {
    Dataset<Row> intervals = intervals(cycles);
    Column isFirstOld = Preferences.age(FIRST_DAY, runDate).geq(col(TIME_TO_FOLLOW));
    Column isSecondOld = Preferences.age(SECOND_DAY, runDate).geq(col(TIME_TO_FOLLOW));
    Dataset<Row> followed =
        cycles
            .join(
                intervals.select(
                    col(PRODUCT_ID),
                    exp(col(LOG_MEAN)).multiply(MEDIANS_TO_FOLLOW).as(TIME_TO_FOLLOW)),
                PRODUCT_ID)
            .groupBy(PRODUCT_ID)
            .agg(
                count_if(isFirstOld).as(FIRSTS),
                count_if(isFirstOld.and(col(INTERVALS).geq(1))).as(FIRSTS_FOLLOWED),
                count_if(isSecondOld).as(SECONDS),
                count_if(isSecondOld.and(col(INTERVALS).geq(2))).as(SECONDS_FOLLOWED));
    return intervals.join(followed, PRODUCT_ID);
  }

  private static Dataset<Row> intervals(Dataset<Row> cycles) {
    Column sum = col(LOG_SUM).cast("double");
    Column mean = sum.divide(Millionths.UNIT).divide(col(PRODUCT_INTERVALS));
    Column aroundMean =
        col(CUSTOMER_SQUARES)
            .divide(Millionths.UNIT)
            .minus(mean.multiply(mean).multiply(col(PRODUCT_INTERVALS)));
    Column weight =
        col(PRODUCT_INTERVALS).minus(col(SQUARED_INTERVALS).divide(col(PRODUCT_INTERVALS)));
    return cycles
        .where(col(INTERVALS).gt(0))
        .withColumn(
            CUSTOMER_SQUARES,
            Millionths.of(sum.multiply(sum).divide(col(INTERVALS)).divide(Millionths.SQUARED)))
        .groupBy(PRODUCT_ID)
        .agg(
            sum(INTERVALS).as(PRODUCT_INTERVALS),
            count(lit(1)).as(REPEATERS),
            sum(LOG_SUM).as(LOG_SUM),
            sum(LOG_SQUARES).as(WITHIN),
            sum(CUSTOMER_SQUARES).as(CUSTOMER_SQUARES),
            sum(col(INTERVALS).multiply(col(INTERVALS))).as(SQUARED_INTERVALS))
        .select(
            col(PRODUCT_ID),
            col(PRODUCT_INTERVALS),
            col(REPEATERS),
            mean.as(LOG_MEAN),
            col(WITHIN),
            Millionths.of(greatest(lit(0.0), aroundMean)).as(BETWEEN),
            Millionths.of(weight).as(BETWEEN_WEIGHT));
  }

  private ProductCycles() {}
}
