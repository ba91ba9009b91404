package io.tandem.recommendation;

import static io.tandem.recommendation.ProductCycles.BETWEEN;
import static io.tandem.recommendation.ProductCycles.BETWEEN_WEIGHT;
import static io.tandem.recommendation.ProductCycles.FIRSTS;
import static io.tandem.recommendation.ProductCycles.FIRSTS_FOLLOWED;
import static io.tandem.recommendation.ProductCycles.PRODUCT_INTERVALS;
import static io.tandem.recommendation.ProductCycles.REPEATERS;
import static io.tandem.recommendation.ProductCycles.SECONDS;
import static io.tandem.recommendation.ProductCycles.SECONDS_FOLLOWED;
import static io.tandem.recommendation.ProductCycles.WITHIN;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What all products together say about buying again: how far a customer's intervals may be trusted
 * against the product's, and how far a customer's repeats against the product's.
 *
 * <p>Both are estimated from the data by moments, not set: how much customers differ is a fact of
 * the shop, and a fixed number of pseudo-intervals would be right for one shop and wrong for the
 * next. The variances are those of a one-way layout with random customers, unequal counts, summed
 * over products (Searle, Casella and McCulloch 1992, Variance Components, 3.6): with n intervals of
 * K customers of a product, {@code within} = squares within customers / Σ(n − K), {@code between} =
 * (squares between customers − Σ(K − 1) · within) / Σ(n − Σn_c²/n), at least 0. {@code within} is
 * at least {@value #LEAST_VARIANCE}: whole days tell an interval to a tenth at best.
 *
 * <p>The repeats are beta-geometric (Fader and Hardie 2007, How to project customer retention,
 * Journal of Interactive Marketing 21): customers have probabilities of their own to buy a product
 * again after a purchase, beta-distributed. So of first purchases the share {@code a} is followed,
 * of second ones (a·c + 1)/(c + 1) with c the pseudo-counts of the distribution: who bought again
 * is likelier to do so. {@code repeatWeight} is 1/c = (followed second purchases − as many as if
 * first) / (second purchases that were not followed + ½), at least 0.
 *
 * @param products how many products anyone has bought again
 * @param within variance of the logarithms of one customer's intervals of one product
 * @param between variance of customers' mean logarithms of one product
 * @param repeatShare share of first purchases that were followed by another, with half a purchase
 *     more of either kind, so that it is ½ where nothing is known yet
 * @param repeatWeight what one repeat of a customer's own weighs against the product's share
 */
record ShopCycles(
    long products, double within, double between, double repeatShare, double repeatWeight) {
  static final double LEAST_VARIANCE = 0.01;

  /**
   * @param products as {@link ProductCycles#from} gives them; may be empty
   */
  static ShopCycles of(Dataset<Row> products) {
    Column secondsAsFirsts =
        when(
            col(FIRSTS).gt(0),
            col(SECONDS).cast("double").multiply(col(FIRSTS_FOLLOWED)).divide(col(FIRSTS)));
    Row sums =
        products
            .agg(
                total(col(PRODUCT_INTERVALS).minus(col(REPEATERS))),
                total(col(WITHIN)),
                total(col(REPEATERS).minus(1)),
                total(col(BETWEEN)),
                total(col(BETWEEN_WEIGHT)),
                total(col(FIRSTS)),
                total(col(FIRSTS_FOLLOWED)),
                total(col(SECONDS)),
                total(col(SECONDS_FOLLOWED)),
                total(Millionths.of(secondsAsFirsts)),
                count(lit(1)))
            .first();
    long freeWithin = sums.getLong(0);
    long freeBetween = sums.getLong(2);
    double squaresWithin = sums.getLong(1) / Millionths.UNIT;
    double squaresBetween = sums.getLong(3) / Millionths.UNIT;
    // Where nobody has two intervals, customers cannot be told from chance: all is chance.
    double within =
        Math.max(
            LEAST_VARIANCE,
            freeWithin > 0
                ? squaresWithin / freeWithin
                : squaresBetween / Math.max(1, freeBetween));
    double weight = sums.getLong(4) / Millionths.UNIT;
    double between =
        freeWithin > 0 && weight > 0
            ? Math.max(0, (squaresBetween - freeBetween * within) / weight)
            : 0;
    double moreThanFirsts = sums.getLong(8) - sums.getLong(9) / Millionths.UNIT;
    double notFollowed = sums.getLong(7) - sums.getLong(8) + 0.5;
    return new ShopCycles(
        sums.getLong(10),
        within,
        between,
        (sums.getLong(6) + 0.5) / (sums.getLong(5) + 1.0),
        Math.max(0, moreThanFirsts / notFollowed));
  }

  private static Column total(Column column) {
    return coalesce(sum(column), lit(0L));
  }
}
