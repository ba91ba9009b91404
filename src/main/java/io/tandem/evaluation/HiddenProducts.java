package io.tandem.evaluation;

import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The questions of a back-test: carts that lack one product that was bought with the rest. One row
 * per basket of two or more products: order_id, products (what is left, the cart), hidden.
 */
public final class HiddenProducts {
  /** The product to guess. */
  public static final String HIDDEN = "hidden";

  private static final String DRAW = "draw";

  /**
   * Hides one product of each basket. Each of the candidates is as likely as any other, and a hash
   * of order and product draws: it is the same one in every run, however the rows are distributed.
   *
   * @param baskets order_id, products, and the candidates
   * @param candidates the column that holds the products that may be hidden, an array; a basket
   *     without any asks nothing. Take what customers chose by themselves: what the shop had
   *     proposed is easily guessed by those who proposed it.
   */
  public static Dataset<Row> from(Dataset<Row> baskets, String candidates) {
    Column draws =
        transform(
            col(candidates),
            product -> struct(xxhash64(col(ORDER_ID), product).as(DRAW), product.as(HIDDEN)));
    return baskets
        .where(size(col(PRODUCTS)).gt(1).and(size(col(candidates)).gt(0)))
        .withColumn(HIDDEN, array_min(draws).getField(HIDDEN))
        .select(col(ORDER_ID), array_remove(col(PRODUCTS), col(HIDDEN)).as(PRODUCTS), col(HIDDEN));
  }

  private HiddenProducts() {}
}
