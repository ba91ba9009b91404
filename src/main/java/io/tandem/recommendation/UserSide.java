package io.tandem.recommendation;

import io.tandem.recommendation.PreferenceBlocks.Block;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.Gram;
import io.tandem.recommendation.als.LeastSquares;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/** The users of a factorization: their factors stay in the partitions of their preferences. */
final class UserSide implements AutoCloseable {
  private static final int FEW_BLOCKS = 64;

  private final JavaSparkContext context;
  private final PreferenceBlocks preferences;
  private final AlsSettings settings;
  private JavaRDD<FactorRows> factors;

  /** Users without factors: their first half of a sweep begins with zeros. */
  UserSide(PreferenceBlocks preferences, AlsSettings settings) {
    this.context = JavaSparkContext.fromSparkContext(preferences.rows().context());
    this.preferences = preferences;
    this.settings = settings;
    int width = settings.factors();
    this.factors =
        preferences.rows().map(block -> FactorRows.zero(block.preferences().count(), width));
  }

  /** What stands still while users move. */
  private record Items(FactorRows factors, Gram gram) implements Serializable {}

  /** Moves the users' factors towards what fits the items' best, and tells their Gram matrix. */
  Gram move(FactorRows items, Gram itemGram) {
    // It stays: a lost block is computed again from all that it was computed from.
    Broadcast<Items> still = context.broadcast(new Items(items, itemGram));
    LeastSquares.Confidence confidence = settings.confidence();
    JavaRDD<FactorRows> before = factors;
    factors =
        preferences
            .rows()
            .zipPartitions(
                before,
                (blocks, rows) ->
                    List.of(moved(blocks.next(), rows.next().copy(), still.value(), confidence))
                        .iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    int chunk = preferences.users().chunk();
    JavaRDD<Gram> parts = factors.map(rows -> Gram.of(rows, chunk));
    // Adding up in the executors takes Spark longer to prepare than a few small matrices to travel.
    Gram gram =
        preferences.users().blocks() <= FEW_BLOCKS
            ? parts.collect().stream().reduce(Gram::plus).orElseThrow()
            : parts.treeReduce(Gram::plus);
    before.unpersist();
    return gram;
  }

  private static FactorRows moved(
      Block block, FactorRows rows, Items items, LeastSquares.Confidence confidence) {
    new LeastSquares(confidence, TandemAls.STEPS)
        .solve(block.preferences(), items.factors(), items.gram(), rows);
    return rows;
  }

  /** Where the users' factors stand; partition b holds block b. */
  JavaRDD<FactorRows> factors() {
    return factors;
  }

  @Override
  public void close() {
    factors.unpersist();
  }
}
