package io.tandem.recommendation;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.GROWTH;
import static io.tandem.table.Columns.GROWTH_LOWER;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT_BEFORE;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SCOPE;
import static io.tandem.table.Columns.SCOPE_VALUE;
import static io.tandem.table.Columns.WINDOW_DAYS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.tandem.statistics.ClopperPearson;
import io.tandem.table.Midnight;
import io.tandem.table.OrderLines;
import io.tandem.table.TrendingProducts;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * What sells better than before: products whose share of a scope's orders grew from one window to
 * the next. A share, so that neither a growing shop nor a season of the whole shop is a trend.
 *
 * <p>With R of the scope's N recent orders and B of its M orders before, growth is (R/N) / (B/M).
 * If nothing had changed, each of the R + B orders would be recent with the odds N/M; the interval
 * of growth is therefore that of the share R / (R + B), as odds, times M/N: the conditional test of
 * two Poisson rates (Przyborowski and Wilenski 1940, Homogeneity of results in testing samples from
 * Poisson series, Biometrika 31), here with {@linkplain ClopperPearson exact} ends, for the few
 * best of very many products are chosen by it. Ranked by the lower end, so that three orders after
 * none do not beat three thousand after one thousand.
 */
final class Trends {
  private static final String BUYER = "buyer";
  private static final String IS_RECENT = "is_recent";
  private static final String SCOPE_ORDERS = "scope_orders";
  private static final String SCOPE_ORDERS_BEFORE = "scope_orders_before";
  private static final String RECENT_SHARE = "recent_share";
  private static final String[] BY_SCOPE = {SCOPE, SCOPE_VALUE};

  private static final UserDefinedFunction LOWER_SHARE =
      udf((UDF2<Long, Long, Double>) ClopperPearson::lower, DataTypes.DoubleType);

  /**
   * The rows of {@code trending_products}.
   *
   * @param purchases product_id, customer_id, order_id, ordered_at
   * @param catalogue product_id, category, available
   * @param traits customer_id, country, taste_segment
   */
  static Dataset<Row> of(
      Dataset<Row> purchases,
      Dataset<Row> catalogue,
      Dataset<Row> traits,
      LocalDate runDate,
      TrendingSettings settings) {
    Dataset<Row> scoped =
        Scopes.of(ordered(purchases, runDate, settings.windowDays()), catalogue, traits);
    Column odds =
        col(RECENT_SHARE).divide(lit(1.0).minus(col(RECENT_SHARE))).multiply(exposureRatio());
    Column best =
        row_number()
            .over(
                Window.partitionBy(SCOPE, SCOPE_VALUE)
                    .orderBy(col(GROWTH_LOWER).desc(), col(ORDER_COUNT).desc(), col(PRODUCT_ID)));
    return products(scoped)
        .where(col(CUSTOMER_COUNT).geq(settings.minCustomers()))
        .join(orders(scoped), BY_SCOPE, "inner")
        .where(
            col(ORDER_COUNT)
                .multiply(col(SCOPE_ORDERS_BEFORE))
                .gt(col(ORDER_COUNT_BEFORE).multiply(col(SCOPE_ORDERS))))
        .withColumn(GROWTH, growth())
        .withColumn(
            RECENT_SHARE,
            LOWER_SHARE.apply(col(ORDER_COUNT), col(ORDER_COUNT).plus(col(ORDER_COUNT_BEFORE))))
        .withColumn(GROWTH_LOWER, odds)
        .where(col(GROWTH_LOWER).gt(1))
        .withColumn(RANK, best)
        .where(col(RANK).leq(settings.listLength()))
        .withColumn(WINDOW_DAYS, lit(settings.windowDays()))
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason())
        .transform(TrendingProducts.TRENDING_PRODUCTS::shape);
  }

  /** Both windows' orders of products, each product of an order once. */
  private static Dataset<Row> ordered(Dataset<Row> purchases, LocalDate runDate, int windowDays) {
    Column inWindows =
        col(ORDERED_AT)
            .geq(Midnight.of(runDate.minusDays(2L * windowDays)))
            .and(col(ORDERED_AT).lt(Midnight.of(runDate)));
    return purchases
        .where(inWindows)
        .select(
            col(PRODUCT_ID),
            col(CUSTOMER_ID),
            col(ORDER_ID),
            OrderLines.buyer().as(BUYER),
            col(ORDERED_AT).geq(Midnight.of(runDate.minusDays(windowDays))).as(IS_RECENT))
        .distinct();
  }

  /** Orders of each scope in both windows, of unavailable products too. */
  private static Dataset<Row> orders(Dataset<Row> scoped) {
    return scoped
        .select(SCOPE, SCOPE_VALUE, ORDER_ID, IS_RECENT)
        .distinct()
        .groupBy(SCOPE, SCOPE_VALUE)
        .agg(
            count_if(col(IS_RECENT)).as(SCOPE_ORDERS),
            count_if(not(col(IS_RECENT))).as(SCOPE_ORDERS_BEFORE));
  }

  /** Orders of each available product in both windows, and who placed the recent ones. */
  private static Dataset<Row> products(Dataset<Row> scoped) {
    return scoped
        .where(col(AVAILABLE))
        .groupBy(SCOPE, SCOPE_VALUE, PRODUCT_ID, BUYER)
        .agg(
            count_if(col(IS_RECENT)).as(ORDER_COUNT),
            count_if(not(col(IS_RECENT))).as(ORDER_COUNT_BEFORE))
        .groupBy(SCOPE, SCOPE_VALUE, PRODUCT_ID)
        .agg(
            count_if(col(ORDER_COUNT).gt(0)).as(CUSTOMER_COUNT),
            sum(ORDER_COUNT).as(ORDER_COUNT),
            sum(ORDER_COUNT_BEFORE).as(ORDER_COUNT_BEFORE));
  }

  /** M/N. */
  private static Column exposureRatio() {
    return col(SCOPE_ORDERS_BEFORE).cast("double").divide(col(SCOPE_ORDERS));
  }

  private static Column growth() {
    return when(
        col(ORDER_COUNT_BEFORE).gt(0),
        col(ORDER_COUNT).cast("double").divide(col(ORDER_COUNT_BEFORE)).multiply(exposureRatio()));
  }

  private static Column reason() {
    Column before =
        when(col(ORDER_COUNT_BEFORE).equalTo(0), lit("not once"))
            .otherwise(times(col(ORDER_COUNT_BEFORE)));
    return format_string(
        "Ordered %s in the last %d days, %s in the %d before.",
        times(col(ORDER_COUNT)), col(WINDOW_DAYS), before, col(WINDOW_DAYS));
  }

  private static Column times(Column count) {
    return when(count.equalTo(1), lit("once")).otherwise(format_string("%,d times", count));
  }

  private Trends() {}
}
