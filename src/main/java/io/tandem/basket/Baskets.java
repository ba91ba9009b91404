package io.tandem.basket;

import static io.tandem.table.Columns.COUPON_CODE;
import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PLACEMENT;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.apache.spark.sql.functions.year;

import io.tandem.table.OrderLines;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Baskets: the distinct products of each order. One row per order: order_id, products (sorted),
 * unprompted (those of them that nobody proposed, sorted), buyer (a 64-bit hash of who ordered; a
 * guest order is a customer of its own), month (months since year 0), ordered_at (of its first
 * line).
 *
 * <p>Single-product orders are baskets too and count in every denominator; cancelled and returned
 * lines are in none. A product is prompted where all its lines of the order came from a
 * recommendation, and in an order with a bundle coupon all are: counted, but no evidence of what
 * customers put together by themselves.
 */
public final class Baskets {
  public static final String UNPROMPTED = "unprompted";
  static final String BUYER = "buyer";
  static final String MONTH = "month";

  /** The baskets of these order lines, without the products of the stop list. */
  public static Dataset<Row> from(
      Dataset<Row> orderLines, FrequentlyBoughtTogetherSettings settings) {
    Column ownChoice = when(col(PLACEMENT).isNull(), col(PRODUCT_ID));
    Column madeUp = coalesce(bool_or(isBundleCoupon(settings)), lit(false));
    return orderLines
        .where(OrderLines.isPurchase(settings.stopList()))
        .groupBy(ORDER_ID)
        .agg(
            array_sort(collect_set(col(PRODUCT_ID))).as(PRODUCTS),
            when(madeUp, array().cast("array<string>"))
                .otherwise(array_sort(collect_set(ownChoice)))
                .as(UNPROMPTED),
            xxhash64(min(OrderLines.buyer())).as(BUYER),
            min(monthNumber()).as(MONTH),
            min(col(ORDERED_AT)).as(ORDERED_AT));
  }

  /** In how many baskets each product is: product_id, order_count. */
  static Dataset<Row> orderCounts(Dataset<Row> baskets) {
    return baskets
        .select(explode(col(PRODUCTS)).as(PRODUCT_ID))
        .groupBy(PRODUCT_ID)
        .agg(count(lit(1)).as(ORDER_COUNT));
  }

  private static Column isBundleCoupon(FrequentlyBoughtTogetherSettings settings) {
    return settings.bundleCoupons().stream()
        .map(pattern -> col(COUPON_CODE).rlike("^(?:" + pattern + ")$"))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  private static Column monthNumber() {
    return year(col(ORDERED_AT)).multiply(12).plus(month(col(ORDERED_AT)));
  }

  private Baskets() {}
}
