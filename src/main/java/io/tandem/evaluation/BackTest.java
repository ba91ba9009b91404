package io.tandem.evaluation;

import static io.tandem.table.Columns.BASKET_COUNT;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.CrossSellEvaluation.CROSS_SELL_EVALUATION;
import static io.tandem.table.CrossSellEvaluation.K;
import static io.tandem.table.CrossSellEvaluation.METRIC;
import static io.tandem.table.CrossSellEvaluation.MODEL;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How well models guess hidden products: hit rate and mean reciprocal rank of the first 1, 5 and 10
 * guesses, for each model over the same carts.
 */
public final class BackTest {
  /** How many guesses count. */
  static final List<Integer> CUTOFFS = List.of(1, 5, 10);

  /** Guesses beyond this rank are not looked at. */
  public static final int LONGEST_LIST = 10;

  /** Hits on whatever evidence. */
  static final String ALL = "all";

  private static final List<Metric> METRICS = List.of(new HitRate(), new MeanReciprocalRank());
  private static final String JUDGED = "judged";

  private final Dataset<Row> hidden;

  /**
   * @param hidden as of {@link HiddenProducts}; read once per model
   */
  public BackTest(Dataset<Row> hidden) {
    this.hidden = hidden;
  }

  /**
   * Rows of {@code cross_sell_evaluation}: each metric at each k.
   *
   * @param model what the table calls it
   * @param guesses from carts (order_id, products) to guesses (order_id, rank, product_id,
   *     evidence_level)
   * @param evidenceLevels those that have rows of their own, beside that of all hits
   */
  public Dataset<Row> judge(
      String model, UnaryOperator<Dataset<Row>> guesses, List<String> evidenceLevels) {
    Dataset<Row> carts = hidden.select(ORDER_ID, PRODUCTS);
    Column[] counts = counts(evidenceLevels).toArray(Column[]::new);
    return Answers.of(hidden, guesses.apply(carts))
        .agg(count(lit(1)).as(BASKET_COUNT), counts)
        .select(col(BASKET_COUNT), inline(array(metrics(evidenceLevels).toArray(Column[]::new))))
        .select(
            lit(model).as(MODEL),
            col(METRIC),
            col(K),
            col(EVIDENCE_LEVEL),
            col(JUDGED + ".*"),
            col(BASKET_COUNT))
        .transform(CROSS_SELL_EVALUATION::shape);
  }

  /** In how many carts the hidden product stood at each rank, on any evidence and on each level. */
  private static List<Column> counts(List<String> evidenceLevels) {
    List<Column> counts = new ArrayList<>();
    for (int rank = 1; rank <= LONGEST_LIST; rank++) {
      Column isAtRank = col(RANK).equalTo(rank);
      counts.add(count_if(isAtRank).as(hits(ALL, rank)));
      for (String level : evidenceLevels) {
        Column isOfLevel = col(EVIDENCE_LEVEL).equalTo(level);
        counts.add(count_if(isAtRank.and(isOfLevel)).as(hits(level, rank)));
      }
    }
    return counts;
  }

  private static List<Column> metrics(List<String> evidenceLevels) {
    List<String> levels = new ArrayList<>(List.of(ALL));
    levels.addAll(evidenceLevels);
    List<Column> rows = new ArrayList<>();
    for (Metric metric : METRICS) {
      for (int k : CUTOFFS) {
        for (String level : levels) {
          Column[] hits =
              IntStream.rangeClosed(1, LONGEST_LIST)
                  .mapToObj(rank -> col(hits(level, rank)))
                  .toArray(Column[]::new);
          rows.add(
              struct(
                  lit(metric.named()).as(METRIC),
                  lit(k).as(K),
                  lit(level).as(EVIDENCE_LEVEL),
                  metric.at(k, hits, col(BASKET_COUNT)).as(JUDGED)));
        }
      }
    }
    return rows;
  }

  private static String hits(String level, int rank) {
    return "%s_%d".formatted(level, rank);
  }
}
