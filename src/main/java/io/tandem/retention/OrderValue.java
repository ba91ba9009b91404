package io.tandem.retention;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.retention.Orders.ITEMS;
import static io.tandem.statistics.Normal.Z;
import static io.tandem.table.Columns.AVERAGE_ORDER_VALUE;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PERIOD;
import static io.tandem.table.Columns.PERIOD_START;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.REFUNDS;
import static io.tandem.table.Columns.REVENUE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.OrderLines;
import io.tandem.table.OrderMetrics;
import io.tandem.table.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What orders were worth, by period: the rows of {@code order_metrics}.
 *
 * <p>AOV = ΣR/ΣN over customers, R revenue and N orders of a customer in the period; a guest order
 * is a customer of its own. Its interval treats the customer as the unit, for one customer's orders
 * are alike: with m customers, Var(log AOV) ≈ m/(m−1) · Σ(R − AOV·N)² / (ΣR)², by the delta method
 * on the log scale. The winsorized twin is the same of orders that count at most a cap.
 */
public final class OrderValue {
  private static final String CUSTOMERS = "customers";
  private static final String BUYER = "buyer";
  private static final String SINGLE = "single";
  private static final String CAPPED = "capped";
  private static final String CAPPED_AOV = AVERAGE_ORDER_VALUE + "_winsorized";

  /** Under so many orders the delta method is only a rough guide. */
  private static final int ENOUGH_ORDERS = 500;

  /**
   * The metrics of these orders.
   *
   * @param orders as {@link Orders#from} gives them
   * @param firstDay of the first order
   * @param winsorizeAt quantile of order values at which larger orders are capped
   */
  public static Dataset<Row> byPeriod(Dataset<Row> orders, LocalDate firstDay, double winsorizeAt) {
    BigDecimal cap =
        BigDecimal.valueOf(
                orders.agg(percentile(col(REVENUE), lit(winsorizeAt))).head().getDouble(0))
            .setScale(4, RoundingMode.HALF_UP);
    Column groups =
        when(col(CUSTOMER_ID).isNull(), array(lit("all")))
            .otherwise(array(lit("all"), lit("known")));
    Dataset<Row> buyers = orders.withColumn(BUYER, OrderLines.buyer());
    Dataset<Row> perBuyer =
        new Periods(firstDay)
            .of(buyers, DAY)
            .groupBy(PERIOD, PERIOD_START, BUYER, CUSTOMER_ID)
            .agg(
                sum(REVENUE).as("r"),
                sum(least(col(REVENUE), lit(cap))).as(CAPPED),
                count(lit(1)).as("n"),
                sum(REFUNDS).as(REFUNDS),
                sum(ITEMS).as(ITEMS),
                sum(when(col(PRODUCT_COUNT).geq(2), 0).otherwise(1)).as(SINGLE))
            .withColumn(CUSTOMERS, explode(groups));
    // Products of money as decimals with few places: their sums do not depend on the order of the
    // rows.
    Column r = col("r").cast("decimal(18,2)");
    Column c = col(CAPPED).cast("decimal(18,2)");
    Column n = col("n").cast("decimal(10,0)");
    return perBuyer
        .groupBy(PERIOD, PERIOD_START, CUSTOMERS)
        .agg(
            sum("r").as(REVENUE),
            sum(CAPPED).as(CAPPED),
            sum(REFUNDS).as(REFUNDS),
            sum("n").as(ORDER_COUNT),
            count(lit(1)).as(CUSTOMER_COUNT),
            sum(ITEMS).as("item_count"),
            sum(SINGLE).as(SINGLE),
            sum(r.multiply(r)).cast("double").as("rr"),
            sum(r.multiply(n)).cast("double").as("rn"),
            sum(c.multiply(c)).cast("double").as("cc"),
            sum(c.multiply(n)).cast("double").as("cn"),
            sum(n.multiply(n)).cast("double").as("nn"))
        .transform(rows -> withMean(rows, AVERAGE_ORDER_VALUE, REVENUE, "rr", "rn"))
        .transform(rows -> withMean(rows, CAPPED_AOV, CAPPED, "cc", "cn"))
        .withColumn("order_value_cap", lit(cap).cast(Types.MONEY))
        .withColumn("is_rough", col(ORDER_COUNT).lt(ENOUGH_ORDERS))
        .withColumn("items_per_order", number("item_count").divide(number(ORDER_COUNT)))
        .withColumn("price_per_item", number(REVENUE).divide(number("item_count")))
        .withColumn("orders_per_customer", number(ORDER_COUNT).divide(number(CUSTOMER_COUNT)))
        .withColumn(
            "multi_product_order_rate", lit(1.0).minus(number(SINGLE).divide(number(ORDER_COUNT))))
        .transform(OrderMetrics.ORDER_METRICS::shape);
  }

  /**
   * Adds a mean value per order with its interval.
   *
   * @param total sum of the values
   * @param squares sum over customers of their values' squares
   * @param products sum over customers of their values times their orders
   */
  private static Dataset<Row> withMean(
      Dataset<Row> rows, String mean, String total, String squares, String products) {
    Column m = number(CUSTOMER_COUNT);
    Column deviations =
        col(squares)
            .minus(col(mean).multiply(2).multiply(col(products)))
            .plus(col(mean).multiply(col(mean)).multiply(col("nn")));
    Column variance =
        m.divide(m.minus(1)).multiply(deviations).divide(number(total).multiply(number(total)));
    Column halfWidth =
        when(m.gt(1), sqrt(when(variance.gt(0), variance).otherwise(0.0)).multiply(Z));
    return rows.withColumn(mean, number(total).divide(number(ORDER_COUNT)))
        .withColumn(mean + "_lower", col(mean).multiply(exp(halfWidth.unary_$minus())))
        .withColumn(mean + "_upper", col(mean).multiply(exp(halfWidth)));
  }

  private static Column number(String column) {
    return col(column).cast("double");
  }

  private OrderValue() {}
}
