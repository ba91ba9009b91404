package io.tandem.basket;

import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRODUCTS;

import io.tandem.table.Types;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Parallel FP-Growth, after Li et al. 2008, with a kernel of our own. Products are numbered by
 * descending support and the numbers dealt to groups, one per partition. A basket travels to each
 * group that has one of its products after the first, once, and only as far as the last of these; a
 * group then finds every itemset whose least frequent product is its own without asking another.
 */
final class TandemFpGrowth implements ItemsetMiner {
  private static final StructType SCHEMA =
      new StructType()
          .add(PRODUCTS, Types.STRINGS, false)
          .add(ORDER_COUNT, DataTypes.LongType, false);

  private final TaskMemory memory;
  private final long maxItemsets;

  /**
   * @param memory what one task may fill
   * @param maxItemsets most itemsets that one task may find
   */
  TandemFpGrowth(TaskMemory memory, long maxItemsets) {
    this.memory = memory;
    this.maxItemsets = maxItemsets;
  }

  /** Baskets are read twice: once now, to count products, and once more at each use. */
  @Override
  public Dataset<Row> mine(Dataset<Row> baskets, double minSupport, int maxLength) {
    SparkSession spark = baskets.sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    // Spark's own rows: a string need not be made of every product of every basket.
    JavaRDD<InternalRow> rows = baskets.select(PRODUCTS).queryExecution().toRdd().toJavaRDD();
    ProductNumbers numbers = ProductCounts.of(rows).frequent(minSupport);
    ProductGroups groups = ProductGroups.deal(numbers, context.defaultParallelism());
    Broadcast<ProductNumbers> shared = context.broadcast(numbers);
    // Tasks are sent what they need, not this object.
    TaskMemory each = memory;
    long most = maxItemsets;
    JavaPairRDD<Integer, int[]> blocks =
        rows.mapPartitionsToPair(
                part ->
                    new GroupBlocks(
                        groups,
                        new CountedBaskets(shared.value(), groups.numPartitions(), each.budget()),
                        part))
            .partitionBy(groups);
    JavaRDD<Row> itemsets =
        blocks.mapPartitionsWithIndex(
            (group, part) ->
                new MinedGroup(shared.value(), groups.members(group), maxLength, most, each, part),
            true);
    return spark.createDataFrame(itemsets, SCHEMA);
  }
}
