package io.tandem.report;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.IS_SIGNIFICANT;
import static io.tandem.table.Columns.ORDER_COUNT_ANTECEDENT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.SEASON_ADJUSTED_LIFT_LOWER;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT_LOWER;
import static io.tandem.table.Columns.TOP_CUSTOMER_SHARE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The rules that the page shows, and how many there are.
 *
 * @param total all published rules
 * @param significant those that are more than chance
 * @param strongest at most 15 of these, each set of products once, by how many times as often as
 *     expected at the least; what is one season's or mostly one customer's is not among them
 */
record Rules(long total, long significant, List<Rule> strongest) {
  private static final int SHOWN = 15;
  private static final String DIRECTION = "direction";
  private static final String ITEMSET = "itemset";

  /** Who has the antecedent in the basket often has the consequent in it too. */
  record Rule(
      List<String> antecedent,
      String consequent,
      double lift,
      double confidence,
      long ordersWithBoth,
      long ordersWithAntecedent) {}

  static Rules read(Dataset<Row> associationRules) {
    // The directions of one itemset tell the same story: the surest stays, then the most confident.
    Dataset<Row> strongest =
        associationRules
            .where(
                col(IS_SIGNIFICANT)
                    .and(col(SEASON_ADJUSTED_LIFT_LOWER).gt(1))
                    .and(col(TOP_CUSTOMER_SHARE).leq(0.5)))
            .withColumn(ITEMSET, array_sort(array_union(col(ANTECEDENT), array(col(CONSEQUENT)))))
            .withColumn(
                DIRECTION,
                row_number()
                    .over(
                        Window.partitionBy(ITEMSET)
                            .orderBy(
                                col(SIZE_ADJUSTED_LIFT_LOWER).desc(),
                                col(CONFIDENCE).desc(),
                                col(CONSEQUENT))))
            .where(col(DIRECTION).equalTo(1))
            .orderBy(
                col(SIZE_ADJUSTED_LIFT_LOWER).desc(), col(ORDER_COUNT_BOTH).desc(), col(ITEMSET))
            .limit(SHOWN);
    Cells counts =
        Cells.collect(
                "how many rules there are",
                associationRules.agg(
                    count(lit(1)).as("rules"), count_if(col(IS_SIGNIFICANT)).as("significant")))
            .get(0);
    return new Rules(
        counts.count("rules"),
        counts.count("significant"),
        Cells.collect("what is bought together", strongest).stream()
            .map(
                row ->
                    new Rule(
                        row.texts(ANTECEDENT),
                        row.text(CONSEQUENT),
                        row.number(SIZE_ADJUSTED_LIFT),
                        row.number(CONFIDENCE),
                        row.count(ORDER_COUNT_BOTH),
                        row.count(ORDER_COUNT_ANTECEDENT)))
            .toList());
  }
}
