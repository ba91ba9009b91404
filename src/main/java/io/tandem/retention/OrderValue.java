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
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.OrderLines;
import io.tandem.table.OrderMetrics;
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
 * on the log scale.
 */
public final class OrderValue {
  private static final String CUSTOMERS = "customers";
  private static final String BUYER = "buyer";
  private static final String SINGLE = "single";

  /**
   * The metrics of these orders.
   *
   * @param orders as {@link Orders#from} gives them
   * @param firstDay of the first order
   */
  public static Dataset<Row> byPeriod(Dataset<Row> orders, LocalDate firstDay) {
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
                count(lit(1)).as("n"),
                sum(REFUNDS).as(REFUNDS),
                sum(ITEMS).as(ITEMS),
                sum(when(col(PRODUCT_COUNT).geq(2), 0).otherwise(1)).as(SINGLE))
            .withColumn(CUSTOMERS, explode(groups));
    // Products of money as decimals with few places: their sums do not depend on the order of the
    // rows.
    Column r = col("r").cast("decimal(18,2)");
    Column n = col("n").cast("decimal(10,0)");
    return perBuyer
        .groupBy(PERIOD, PERIOD_START, CUSTOMERS)
        .agg(
            sum("r").as(REVENUE),
            sum(REFUNDS).as(REFUNDS),
            sum("n").as(ORDER_COUNT),
            count(lit(1)).as(CUSTOMER_COUNT),
            sum(ITEMS).as(ITEMS),
            sum(SINGLE).as(SINGLE),
            sum(r.multiply(r)).cast("double").as("rr"),
            sum(r.multiply(n)).cast("double").as("rn"),
            sum(n.multiply(n)).cast("double").as("nn"))
        .withColumn(AVERAGE_ORDER_VALUE, number(REVENUE).divide(number(ORDER_COUNT)))
        .withColumn("half_width", halfWidth())
        .withColumn(
            "average_order_value_lower",
            col(AVERAGE_ORDER_VALUE).multiply(exp(col("half_width").unary_$minus())))
        .withColumn(
            "average_order_value_upper", col(AVERAGE_ORDER_VALUE).multiply(exp(col("half_width"))))
        .withColumn("items_per_order", number(ITEMS).divide(number(ORDER_COUNT)))
        .withColumn("price_per_item", number(REVENUE).divide(number(ITEMS)))
        .withColumn("orders_per_customer", number(ORDER_COUNT).divide(number(CUSTOMER_COUNT)))
        .withColumn(
            "multi_product_order_rate", lit(1.0).minus(number(SINGLE).divide(number(ORDER_COUNT))))
        .transform(OrderMetrics.ORDER_METRICS::shape);
  }

  /** Half the width of the interval of log AOV. */
  private static Column halfWidth() {
    Column aov = col(AVERAGE_ORDER_VALUE);
    Column m = number(CUSTOMER_COUNT);
    Column squares =
        col("rr")
            .minus(aov.multiply(2).multiply(col("rn")))
            .plus(aov.multiply(aov).multiply(col("nn")));
    Column variance =
        m.divide(m.minus(1)).multiply(squares).divide(number(REVENUE).multiply(number(REVENUE)));
    return when(m.gt(1), sqrt(when(variance.gt(0), variance).otherwise(0.0)).multiply(Z));
  }

  private static Column number(String column) {
    return col(column).cast("double");
  }

  private OrderValue() {}
}
