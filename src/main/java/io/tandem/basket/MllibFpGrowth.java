package io.tandem.basket;

import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRODUCTS;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.ml.fpm.FPGrowth;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Stock MLlib's parallel FP-Growth (Li et al. 2008). It knows no maximum length: longer itemsets
 * are mined and then dropped. Its trees are nested objects that Java serialization walks by
 * recursion, so long baskets need a large thread stack ({@code scripts/submit} sets one) or a
 * basket-size cap.
 */
final class MllibFpGrowth implements ItemsetMiner {
  @Override
  public Dataset<Row> mine(Dataset<Row> baskets, double minSupport, int maxLength) {
    return new FPGrowth()
        .setItemsCol(PRODUCTS)
        .setMinSupport(minSupport)
        .fit(baskets)
        .freqItemsets()
        .where(size(col("items")).leq(maxLength))
        .select(array_sort(col("items")).as(PRODUCTS), col("freq").as(ORDER_COUNT));
  }
}
