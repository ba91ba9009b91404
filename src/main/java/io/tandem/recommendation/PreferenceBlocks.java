package io.tandem.recommendation;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.RowBlocks;
import java.io.Serializable;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;

/**
 * Preferences in compressed rows: what each user prefers, users dealt to blocks, one block per
 * partition. Holds cached data until it is closed.
 */
public final class PreferenceBlocks implements AutoCloseable {
  /** Preferences that one task may hold. */
  private static final long MOST_IN_A_BLOCK = 1L << 25;

  /** With fewer, blocks spend more time on writing to each other than on computing. */
  private static final long FEWEST_IN_A_BLOCK = 10_000;

  private final RowBlocks users;
  private final RowBlocks items;
  private final JavaRDD<Block> rows;

  private PreferenceBlocks(RowBlocks users, RowBlocks items, JavaRDD<Block> rows) {
    this.users = users;
    this.items = items;
    this.rows = rows;
  }

  /**
   * Some users' preferences.
   *
   * @param number of the block
   * @param preferences a row per user, by its place in the block; columns are items, ascending
   */
  public record Block(int number, CompressedRows preferences) implements Serializable {}

  /**
   * Deals preferences to as many blocks as the cluster has cores; to fewer where they would be too
   * small, to more where they would be too large.
   *
   * @param preferences user (int), item (int), weight (float), each pair once. A weight of zero or
   *     less is no preference
   * @param count how many there are
   * @param users their numbers are below this
   * @param items the same for items
   */
  public static PreferenceBlocks of(Dataset<Row> preferences, long count, int users, int items) {
    int cores = preferences.sparkSession().sparkContext().defaultParallelism();
    long blocks = Math.min(cores, count / FEWEST_IN_A_BLOCK + 1);
    return of(
        preferences, users, items, Math.toIntExact(Math.max(blocks, count / MOST_IN_A_BLOCK + 1)));
  }

  /** The same with so many blocks; no result depends on their number. */
  static PreferenceBlocks of(Dataset<Row> preferences, int users, int items, int blocks) {
    RowBlocks userBlocks = new RowBlocks(users, blocks);
    RowBlocks itemBlocks = new RowBlocks(items, blocks);
    // Spark's own rows: nothing need be made of a preference but three numbers.
    JavaRDD<InternalRow> read =
        preferences
            .select(Factorization.USER, Factorization.ITEM, Factorization.WEIGHT)
            .queryExecution()
            .toRdd()
            .toJavaRDD();
    JavaRDD<Block> rows =
        read.mapPartitionsToPair(part -> new PreferencePacks(userBlocks, part))
            .partitionBy(new HashPartitioner(blocks))
            .mapPartitionsWithIndex(
                (block, packs) -> PreferencePacks.unpack(block, userBlocks, packs), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new PreferenceBlocks(userBlocks, itemBlocks, rows);
  }

  /** How users are dealt to blocks. */
  public RowBlocks users() {
    return users;
  }

  /** How items are. */
  public RowBlocks items() {
    return items;
  }

  /** The blocks; partition b holds block b. */
  public JavaRDD<Block> rows() {
    return rows;
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
