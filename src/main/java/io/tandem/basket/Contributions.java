package io.tandem.basket;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.ORDER_COUNT_ANTECEDENT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.tandem.statistics.Hypergeometric;
import io.tandem.table.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the products of a longer antecedent add to the rule: held against the rules with fewer of
 * them (Webb 2007). One row per rule with two products or more in its antecedent.
 */
final class Contributions {
  /** The best confidence of an antecedent with fewer products, but not none. */
  static final String BEST_SHORTER_CONFIDENCE = "best_shorter_confidence";

  /**
   * The largest p-value, over the products of the antecedent, that leaving one out explains: log10
   * of the hypergeometric tail of the rule's baskets within those that hold the other products.
   */
  static final String CONTRIBUTION_LOG10_P = "contribution_log10_p";

  private static final String SHORTER = "shorter";
  private static final String SHORTER_COUNT = "shorter_count";
  private static final String SHORTER_BOTH = "shorter_both";

  /** All parts of a sorted set but none and all of it: sorted sets too. */
  private static final UserDefinedFunction PROPER_PARTS =
      udf(
          (UDF1<Seq<String>, List<String[]>>) set -> properParts(CollectionConverters.asJava(set)),
          DataTypes.createArrayType(Types.STRINGS));

  private static final UserDefinedFunction TAIL =
      udf((UDF4<Long, Long, Long, Long, Double>) Hypergeometric::log10Tail, DataTypes.DoubleType);

  /**
   * Of all candidate rules, for the parts of an antecedent are antecedents themselves.
   *
   * @param candidates antecedent, consequent, order_count_antecedent, order_count_both
   */
  static Dataset<Row> of(Dataset<Row> candidates) {
    Dataset<Row> longer =
        candidates
            .where(size(col(ANTECEDENT)).gt(1))
            .select(
                col(ANTECEDENT),
                col(CONSEQUENT),
                col(ORDER_COUNT_ANTECEDENT),
                col(ORDER_COUNT_BOTH),
                explode(PROPER_PARTS.apply(col(ANTECEDENT))).as(SHORTER));
    Dataset<Row> shorter =
        candidates.select(
            col(ANTECEDENT).as(SHORTER),
            col(CONSEQUENT),
            col(ORDER_COUNT_ANTECEDENT).as(SHORTER_COUNT),
            col(ORDER_COUNT_BOTH).as(SHORTER_BOTH));
    Column confidence = col(SHORTER_BOTH).cast(DataTypes.DoubleType).divide(col(SHORTER_COUNT));
    Column tail =
        when(
            size(col(SHORTER)).equalTo(size(col(ANTECEDENT)).minus(1)),
            TAIL.apply(
                col(SHORTER_COUNT),
                col(ORDER_COUNT_ANTECEDENT),
                col(SHORTER_BOTH),
                col(ORDER_COUNT_BOTH)));
    return longer
        .join(shorter, new String[] {SHORTER, CONSEQUENT})
        .groupBy(ANTECEDENT, CONSEQUENT)
        .agg(max(confidence).as(BEST_SHORTER_CONFIDENCE), max(tail).as(CONTRIBUTION_LOG10_P));
  }

  private static List<String[]> properParts(List<String> set) {
    List<String[]> parts = new ArrayList<>();
    for (long chosen = 1; chosen < (1L << set.size()) - 1; chosen++) {
      String[] part = new String[Long.bitCount(chosen)];
      int filled = 0;
      for (int i = 0; i < set.size(); i++) {
        if ((chosen >>> i & 1) == 1) {
          part[filled++] = set.get(i);
        }
      }
      parts.add(part);
    }
    return parts;
  }

  private Contributions() {}
}
