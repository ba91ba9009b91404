package io.tandem.retention;

import static io.tandem.retention.BlockedLikelihood.BLOCKS;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.FREQUENCY;
import static io.tandem.table.Columns.MONETARY_VALUE;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import io.tandem.retention.lifetime.Likelihoods;
import io.tandem.retention.lifetime.MaximumLikelihood;
import io.tandem.retention.lifetime.MaximumLikelihood.Fit;
import io.tandem.retention.lifetime.PurchaseCounts;
import io.tandem.retention.lifetime.SpentAmounts;
import io.tandem.retention.lifetime.Starts;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Fits the models of lifetime value to customers in a cluster. */
final class LifetimeModels {
  private static final String BLOCK = "block";
  private static final String MEMBERS = "members";

  /**
   * BG/NBD in days, on customers counted by exactly equal histories.
   *
   * @param histories frequency, recency_days, age_days, a row per customer
   */
  static Fit bgNbd(Dataset<Row> histories, double meanAge) {
    Column[] history = {col(FREQUENCY), col(PurchaseHistories.RECENCY), col(PurchaseHistories.AGE)};
    Dataset<Row> blocks =
        inBlocks(
            histories.groupBy(history).agg(count(lit(1)).as("customers")),
            pmod(xxhash64(history), lit(BLOCKS)),
            struct(history[0], history[1], history[2], col("customers")));
    try (BlockedLikelihood<PurchaseCounts> likelihood =
        new BlockedLikelihood<>(
            blocks.javaRDD().map(row -> new Tuple2<>(row.getInt(0), counts(row.getList(1)))),
            Likelihoods::bgNbd)) {
      return MaximumLikelihood.of(likelihood, Starts.bgNbd(meanAge));
    }
  }

  /**
   * Gamma-Gamma, on repeat customers.
   *
   * @param spent customer_id, frequency (1 or more), monetary_value (above 0)
   */
  static Fit gammaGamma(Dataset<Row> spent, double meanValue) {
    Dataset<Row> blocks =
        inBlocks(
            spent,
            pmod(xxhash64(col(CUSTOMER_ID)), lit(BLOCKS)),
            struct(col(FREQUENCY), col(MONETARY_VALUE).cast("double").as(MONETARY_VALUE)));
    try (BlockedLikelihood<SpentAmounts> likelihood =
        new BlockedLikelihood<>(
            blocks.javaRDD().map(row -> new Tuple2<>(row.getInt(0), amounts(row.getList(1)))),
            Likelihoods::gammaGamma)) {
      return MaximumLikelihood.of(likelihood, Starts.gammaGamma(meanValue));
    }
  }

  private static Dataset<Row> inBlocks(Dataset<Row> rows, Column block, Column member) {
    return rows.groupBy(block.cast("int").as(BLOCK))
        .agg(array_sort(collect_list(member)).as(MEMBERS));
  }

  private static PurchaseCounts counts(List<Row> members) {
    int n = members.size();
    PurchaseCounts counts =
        new PurchaseCounts(new int[n], new double[n], new double[n], new long[n]);
    for (int i = 0; i < n; i++) {
      Row member = members.get(i);
      counts.frequency()[i] = member.getInt(0);
      counts.recency()[i] = member.getInt(1);
      counts.age()[i] = member.getInt(2);
      counts.customers()[i] = member.getLong(3);
    }
    return counts;
  }

  private static SpentAmounts amounts(List<Row> members) {
    int n = members.size();
    SpentAmounts amounts = new SpentAmounts(new int[n], new double[n]);
    for (int i = 0; i < n; i++) {
      amounts.frequency()[i] = members.get(i).getInt(0);
      amounts.value()[i] = members.get(i).getDouble(1);
    }
    return amounts;
  }

  private LifetimeModels() {}
}
