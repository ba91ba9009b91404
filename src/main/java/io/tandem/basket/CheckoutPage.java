package io.tandem.basket;

import static io.tandem.table.Columns.ANCHOR_COUNT;
import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.ATTACH_RATE;
import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.BASKET_COUNT;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRICE;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.QUANTITY;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.TITLE;
import static io.tandem.table.Columns.UNIT_PRICE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import io.tandem.table.CheckoutAddOns;
import io.tandem.table.OrderLines;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What is small enough to be taken along at the checkout: cheap beside a usual order, and proven to
 * go with other products; what most orders of several products hold stands first.
 */
public final class CheckoutPage {
  private static final String ORDER_VALUE = "order_value";
  private static final String MEDIAN_ORDER_VALUE = "median_order_value";

  /**
   * The rows of {@code checkout_add_ons}.
   *
   * @param rules rows of {@code association_rules}
   * @param baskets order_id, products
   * @param orderLines order_id, product_id, quantity, unit_price, status: what orders are worth
   * @param catalogue product_id, title, available, price; without a price nothing is shown
   */
  public static Dataset<Row> from(
      Dataset<Row> rules,
      Dataset<Row> baskets,
      Dataset<Row> orderLines,
      Dataset<Row> catalogue,
      FrequentlyBoughtTogetherSettings settings) {
    FrequentlyBoughtTogetherSettings.AddOns addOns = settings.checkoutAddOns();
    Dataset<Row> available = catalogue.where(col(AVAILABLE)).select(PRODUCT_ID, TITLE, PRICE);
    Column isSmall = col(PRICE).leq(col(MEDIAN_ORDER_VALUE).multiply(addOns.maxPriceShare()));
    Column[] mostAttached = {col(ATTACH_RATE).desc(), col(PRODUCT_ID)};
    return attached(baskets)
        .join(available, PRODUCT_ID)
        .crossJoin(medianOrderValue(orderLines, settings))
        .where(isSmall)
        .join(anchors(rules, settings), new String[] {PRODUCT_ID}, "left")
        .withColumn(ANCHOR_COUNT, coalesce(col(ANCHOR_COUNT), lit(0L)))
        .where(col(ANCHOR_COUNT).geq(addOns.minAnchorCount()))
        .sort(mostAttached)
        .limit(addOns.listLength())
        .withColumn(RANK, row_number().over(Window.orderBy(mostAttached)))
        .withColumn(UNIT_PRICE, col(PRICE))
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason())
        .transform(CheckoutAddOns.CHECKOUT_ADD_ONS::shape);
  }

  /** The share of the baskets of several products that hold each product. */
  private static Dataset<Row> attached(Dataset<Row> baskets) {
    Dataset<Row> several = baskets.where(size(col(PRODUCTS)).gt(1));
    return Baskets.orderCounts(several)
        .crossJoin(several.agg(count(lit(1)).as(BASKET_COUNT)))
        .withColumn(ATTACH_RATE, col(ORDER_COUNT).cast("double").divide(col(BASKET_COUNT)));
  }

  private static Dataset<Row> anchors(
      Dataset<Row> rules, FrequentlyBoughtTogetherSettings settings) {
    return rules
        .where(size(col(ANTECEDENT)).equalTo(1).and(Trusted.under(settings)))
        .groupBy(col(CONSEQUENT).as(PRODUCT_ID))
        .agg(count_distinct(col(ANTECEDENT)).as(ANCHOR_COUNT));
  }

  private static Dataset<Row> medianOrderValue(
      Dataset<Row> orderLines, FrequentlyBoughtTogetherSettings settings) {
    return orderLines
        .where(OrderLines.isPurchase(settings.stopList()))
        .groupBy(ORDER_ID)
        .agg(sum(col(UNIT_PRICE).multiply(col(QUANTITY))).as(ORDER_VALUE))
        .agg(percentile(col(ORDER_VALUE), lit(0.5)).as(MEDIAN_ORDER_VALUE));
  }

  private static Column reason() {
    return format_string(
        "%.1f %% of the orders of several products hold it; products that it goes with: %,d.",
        col(ATTACH_RATE).multiply(100), col(ANCHOR_COUNT));
  }

  private CheckoutPage() {}
}
