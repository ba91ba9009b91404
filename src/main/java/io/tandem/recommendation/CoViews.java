package io.tandem.recommendation;

import static io.tandem.table.Columns.EVENT_TYPE;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.SIMILAR_PRODUCT_ID;
import static io.tandem.table.Columns.VIEWED_TOGETHER_COUNT;
import static io.tandem.table.Columns.VIEW_SIMILARITY;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sqrt;

import io.tandem.table.Events;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Products that were looked at in one visit, whether or not anybody bought them: who compares two
 * takes one for the other. Says something of products that nobody has bought yet, too.
 */
final class CoViews {
  private static final String VISIT = "visit";
  private static final String VIEWED = "viewed";
  private static final String VISITS = "visits";
  private static final String OTHER_VISITS = "other_visits";

  /** Nobody compares more products in one visit; what does is a program. */
  private static final int MOST_VIEWED = 50;

  /** Visits that viewed both, with which their share counts half. */
  private static final int SHRINKAGE = 10;

  /**
   * Both directions of each pair: product_id, similar_product_id, viewed_together_count,
   * view_similarity.
   *
   * @param events of the shop, with parents in the place of variants
   */
  static Dataset<Row> of(Dataset<Row> events) {
    Dataset<Row> visits =
        events
            .where(col(EVENT_TYPE).equalTo(Events.VIEW))
            .groupBy(Events.visit().as(VISIT))
            .agg(collect_set(col(PRODUCT_ID)).as(VIEWED))
            .where(size(col(VIEWED)).leq(MOST_VIEWED))
            .select(VIEWED);
    Dataset<Row> counts =
        visits
            .select(explode(col(VIEWED)).as(PRODUCT_ID))
            .groupBy(PRODUCT_ID)
            .agg(count(lit(1)).as(VISITS));
    Column both = col(VIEWED_TOGETHER_COUNT);
    return visits
        .select(explode(col(VIEWED)).as(PRODUCT_ID), col(VIEWED))
        .select(col(PRODUCT_ID), explode(col(VIEWED)).as(SIMILAR_PRODUCT_ID))
        .where(col(PRODUCT_ID).notEqual(col(SIMILAR_PRODUCT_ID)))
        .groupBy(PRODUCT_ID, SIMILAR_PRODUCT_ID)
        .agg(count(lit(1)).as(VIEWED_TOGETHER_COUNT))
        .join(broadcast(counts), PRODUCT_ID)
        .join(
            broadcast(
                counts.select(
                    col(PRODUCT_ID).as(SIMILAR_PRODUCT_ID), col(VISITS).as(OTHER_VISITS))),
            SIMILAR_PRODUCT_ID)
        .withColumn(
            VIEW_SIMILARITY,
            both.divide(sqrt(col(VISITS).multiply(col(OTHER_VISITS))))
                .multiply(both.divide(both.plus(SHRINKAGE))))
        .select(PRODUCT_ID, SIMILAR_PRODUCT_ID, VIEWED_TOGETHER_COUNT, VIEW_SIMILARITY);
  }

  /** Where the shop has no events. */
  static Dataset<Row> none(SparkSession spark) {
    return spark.createDataFrame(
        List.of(),
        StructType.fromDDL(
            "product_id string, similar_product_id string, viewed_together_count bigint, view_similarity double"));
  }

  private CoViews() {}
}
