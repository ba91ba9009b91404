package io.tandem.evaluation;

import static io.tandem.evaluation.HiddenProducts.HIDDEN;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of the questions: at which rank, and on which evidence, a model named the hidden
 * product. One row per cart: order_id, rank, evidence_level; both null where it did not.
 */
final class Answers {
  /**
   * Holds guesses against what was hidden.
   *
   * @param hidden as of {@link HiddenProducts}
   * @param guesses order_id, rank (from 1), product_id (once per order), evidence_level
   */
  static Dataset<Row> of(Dataset<Row> hidden, Dataset<Row> guesses) {
    Dataset<Row> named =
        guesses.select(col(ORDER_ID), col(PRODUCT_ID).as(HIDDEN), col(RANK), col(EVIDENCE_LEVEL));
    return hidden
        .join(named, new String[] {ORDER_ID, HIDDEN}, "left")
        .select(ORDER_ID, RANK, EVIDENCE_LEVEL);
  }

  private Answers() {}
}
