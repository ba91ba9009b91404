package io.tandem.basket;

import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What a shop shows that counts and does no more: the products that stand in the most orders with
 * the products of the cart, the counts of all of these added up. It always has something to show,
 * and nothing tells what belongs together from what merely sells well.
 */
public final class CommonOrders {
  /** More companions of one product than this hardly change the best of a sum. */
  private static final int COMPANIONS = 200;

  private static final String HELD = "held";

  private final Dataset<Row> baskets;
  private final int length;

  /**
   * @param baskets order_id, products: what is known
   * @param length most products per cart
   */
  public CommonOrders(Dataset<Row> baskets, int length) {
    this.baskets = baskets;
    this.length = length;
  }

  /** Carts (order_id, products) → order_id, rank, product_id, evidence_level. */
  public Dataset<Row> guesses(Dataset<Row> carts) {
    Dataset<Row> held = carts.select(col(ORDER_ID), col(PRODUCTS), explode(col(PRODUCTS)).as(HELD));
    Column isInCart = array_contains(col(PRODUCTS), col(PRODUCT_ID));
    Column rank =
        row_number()
            .over(Window.partitionBy(ORDER_ID).orderBy(col(ORDER_COUNT).desc(), col(PRODUCT_ID)));
    return held.join(companions(held.select(HELD).distinct()), HELD)
        .where(not(isInCart))
        .groupBy(ORDER_ID, PRODUCT_ID)
        .agg(sum(ORDER_COUNT).as(ORDER_COUNT))
        .withColumn(RANK, rank)
        .where(col(RANK).leq(length))
        .select(col(ORDER_ID), col(RANK), col(PRODUCT_ID), lit("all").as(EVIDENCE_LEVEL));
  }

  /** The products most often in one order with each of these: held, product_id, order_count. */
  private Dataset<Row> companions(Dataset<Row> products) {
    Column rank =
        row_number()
            .over(Window.partitionBy(HELD).orderBy(col(ORDER_COUNT).desc(), col(PRODUCT_ID)));
    return baskets
        .select(col(PRODUCTS), explode(col(PRODUCTS)).as(HELD))
        .join(products, HELD)
        .select(col(HELD), explode(col(PRODUCTS)).as(PRODUCT_ID))
        .where(col(PRODUCT_ID).notEqual(col(HELD)))
        .groupBy(HELD, PRODUCT_ID)
        .agg(count(lit(1)).as(ORDER_COUNT))
        .withColumn(RANK, rank)
        .where(col(RANK).leq(COMPANIONS))
        .drop(RANK);
  }
}
