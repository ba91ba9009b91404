package io.tandem.report;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.LIFT;
import static io.tandem.table.Columns.ORDER_COUNT_ANTECEDENT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
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
 * @param strongest at most 15, each set of products once, by lift
 */
record Rules(long total, List<Rule> strongest) {
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
    // The directions of one itemset tell the same story: the one with more confidence stays.
    Dataset<Row> strongest =
        associationRules
            .withColumn(ITEMSET, array_sort(array_union(col(ANTECEDENT), array(col(CONSEQUENT)))))
            .withColumn(
                DIRECTION,
                row_number()
                    .over(
                        Window.partitionBy(ITEMSET)
                            .orderBy(col(LIFT).desc(), col(CONFIDENCE).desc(), col(CONSEQUENT))))
            .where(col(DIRECTION).equalTo(1))
            .orderBy(col(LIFT).desc(), col(ORDER_COUNT_BOTH).desc(), col(ITEMSET))
            .limit(SHOWN);
    return new Rules(
        Cells.collect("how many rules there are", associationRules.agg(count(lit(1)).as("rules")))
            .get(0)
            .count("rules"),
        Cells.collect("what is bought together", strongest).stream()
            .map(
                row ->
                    new Rule(
                        row.texts(ANTECEDENT),
                        row.text(CONSEQUENT),
                        row.number(LIFT),
                        row.number(CONFIDENCE),
                        row.count(ORDER_COUNT_BOTH),
                        row.count(ORDER_COUNT_ANTECEDENT)))
            .toList());
  }
}
