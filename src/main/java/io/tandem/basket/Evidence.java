package io.tandem.basket;

import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.TOP_CUSTOMER_SHARE;
import static io.tandem.table.Columns.UNPROMPTED_CUSTOMER_COUNT;
import static io.tandem.table.Columns.UNPROMPTED_ORDER_COUNT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.size;

import io.tandem.table.Types;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;

/**
 * What speaks for an itemset beyond the number of its baskets: whose baskets they are, whether
 * customers chose the products by themselves, and of which sizes and months the baskets are.
 * Counted the way itemsets are mined, group by group, whichever engine found them.
 */
final class Evidence {
  /** Unprompted baskets with the itemset: size, count, size, count, and so on. */
  static final String COUNTS_BY_SIZE = "counts_by_size";

  /** Unprompted baskets with the itemset: month from the first, count, and so on. */
  static final String COUNTS_BY_MONTH = "counts_by_month";

  private static final StructType SCHEMA =
      new StructType()
          .add(PRODUCTS, Types.STRINGS, false)
          .add(PRODUCT_COUNT, DataTypes.IntegerType, false)
          .add(ORDER_COUNT, DataTypes.LongType, false)
          .add(CUSTOMER_COUNT, DataTypes.LongType, false)
          .add(TOP_CUSTOMER_SHARE, DataTypes.DoubleType, false)
          .add(UNPROMPTED_ORDER_COUNT, DataTypes.LongType, false)
          .add(UNPROMPTED_CUSTOMER_COUNT, DataTypes.LongType, false)
          .add(COUNTS_BY_SIZE, Types.INTS, false)
          .add(COUNTS_BY_MONTH, Types.INTS, false);

  /**
   * The itemsets with their evidence.
   *
   * @param itemsets products, order_count; materialized by the caller, for it is read twice
   * @param baskets what they were mined from: products, unprompted, buyer, month
   */
  static Dataset<Row> of(
      Dataset<Row> itemsets, Dataset<Row> baskets, EvidenceStrata strata, TaskMemory memory) {
    SparkSession spark = baskets.sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    ProductNumbers numbers = numbers(itemsets);
    ProductGroups groups = ProductGroups.deal(numbers, context.defaultParallelism());
    Broadcast<ProductNumbers> shared = context.broadcast(numbers);
    JavaPairRDD<Integer, int[]> grouped =
        itemsets
            .select(PRODUCTS)
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitionsToPair(part -> grouped(part, shared.value(), groups))
            .partitionBy(groups);
    JavaPairRDD<Integer, int[]> blocks =
        baskets
            .select(PRODUCTS, Baskets.UNPROMPTED, Baskets.BUYER, Baskets.MONTH)
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitionsToPair(
                part ->
                    new GroupBlocks(
                        groups,
                        new ObservedBaskets(
                            shared.value(),
                            strata.firstMonth(),
                            groups.numPartitions(),
                            memory.budget()),
                        part))
            .partitionBy(groups);
    JavaRDD<Row> counted =
        grouped.zipPartitions(
            blocks,
            (sets, observed) -> new ObservedGroup(shared.value(), strata, memory, sets, observed));
    return spark.createDataFrame(counted, SCHEMA);
  }

  /** Every product of an itemset is an itemset itself. */
  private static ProductNumbers numbers(Dataset<Row> itemsets) {
    Map<UTF8String, Long> counts = new HashMap<>();
    itemsets
        .where(size(col(PRODUCTS)).equalTo(1))
        .select(element_at(col(PRODUCTS), 1), col(ORDER_COUNT))
        .collectAsList()
        .forEach(row -> counts.put(UTF8String.fromString(row.getString(0)), row.getLong(1)));
    return ProductNumbers.of(counts, 1);
  }

  /** The numbers of an itemset's products, the least frequent first, under its group. */
  private static Iterator<Tuple2<Integer, int[]>> grouped(
      Iterator<InternalRow> itemsets, ProductNumbers numbers, ProductGroups groups) {
    ProductIndex index = numbers.index();
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(itemsets, 0), false)
        .map(itemset -> descending(itemset.getArray(0), index))
        .map(products -> new Tuple2<>(groups.group(products[0]), products))
        .iterator();
  }

  private static int[] descending(ArrayData products, ProductIndex index) {
    return IntStream.range(0, products.numElements())
        .map(i -> -index.number(products.getUTF8String(i)))
        .sorted()
        .map(number -> -number)
        .toArray();
  }

  private Evidence() {}
}
