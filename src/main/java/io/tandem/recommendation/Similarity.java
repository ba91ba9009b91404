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
 * at, as two witnesses whose measures cannot be compared, but whose lists can: reciprocal ranks are
 * added up (Cormack, Clarke &amp; Büttcher 2009). The first of either list is among the first of
 * both.
 */
final class Similarity {
  private static final String BY_FACTORS = "by_factors";
  private static final String BY_VIEWS = "by_views";

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
        .withColumn(BY_FACTORS, reciprocalRank(FACTOR_SIMILARITY))
        .join(
            byViews.withColumn(BY_VIEWS, reciprocalRank(VIEW_SIMILARITY)),
            new String[] {PRODUCT_ID, SIMILAR_PRODUCT_ID},
            "full_outer")
        .withColumn(
            SIMILARITY,
            coalesce(col(BY_FACTORS), lit(0)).plus(coalesce(col(BY_VIEWS), lit(0))).divide(2))
        .withColumn(RANK, position)
        .where(col(RANK).leq(listLength))
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason())
        .transform(SimilarProducts.SIMILAR_PRODUCTS::shape);
  }

  /** 1 for the most similar product of a product, ½ for the second, and so on. */
  private static Column reciprocalRank(String similarity) {
    return lit(1.0)
        .divide(
            row_number()
                .over(
                    Window.partitionBy(PRODUCT_ID)
                        .orderBy(col(similarity).desc(), col(SIMILAR_PRODUCT_ID))));
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
