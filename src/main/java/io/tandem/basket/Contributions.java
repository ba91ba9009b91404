package io.tandem.basket;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.ORDER_COUNT_ANTECEDENT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.UNPROMPTED_CUSTOMER_COUNT;
import static io.tandem.table.Columns.UNPROMPTED_ORDER_COUNT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.tandem.statistics.Hypergeometric;
import io.tandem.statistics.MantelHaenszel;
import io.tandem.table.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the products of a longer antecedent add to the rule: held against the rules with fewer of
 * them (Webb 2007). One row per rule with two products or more in its antecedent.
 *
 * <p>Webb's test asks whether, among the baskets with the other products, those that hold this one
 * as well hold the consequent more often. But they are also the larger ones, which hold more of
 * everything: where a pair belongs together and baskets differ in size, any third product seems to
 * contribute. So the test is made a second time, among baskets of equal size.
 */
final class Contributions {
  /** The best confidence of an antecedent with fewer products, but not none. */
  static final String BEST_SHORTER_CONFIDENCE = "best_shorter_confidence";

  /**
   * The largest p-value, over the products of the antecedent, that leaving one out explains: log10
   * of the hypergeometric tail of the rule's baskets within those that hold the other products.
   */
  static final String CONTRIBUTION_LOG10_P = "contribution_log10_p";

  /**
   * The same given the size of the basket: log10 of the tail of {@link MantelHaenszel}'s test, its
   * strata the sizes. Orders of one customer are not independent of each other, so it is multiplied
   * by the rule's customers per order: the logarithm of a tail grows with the number of independent
   * observations (Cramér 1938).
   */
  static final String SIZED_CONTRIBUTION_LOG10_P = "sized_contribution_log10_p";

  private static final String SHORTER = "shorter";
  private static final String SHORTER_COUNT = "shorter_count";
  private static final String SHORTER_BOTH = "shorter_both";
  private static final String SHORTER_BY_SIZE = "shorter_by_size";
  private static final String SHORTER_BOTH_BY_SIZE = "shorter_both_by_size";

  /** All parts of a sorted set but none and all of it: sorted sets too. */
  private static final UserDefinedFunction PROPER_PARTS =
      udf(
          (UDF1<Seq<String>, List<String[]>>) set -> properParts(CollectionConverters.asJava(set)),
          DataTypes.createArrayType(Types.STRINGS));

  private static final UserDefinedFunction TAIL =
      udf((UDF4<Long, Long, Long, Long, Double>) Hypergeometric::log10Tail, DataTypes.DoubleType);

  private static final UserDefinedFunction SIZED_TAIL =
      udf(
          (UDF5<Long, Long, Seq<Integer>, Seq<Integer>, Seq<Integer>, Double>)
              (orders, customers, with, without, both) ->
                  orders == 0
                      ? 0.0
                      : bySize(
                                  CollectionConverters.asJava(with),
                                  CollectionConverters.asJava(without),
                                  CollectionConverters.asJava(both))
                              .log10Tail(orders)
                          * customers
                          / orders,
          DataTypes.DoubleType);

  /**
   * Of all candidate rules, for the parts of an antecedent are antecedents themselves.
   *
   * @param candidates antecedent, consequent, order_count_antecedent, order_count_both,
   *     unprompted_order_count, unprompted_customer_count, antecedent_by_size, both_by_size
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
                col(UNPROMPTED_ORDER_COUNT),
                col(UNPROMPTED_CUSTOMER_COUNT),
                col(RuleTests.ANTECEDENT_BY_SIZE),
                explode(PROPER_PARTS.apply(col(ANTECEDENT))).as(SHORTER));
    Dataset<Row> shorter =
        candidates.select(
            col(ANTECEDENT).as(SHORTER),
            col(CONSEQUENT),
            col(ORDER_COUNT_ANTECEDENT).as(SHORTER_COUNT),
            col(ORDER_COUNT_BOTH).as(SHORTER_BOTH),
            col(RuleTests.ANTECEDENT_BY_SIZE).as(SHORTER_BY_SIZE),
            col(RuleTests.BOTH_BY_SIZE).as(SHORTER_BOTH_BY_SIZE));
    Column confidence = col(SHORTER_BOTH).cast(DataTypes.DoubleType).divide(col(SHORTER_COUNT));
    Column lacksOne = size(col(SHORTER)).equalTo(size(col(ANTECEDENT)).minus(1));
    Column tail =
        TAIL.apply(
            col(SHORTER_COUNT),
            col(ORDER_COUNT_ANTECEDENT),
            col(SHORTER_BOTH),
            col(ORDER_COUNT_BOTH));
    Column sizedTail =
        SIZED_TAIL.apply(
            col(UNPROMPTED_ORDER_COUNT),
            col(UNPROMPTED_CUSTOMER_COUNT),
            col(RuleTests.ANTECEDENT_BY_SIZE),
            col(SHORTER_BY_SIZE),
            col(SHORTER_BOTH_BY_SIZE));
    return longer
        .join(shorter, new String[] {SHORTER, CONSEQUENT})
        .groupBy(ANTECEDENT, CONSEQUENT)
        .agg(
            max(confidence).as(BEST_SHORTER_CONFIDENCE),
            max(when(lacksOne, tail)).as(CONTRIBUTION_LOG10_P),
            max(when(lacksOne, sizedTail)).as(SIZED_CONTRIBUTION_LOG10_P));
  }

  /**
   * The product left out and the consequent, among baskets of each size with the shorter
   * antecedent. Each a list of size, count, size, count, and so on, sizes ascending.
   *
   * @param with unprompted baskets with the whole antecedent
   * @param without unprompted baskets with the shorter one
   * @param both unprompted baskets with the shorter one and the consequent
   */
  private static MantelHaenszel bySize(
      List<Integer> with, List<Integer> without, List<Integer> both) {
    MantelHaenszel sizes = new MantelHaenszel();
    int atWithout = 0;
    int atBoth = 0;
    for (int i = 0; i < with.size(); i += 2) {
      int size = with.get(i);
      atWithout = seek(without, atWithout, size);
      atBoth = seek(both, atBoth, size);
      if (atBoth < both.size() && both.get(atBoth) == size) {
        sizes.add(without.get(atWithout + 1), with.get(i + 1), both.get(atBoth + 1));
      }
    }
    return sizes;
  }

  /** Where the list first names this size or a larger one. */
  private static int seek(List<Integer> counts, int from, int size) {
    int at = from;
    while (at < counts.size() && counts.get(at) < size) {
      at += 2;
    }
    return at;
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
