package io.tandem.recommendation;

import static io.tandem.table.Columns.FACTOR_SIMILARITY;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SIMILARITY;
import static io.tandem.table.Columns.SIMILAR_PRODUCT_ID;
import static io.tandem.table.Columns.VIEWED_TOGETHER_COUNT;
import static io.tandem.table.Columns.VIEW_SIMILARITY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.SimilarProducts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The rows of {@code similar_products}: what the same customers buy and what the same visits look
 * at, as two witnesses of one fact. Either is enough, and both together count more.
 */
final class Similarity {
  /**
   * @param byFactors product_id, similar_product_id, factor_similarity
   * @param byViews product_id, similar_product_id, view_similarity, viewed_together_count
   * @param listLength most similar products of one product
   */
  static Dataset<Row> of(Dataset<Row> byFactors, Dataset<Row> byViews, int listLength) {
    Column position =
        row_number()
            .over(
                Window.partitionBy(PRODUCT_ID)
                    .orderBy(col(SIMILARITY).desc(), col(SIMILAR_PRODUCT_ID)));
    return byFactors
        .join(byViews, new String[] {PRODUCT_ID, SIMILAR_PRODUCT_ID}, "full_outer")
        .withColumn(
            SIMILARITY, lit(1).minus(doubt(FACTOR_SIMILARITY).multiply(doubt(VIEW_SIMILARITY))))
        .withColumn(RANK, position)
        .where(col(RANK).leq(listLength))
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason())
        .transform(SimilarProducts.SIMILAR_PRODUCTS::shape);
  }

  private static Column doubt(String similarity) {
    return lit(1).minus(coalesce(col(similarity), lit(0)));
  }

  private static Column reason() {
    Column visits =
        when(col(VIEWED_TOGETHER_COUNT).equalTo(1), "One visit viewed both.")
            .when(
                col(VIEWED_TOGETHER_COUNT).gt(1),
                format_string("%,d visits viewed both.", col(VIEWED_TOGETHER_COUNT)));
    Column customers = when(col(FACTOR_SIMILARITY).isNotNull(), "The same customers like both.");
    return concat_ws(" ", customers, visits);
  }

  private Similarity() {}
}
