package io.tandem.basket;

import static io.tandem.statistics.Normal.Z;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONFIDENCE_LOWER;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.EXPECTED_ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT_LOWER;
import static io.tandem.table.Columns.TOP_CUSTOMER_SHARE;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;

import io.tandem.statistics.Wilson;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Categories whose products are bought with each other: who has one product of it in the basket has
 * another one too, more often than chance. What a rule between categories cannot say, for it needs
 * two.
 *
 * <p>Each pair of different products of the category counts in each basket that holds both.
 * Expected is Σ n₁ₛ·n₂ₛ / nₛ over those pairs and over strata s of baskets of one size and month,
 * so that neither large baskets nor a common season make a category look coherent. The lower bound
 * of the lift is as wide as the number of customers makes it, by the square root of a Poisson
 * count.
 */
final class CategoryCompanions {
  private static final String BASKET_SIZE = "basket_size";
  private static final String STRATUM_COUNT = "stratum_count";
  private static final String HELD_COUNT = "held_count";
  private static final String OWN_CHOICE_COUNT = "own_choice_count";
  private static final String SQUARE = "square";
  private static final String PAIR_COUNT = "pair_count";
  private static final String SEVERAL_COUNT = "several_count";

  /**
   * The trusted ones, under the thresholds of rules: category, confidence, confidence_lower, of
   * another product of the category given one, over all baskets.
   *
   * @param baskets as of {@link Baskets}
   * @param categories product_id, category (never null)
   */
  static Dataset<Row> trusted(
      Dataset<Row> baskets, Dataset<Row> categories, FrequentlyBoughtTogetherSettings settings) {
    Column lift = col(PAIR_COUNT).divide(col(EXPECTED_ORDER_COUNT));
    // (√n − z/2)² / n: where the true mean of n counted customers may lie, as a share of n.
    Column least =
        pow(greatest(lit(0.0), sqrt(col(CUSTOMER_COUNT)).minus(Z / 2)), lit(2))
            .divide(col(CUSTOMER_COUNT));
    return observed(baskets, categories)
        .where(col(CUSTOMER_COUNT).geq(settings.significance().minCustomerCount()))
        .join(expected(baskets, categories), CATEGORY)
        .withColumn(SIZE_ADJUSTED_LIFT, lift)
        .withColumn(SIZE_ADJUSTED_LIFT_LOWER, col(SIZE_ADJUSTED_LIFT).multiply(least))
        .withColumn(CONFIDENCE, Wilson.share(col(SEVERAL_COUNT), col(ORDER_COUNT)))
        .withColumn(CONFIDENCE_LOWER, Wilson.lower(col(SEVERAL_COUNT), col(ORDER_COUNT)))
        .where(
            col(SIZE_ADJUSTED_LIFT_LOWER)
                .geq(settings.minLift())
                .and(col(TOP_CUSTOMER_SHARE).leq(settings.significance().maxTopCustomerShare()))
                .and(col(CONFIDENCE).geq(settings.minConfidence())))
        .select(CATEGORY, CONFIDENCE, CONFIDENCE_LOWER);
  }

  /**
   * What happened: pairs by own choice, whose they were, and orders with one product or several.
   */
  private static Dataset<Row> observed(Dataset<Row> baskets, Dataset<Row> categories) {
    Column isOwnChoice = array_contains(col(Baskets.UNPROMPTED), col(PRODUCT_ID));
    Column own = col(OWN_CHOICE_COUNT);
    Column pairs = own.multiply(own.minus(1)).divide(2);
    return baskets
        .withColumn(PRODUCT_ID, explode(col(PRODUCTS)))
        .join(categories, PRODUCT_ID)
        .groupBy(CATEGORY, Baskets.BUYER, ORDER_ID)
        .agg(count(lit(1)).as(HELD_COUNT), count_if(isOwnChoice).as(OWN_CHOICE_COUNT))
        .groupBy(CATEGORY, Baskets.BUYER)
        .agg(
            count(lit(1)).as(ORDER_COUNT),
            count_if(col(HELD_COUNT).gt(1)).as(SEVERAL_COUNT),
            count_if(own.gt(1)).as(OWN_CHOICE_COUNT),
            sum(pairs).as(PAIR_COUNT))
        .groupBy(CATEGORY)
        .agg(
            sum(ORDER_COUNT).as(ORDER_COUNT),
            sum(SEVERAL_COUNT).as(SEVERAL_COUNT),
            sum(PAIR_COUNT).as(PAIR_COUNT),
            count_if(own.gt(0)).as(CUSTOMER_COUNT),
            Wilson.share(max(own), sum(own)).as(TOP_CUSTOMER_SHARE));
  }

  /** How many pairs chance would make. */
  private static Dataset<Row> expected(Dataset<Row> baskets, Dataset<Row> categories) {
    Dataset<Row> chosen =
        baskets
            .where(size(col(Baskets.UNPROMPTED)).gt(0))
            .withColumn(BASKET_SIZE, size(col(Baskets.UNPROMPTED)));
    String[] stratum = {BASKET_SIZE, Baskets.MONTH};
    Dataset<Row> strata =
        chosen.groupBy(BASKET_SIZE, Baskets.MONTH).agg(count(lit(1)).as(STRATUM_COUNT));
    // Σ over pairs of n₁·n₂ is half of what is left of (Σ n)² without Σ n².
    Column pairs =
        col(ORDER_COUNT).multiply(col(ORDER_COUNT)).minus(col(SQUARE)).cast("double").divide(2);
    return chosen
        .select(
            col(BASKET_SIZE), col(Baskets.MONTH), explode(col(Baskets.UNPROMPTED)).as(PRODUCT_ID))
        .groupBy(BASKET_SIZE, Baskets.MONTH, PRODUCT_ID)
        .agg(count(lit(1)).as(ORDER_COUNT))
        .join(categories, PRODUCT_ID)
        .groupBy(CATEGORY, BASKET_SIZE, Baskets.MONTH)
        .agg(
            sum(ORDER_COUNT).as(ORDER_COUNT),
            sum(col(ORDER_COUNT).multiply(col(ORDER_COUNT))).as(SQUARE))
        .join(strata, stratum)
        .groupBy(CATEGORY)
        // Decimals, so that every run rounds alike.
        .agg(
            sum(pairs.divide(col(STRATUM_COUNT)).cast("decimal(28,10)"))
                .cast("double")
                .as(EXPECTED_ORDER_COUNT))
        .where(col(EXPECTED_ORDER_COUNT).gt(0));
  }

  private CategoryCompanions() {}
}
