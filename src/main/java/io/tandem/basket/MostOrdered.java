package io.tandem.basket;

import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a shop without any model shows to a cart: the products in the most orders, whatever the cart
 * holds. No model is worth its night that does not guess better.
 */
public final class MostOrdered {
  private static final String MOST_ORDERED = "most_ordered";
  private static final String POSITION = "position";

  private final Dataset<Row> baskets;
  private final int length;
  private final int largestCart;

  /**
   * @param baskets order_id, products: what is known
   * @param length most products per cart
   * @param largestCart most products that a cart holds
   */
  public MostOrdered(Dataset<Row> baskets, int length, int largestCart) {
    this.baskets = baskets;
    this.length = length;
    this.largestCart = largestCart;
  }

  /** Carts (order_id, products) → order_id, rank, product_id, evidence_level. */
  public Dataset<Row> guesses(Dataset<Row> carts) {
    Dataset<Row> mostOrdered =
        Baskets.orderCounts(baskets)
            .sort(col(ORDER_COUNT).desc(), col(PRODUCT_ID))
            // However many of them the cart holds, enough are left.
            .limit(length + largestCart)
            .agg(
                array_sort(collect_list(struct(negate(col(ORDER_COUNT)), col(PRODUCT_ID))))
                    .getField(PRODUCT_ID)
                    .as(MOST_ORDERED));
    return carts
        .crossJoin(mostOrdered)
        .select(
            col(ORDER_ID),
            posexplode(slice(array_except(col(MOST_ORDERED), col(PRODUCTS)), 1, length))
                .as(new String[] {POSITION, PRODUCT_ID}))
        .select(
            col(ORDER_ID),
            col(POSITION).plus(1).as(RANK),
            col(PRODUCT_ID),
            lit("all").as(EVIDENCE_LEVEL));
  }
}
