package io.tandem.basket;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRICE;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** What sells best in each category, where a category stands for one product on a page. */
final class Bestsellers {
  /** Best first, arrays of product_id, title, price. */
  static final String BESTSELLERS = "bestsellers";

  private static final String LEAST_PRICE_SO_FAR = "least_price_so_far";

  /**
   * One row per category and per category above it: category, {@link #BESTSELLERS}. Of the sold
   * available products only those that some page could show: the best two, and each one that is
   * cheaper than all that sell better. These are few, however large the category.
   *
   * @param baskets products
   * @param catalogue product_id, title, category, available, price
   */
  static Dataset<Row> of(Dataset<Row> baskets, Dataset<Row> catalogue) {
    WindowSpec bestFirst =
        Window.partitionBy(CATEGORY).orderBy(col(ORDER_COUNT).desc(), col(PRODUCT_ID));
    // A product whose price is not known suits every page, so nothing after it is needed.
    Column asked = coalesce(col(PRICE), lit(Double.NEGATIVE_INFINITY));
    Column leastSoFar = min(asked).over(bestFirst.rowsBetween(Window.unboundedPreceding(), -1));
    return Baskets.orderCounts(baskets)
        .join(catalogue.where(col(AVAILABLE)), PRODUCT_ID)
        .withColumn(CATEGORY, explode(CategoryPaths.of(col(CATEGORY))))
        .withColumn(RANK, row_number().over(bestFirst))
        .withColumn(LEAST_PRICE_SO_FAR, leastSoFar)
        .where(col(RANK).leq(2).or(asked.lt(col(LEAST_PRICE_SO_FAR))))
        .groupBy(CATEGORY)
        .agg(array_sort(collect_list(product(col(RANK)))).as(BESTSELLERS));
  }

  /** An entry of {@link #BESTSELLERS}. */
  static Column product(Column rank) {
    return struct(rank.as(RANK), col(PRODUCT_ID), col(TITLE), col(PRICE));
  }

  /** The best that costs no more than the limit, where both are known; null for none. */
  static Column within(Column limit) {
    return best(
        product ->
            product
                .getField(PRICE)
                .isNull()
                .or(limit.isNull())
                .or(product.getField(PRICE).leq(limit)));
  }

  /** The best but this one; null for none. */
  static Column otherThan(Column productId) {
    return best(product -> product.getField(PRODUCT_ID).notEqual(productId));
  }

  private static Column best(UnaryOperator<Column> suits) {
    return get(filter(col(BESTSELLERS), product -> suits.apply(product)), lit(0));
  }

  private Bestsellers() {}
}
