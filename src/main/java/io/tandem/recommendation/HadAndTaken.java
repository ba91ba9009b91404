package io.tandem.recommendation;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.lister.TestedCustomers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import scala.Tuple2;

/** What customers had before a day and took from that day on, found where their factors are. */
final class HadAndTaken {
  private static final String DAY = "day";
  private static final String DAYS = "days";
  private static final String FIRST_DAY = "first_day";
  private static final String REPEATS = "repeats";
  private static final String CHANCES = "chances";
  private static final String REPEAT_SHARE = "repeat_share";

  /** Purchases that the shop's share of repeats is worth beside a customer's own. */
  private static final double PRIOR_PURCHASES = 5;

  /**
   * The customers of a model who took something, block by block; partition b holds those of block
   * b.
   *
   * @param had purchases before the day, customers' and guests'
   * @param taken purchases from then on
   */
  static JavaRDD<TestedCustomers> of(Model model, Dataset<Row> had, Dataset<Row> taken) {
    Dataset<Row> products =
        taken
            .where(col(CUSTOMER_ID).isNotNull())
            .groupBy(CUSTOMER_ID)
            .agg(collect_set(col(PRODUCT_ID)).as(PRODUCTS));
    return placed(model, products.join(histories(had, products), CUSTOMER_ID));
  }

  /**
   * customer_id, order_count, repeat_share. The share: of a customer's purchases after the first
   * day, those of a product bought before; shrunk to what it is over all.
   */
  private static Dataset<Row> histories(Dataset<Row> purchases, Dataset<Row> customers) {
    Dataset<Row> days =
        purchases
            .join(customers.select(CUSTOMER_ID), CUSTOMER_ID)
            .withColumn(DAY, to_date(col(ORDERED_AT)));
    Dataset<Row> orders =
        days.groupBy(CUSTOMER_ID).agg(count_distinct(col(ORDER_ID)).as(ORDER_COUNT));
    Dataset<Row> counted =
        days.groupBy(CUSTOMER_ID, PRODUCT_ID)
            .agg(count_distinct(col(DAY)).as(DAYS), min(DAY).as(DAY))
            .withColumn(FIRST_DAY, min(DAY).over(Window.partitionBy(CUSTOMER_ID)))
            .groupBy(CUSTOMER_ID)
            .agg(
                sum(DAYS).minus(count(lit(1))).as(REPEATS),
                sum(DAYS).minus(count(when(col(DAY).equalTo(col(FIRST_DAY)), 1))).as(CHANCES))
            .localCheckpoint(); // Of the customers who are judged; read twice.
    Row all = counted.agg(coalesce(sum(REPEATS), lit(0L)), coalesce(sum(CHANCES), lit(0L))).head();
    double prior = all.getLong(1) == 0 ? 0 : (double) all.getLong(0) / all.getLong(1);
    // A name of its own: without adaptive execution Spark cannot tell the checkpoint's from the
    // orders'.
    return orders
        .join(counted.withColumn(CUSTOMER_ID, col(CUSTOMER_ID).as(CUSTOMER_ID)), CUSTOMER_ID)
        .withColumn(
            REPEAT_SHARE,
            col(REPEATS).plus(PRIOR_PURCHASES * prior).divide(col(CHANCES).plus(PRIOR_PURCHASES)));
  }

  /** A customer at a place of a block. */
  private record Tested(int place, int[] taken, int orderCount, double repeatShare)
      implements Serializable {
    static Tested of(int place, Row row, Map<String, Integer> items) {
      return new Tested(
          place,
          row.<String>getList(1).stream()
              .mapToInt(product -> items.getOrDefault(product, -1))
              .sorted()
              .toArray(),
          Math.toIntExact(row.getLong(2)),
          row.getDouble(3));
    }
  }

  private static JavaRDD<TestedCustomers> placed(Model model, Dataset<Row> customers) {
    String[] productIds = model.productIds();
    Map<String, Integer> items = new HashMap<>();
    IntStream.range(0, productIds.length).forEach(item -> items.put(productIds[item], item));
    Broadcast<Map<String, Integer>> numbers =
        JavaSparkContext.fromSparkContext(model.customerIds().context()).broadcast(items);
    JavaPairRDD<String, Tuple2<Integer, Integer>> places =
        model
            .customerIds()
            .mapPartitionsWithIndex((block, ids) -> places(block, ids.next()), true)
            .mapToPair(place -> place);
    JavaPairRDD<Integer, Tested> tested =
        customers
            .select(CUSTOMER_ID, PRODUCTS, ORDER_COUNT, REPEAT_SHARE)
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(row.getString(0), row))
            .join(places)
            .mapToPair(
                found ->
                    new Tuple2<>(
                        found._2()._2()._1(),
                        Tested.of(found._2()._2()._2(), found._2()._1(), numbers.value())))
            .partitionBy(new HashPartitioner(model.customerIds().getNumPartitions()));
    return tested
        .values()
        .zipPartitions(
            model.preferences().zip(model.customerFactors()).zip(model.customerIds()),
            (arriving, block) -> List.of(gathered(arriving, block.next())).iterator());
  }

  private static Iterator<Tuple2<String, Tuple2<Integer, Integer>>> places(
      int block, String[] ids) {
    return IntStream.range(0, ids.length)
        .mapToObj(place -> new Tuple2<>(ids[place], new Tuple2<>(block, place)))
        .iterator();
  }

  private static TestedCustomers gathered(
      Iterator<Tested> arriving,
      Tuple2<Tuple2<PreferenceBlocks.Block, FactorRows>, String[]> block) {
    List<Tested> tested = new ArrayList<>();
    arriving.forEachRemaining(tested::add);
    tested.sort(Comparator.comparingInt(Tested::place));
    int[] places = tested.stream().mapToInt(Tested::place).toArray();
    return new TestedCustomers(
        IntStream.of(places).mapToObj(place -> block._2()[place]).toArray(String[]::new),
        block._1()._1().preferences().rows(places),
        block._1()._2().rows(places),
        tested.stream().map(Tested::taken).toArray(int[][]::new),
        tested.stream().mapToInt(Tested::orderCount).toArray(),
        tested.stream().mapToDouble(Tested::repeatShare).toArray());
  }

  private HadAndTaken() {}
}
