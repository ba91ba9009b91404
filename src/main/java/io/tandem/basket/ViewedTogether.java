package io.tandem.basket;

import static io.tandem.table.Columns.EVENT_TYPE;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.SUBSTITUTE_PRODUCT_ID;
import static io.tandem.table.Columns.VIEWED_TOGETHER_COUNT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tandem.table.Events;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * In how many visits somebody looked at both of two products: who compares two wants one of them.
 */
final class ViewedTogether {
  private static final String VISIT = "visit";

  /**
   * One row per pair that was ever viewed together: product_id, substitute_product_id,
   * viewed_together_count. A visit is a session, or, where no session is named, a visitor's day.
   *
   * @param pairs product_id, substitute_product_id, each pair once
   * @param events session_id, visitor_id, product_id, event_type, occurred_at, with parents in the
   *     place of variants
   */
  static Dataset<Row> counts(Dataset<Row> pairs, Dataset<Row> events) {
    Dataset<Row> viewed =
        events
            .where(col(EVENT_TYPE).equalTo(Events.VIEW))
            .select(Events.visit().as(VISIT), col(PRODUCT_ID))
            .distinct();
    Dataset<Row> substituteViewed =
        viewed.select(col(VISIT), col(PRODUCT_ID).as(SUBSTITUTE_PRODUCT_ID));
    return pairs
        .join(viewed, PRODUCT_ID)
        .join(substituteViewed, new String[] {VISIT, SUBSTITUTE_PRODUCT_ID})
        .groupBy(PRODUCT_ID, SUBSTITUTE_PRODUCT_ID)
        .agg(count(lit(1)).as(VIEWED_TOGETHER_COUNT));
  }

  private ViewedTogether() {}
}
