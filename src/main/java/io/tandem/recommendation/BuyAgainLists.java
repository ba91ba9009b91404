package io.tandem.recommendation;

import static io.tandem.recommendation.CustomerCycles.INTERVALS;
import static io.tandem.recommendation.CustomerCycles.LAST_DAY;
import static io.tandem.recommendation.CustomerCycles.LOG_SUM;
import static io.tandem.recommendation.ProductCycles.FIRSTS;
import static io.tandem.recommendation.ProductCycles.FIRSTS_FOLLOWED;
import static io.tandem.recommendation.ProductCycles.LOG_MEAN;
import static io.tandem.recommendation.ProductCycles.PRODUCT_INTERVALS;
import static io.tandem.recommendation.ProductCycles.REPEATERS;
import static io.tandem.recommendation.ProductCycles.WITHIN;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.DUE_ON;
import static io.tandem.table.Columns.DUE_PROBABILITY;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.MEDIAN_INTERVAL_DAYS;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.BuyAgain;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * What each customer is due to buy again: products that are bought again, by the probability that
 * the customer does so soon.
 *
 * <p>Intervals are log-normal, so that the median is the exponential of the mean logarithm. What is
 * known of a customer and a product is n intervals with the mean logarithm ȳ; it is shrunk to the
 * product's mean m by the variance v within customers and t between them: the estimate is (n·ȳ +
 * k·m) / (n + k) with k = v/t, and the next logarithm has the variance v + t·k/(n + k). So a
 * customer with a single purchase has the product's interval, and one with many a rhythm of their
 * own. v is the product's, with the shop's as min-intervals intervals more; t is the shop's ({@link
 * ShopCycles}). Only intervals that ended are read; the silence since the last purchase counts in
 * {@link NextPurchase}. Intervals that ended are the shorter ones where a shop's history is not
 * much longer than they are: what is due is then rather too early than too late.
 *
 * <p>That the customer buys it again at all has the probability (n + c·p) / (n + c), with p the
 * product's share of first purchases that were followed by another ({@link ProductCycles}; the
 * shop's share weighs min-intervals purchases in it) and c from {@link ShopCycles}.
 */
final class BuyAgainLists {
  private static final String LOG_MEDIAN = "log_median";
  private static final String VARIANCE = "variance";
  private static final String SPREAD = "spread";
  private static final String AGAIN = "again";

  /** Purchases of a customer's own that make a product one that is bought again. */
  private static final int OWN_PURCHASES = 3;

  private static final UserDefinedFunction WITHIN_HORIZON =
      udf(
          (UDF5<Double, Double, Double, Integer, Integer, Double>) NextPurchase::within,
          DataTypes.DoubleType);

  /**
   * The rows of {@code buy_again}.
   *
   * @param customers as {@link CustomerCycles} gives them, of the customers that get a list
   * @param products as {@link ProductCycles} gives them
   * @param recommendable product_id of what may stand in a list
   */
  static Dataset<Row> of(
      Dataset<Row> customers,
      Dataset<Row> products,
      ShopCycles shop,
      Dataset<Row> recommendable,
      LocalDate runDate,
      BuyAgainSettings settings) {
    Column isBoughtAgain =
        col(PRODUCT_INTERVALS)
            .geq(settings.minIntervals())
            .and(col(REPEATERS).geq(settings.minCustomers()))
            .or(col(ORDER_COUNT).geq(OWN_PURCHASES));
    Column dueProbability =
        WITHIN_HORIZON.apply(
            col(AGAIN),
            col(LOG_MEDIAN),
            col(SPREAD),
            Preferences.age(LAST_DAY, runDate),
            lit(settings.horizonDays()));
    Column best =
        row_number()
            .over(
                Window.partitionBy(CUSTOMER_ID)
                    .orderBy(col(DUE_PROBABILITY).desc(), col(PRODUCT_ID)));
    return customers
        .join(products, PRODUCT_ID)
        .join(recommendable, new String[] {PRODUCT_ID}, "left_semi")
        .withColumn(ORDER_COUNT, col(INTERVALS).plus(1))
        .where(isBoughtAgain)
        .withColumn(VARIANCE, variance(shop, settings.minIntervals()))
        .withColumn(LOG_MEDIAN, logMedian(shop))
        .withColumn(SPREAD, spread(shop))
        .withColumn(AGAIN, again(shop, settings.minIntervals()))
        .withColumn(DUE_PROBABILITY, dueProbability)
        .where(col(DUE_PROBABILITY).geq(settings.minProbability()))
        .withColumn(RANK, best)
        .where(col(RANK).leq(settings.listLength()))
        .withColumn(MEDIAN_INTERVAL_DAYS, exp(col(LOG_MEDIAN)))
        .withColumn(DUE_ON, date_add(col(LAST_DAY), wholeDays()))
        .withColumn(IS_PERSONALIZED, lit(true))
        .withColumn(REASON, reason())
        .transform(BuyAgain.BUY_AGAIN::shape);
  }

  private static Column variance(ShopCycles shop, int weight) {
    Column own =
        col(WITHIN)
            .divide(Millionths.UNIT)
            .plus(weight * shop.within())
            .divide(col(PRODUCT_INTERVALS).minus(col(REPEATERS)).plus(weight));
    return greatest(lit(ShopCycles.LEAST_VARIANCE), own);
  }

  /** (n·ȳ + k·m) / (n + k), times t above and below: k is v/t, and t may be 0. */
  private static Column logMedian(ShopCycles shop) {
    return col(LOG_SUM)
        .divide(Millionths.UNIT)
        .multiply(shop.between())
        .plus(col(VARIANCE).multiply(col(LOG_MEAN)))
        .divide(precision(shop));
  }

  private static Column spread(ShopCycles shop) {
    return sqrt(col(VARIANCE).plus(col(VARIANCE).multiply(shop.between()).divide(precision(shop))));
  }

  private static Column precision(ShopCycles shop) {
    return col(INTERVALS).multiply(shop.between()).plus(col(VARIANCE));
  }

  /** (n + c·p) / (n + c), divided by c above and below: 1/c is the weight, and may be 0. */
  private static Column again(ShopCycles shop, int weight) {
    Column ofProduct =
        col(FIRSTS_FOLLOWED).plus(weight * shop.repeatShare()).divide(col(FIRSTS).plus(weight));
    Column own = col(INTERVALS).multiply(shop.repeatWeight());
    return own.plus(ofProduct).divide(own.plus(1));
  }

  private static Column wholeDays() {
    return greatest(lit(1), round(col(MEDIAN_INTERVAL_DAYS)).cast("int"));
  }

  private static Column reason() {
    Column interval =
        when(wholeDays().equalTo(1), lit("day")).otherwise(format_string("%,d days", wholeDays()));
    Column once =
        format_string(
            "Bought once, on %s; bought again after about %s.",
            col(LAST_DAY).cast("string"),
            when(wholeDays().equalTo(1), lit("a day")).otherwise(interval));
    Column more =
        format_string(
            "Bought %d times, about every %s; last on %s.",
            col(ORDER_COUNT), interval, col(LAST_DAY).cast("string"));
    return when(col(ORDER_COUNT).equalTo(1), once).otherwise(more);
  }

  private BuyAgainLists() {}
}
