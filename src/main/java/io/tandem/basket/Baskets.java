package io.tandem.basket;

import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;

import io.tandem.table.OrderLines;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Baskets: the distinct products of each order. One row per order: order_id, products (sorted).
 * Single-product orders are baskets too and count in every denominator; cancelled and returned
 * lines are no evidence.
 */
public final class Baskets {
  /** The baskets of these order lines, without the products of the stop list. */
  public static Dataset<Row> from(Dataset<Row> orderLines, List<String> stopList) {
    return orderLines
        .where(OrderLines.isPurchase(stopList))
        .groupBy(ORDER_ID)
        .agg(array_sort(collect_set(PRODUCT_ID)).as(PRODUCTS));
  }

  private Baskets() {}
}
