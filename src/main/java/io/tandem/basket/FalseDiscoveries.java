package io.tandem.basket;

import static io.tandem.table.Columns.LOG10_P;
import static io.tandem.table.Columns.Q_VALUE;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The false discovery rate of Benjamini &amp; Hochberg 1995. Rules are judged by length; their
 * family is every rule that could have been found: each frequent itemset of one product less, with
 * each other frequent product; what was not frequent counts with p = 1.
 */
final class FalseDiscoveries {
  private static final String PLACE = "place";
  private static final String SCALED = "scaled";

  /**
   * Adds q_value to rules.
   *
   * @param candidates log10_p and the rule's length, before any filter by confidence; of length 2
   *     both directions of each pair, which share one p
   * @param length how many products the rule has in all
   * @param itemsetCounts by length: how many itemsets are frequent
   */
  static Dataset<Row> judge(
      Dataset<Row> candidates, Column length, Map<Integer, Long> itemsetCounts) {
    Column rowsOfATest = when(length.equalTo(2), 2).otherwise(1);
    return judge(candidates, length, rowsOfATest, family(length, itemsetCounts));
  }

  /**
   * Adds q_value to the rows of any tests.
   *
   * @param tests log10_p
   * @param group what is judged by itself; of each group all rows are in one task
   * @param rowsOfATest how many rows stand for one test and share its p
   * @param family how many tests there were in all, those without a row included
   */
  static Dataset<Row> judge(Dataset<Row> tests, Column group, Column rowsOfATest, Column family) {
    WindowSpec bestFirst = Window.partitionBy(group).orderBy(LOG10_P);
    WindowSpec fromTheWorst =
        Window.partitionBy(group)
            .orderBy(col(PLACE).desc())
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    // The place of a test is that of the last of its rows.
    Column place = ceil(row_number().over(bestFirst).divide(rowsOfATest));
    return tests
        .withColumn(PLACE, place)
        .withColumn(SCALED, col(LOG10_P).plus(log10(family.divide(col(PLACE)))))
        .withColumn(Q_VALUE, least(lit(1.0), pow(lit(10.0), min(col(SCALED)).over(fromTheWorst))))
        .drop(PLACE, SCALED);
  }

  /** Adds q_value to tests of one p each, all of which have a row. */
  static Dataset<Row> ofOneFamily(Dataset<Row> tests) {
    Column one = lit(1);
    return judge(tests, one, one, count(one).over(Window.partitionBy(one)));
  }

  /** m₂ = I(I−1)/2, m_k = |L_{k−1}|·(I−k+1), of I frequent products and |L_k| itemsets. */
  private static Column family(Column length, Map<Integer, Long> itemsetCounts) {
    double products = itemsetCounts.getOrDefault(1, 0L);
    Column size = lit(products * (products - 1) / 2);
    for (Map.Entry<Integer, Long> shorter : itemsetCounts.entrySet()) {
      int k = shorter.getKey() + 1;
      if (k > 2) {
        double family = shorter.getValue() * (products - k + 1);
        size = when(length.equalTo(k), lit(family)).otherwise(size);
      }
    }
    return size;
  }

  private FalseDiscoveries() {}
}
