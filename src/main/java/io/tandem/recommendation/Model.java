package io.tandem.recommendation;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.FACTORS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import io.tandem.recommendation.Factorization.Factors;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.RowBlocks;
import io.tandem.recommendation.als.StartingFactors;
import io.tandem.table.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * What suits each customer, as factors: those of every customer with a preference and of every
 * product that one of them prefers. Holds cached data until it is closed.
 */
public final class Model implements AutoCloseable {
  private final PreferenceBlocks preferences;
  private final JavaRDD<String[]> customerIds;
  private final String[] productIds;
  private final Factors factors;
  private final int[] candidates;

  private Model(
      PreferenceBlocks preferences,
      JavaRDD<String[]> customerIds,
      String[] productIds,
      Factors factors,
      int[] candidates) {
    this.preferences = preferences;
    this.customerIds = customerIds;
    this.productIds = productIds;
    this.factors = factors;
    this.candidates = candidates;
  }

  /**
   * Trains on preferences.
   *
   * @param preferences customer_id, product_id, weight: each pair once
   * @param available product_id of what may be recommended
   * @param earlier product_id and factors of an earlier model to begin with; others begin at random
   */
  public static Model train(
      Dataset<Row> preferences,
      Dataset<Row> available,
      Optional<Dataset<Row>> earlier,
      RecommendationsSettings settings) {
    try (Numbering customers = Numbering.of(preferences, CUSTOMER_ID, Factorization.USER);
        Numbering products = Numbering.of(preferences, PRODUCT_ID, Factorization.ITEM)) {
      Dataset<Row> numbered =
          preferences
              .join(customers.ids(), CUSTOMER_ID)
              .join(broadcast(products.ids()), PRODUCT_ID)
              .select(
                  col(Factorization.USER),
                  col(Factorization.ITEM),
                  col(Preferences.WEIGHT).cast("float").as(Factorization.WEIGHT));
      PreferenceBlocks blocks =
          PreferenceBlocks.of(numbered, preferences.count(), customers.count(), products.count());
      String[] productIds = strings(products.ids().sort(Factorization.ITEM).select(PRODUCT_ID));
      FactorRows start = start(productIds, earlier, settings.als());
      Factors factors =
          Factorization.by(settings.engine()).factorize(blocks, start, settings.als());
      Set<String> recommendable = new HashSet<>(List.of(strings(available.select(PRODUCT_ID))));
      return new Model(
          blocks,
          dealt(customers, blocks.users()),
          productIds,
          factors,
          IntStream.range(0, productIds.length)
              .filter(item -> recommendable.contains(productIds[item]))
              .toArray());
    }
  }

  private static FactorRows start(
      String[] productIds, Optional<Dataset<Row>> earlier, AlsSettings settings) {
    FactorRows start = StartingFactors.of(List.of(productIds), settings.factors(), settings.seed());
    if (earlier.isEmpty()) {
      return start;
    }
    Map<String, Integer> items = new HashMap<>();
    IntStream.range(0, productIds.length).forEach(item -> items.put(productIds[item], item));
    Dataset<Row> fitting = earlier.get().where(size(col(FACTORS)).equalTo(settings.factors()));
    for (Row row : fitting.select(PRODUCT_ID, FACTORS).collectAsList()) {
      Integer item = items.get(row.getString(0));
      if (item != null) {
        start.set(item, row.<Float>getList(1));
      }
    }
    return start;
  }

  private static String[] strings(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).toArray(String[]::new);
  }

  /** Customers' ids by their place in their block. */
  private static JavaRDD<String[]> dealt(Numbering customers, RowBlocks blocks) {
    JavaRDD<String[]> dealt =
        customers
            .ids()
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(blocks.block(row.getInt(1)), row))
            .partitionBy(new HashPartitioner(blocks.blocks()))
            .mapPartitionsWithIndex(
                (block, rows) -> {
                  String[] ids = new String[blocks.size(block)];
                  rows.forEachRemaining(
                      row -> ids[blocks.place(row._2().getInt(1))] = row._2().getString(0));
                  return List.<String[]>of(ids).iterator();
                },
                true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    dealt.count(); // Before the numbers are forgotten.
    return dealt;
  }

  /** Everyone whom the model knows: customer_id. */
  Dataset<Row> customers() {
    return SparkSession.active()
        .createDataset(
            customerIds.flatMap(ids -> Arrays.asList(ids).iterator()).rdd(), Encoders.STRING())
        .toDF(CUSTOMER_ID);
  }

  /** customer_id, factors. */
  Dataset<Row> customerFactorRows() {
    return factorRows(
        CUSTOMER_ID,
        customerIds
            .zip(factors.users())
            .flatMap(block -> factorRows(block._1(), block._2()).iterator()));
  }

  /** product_id, factors. */
  Dataset<Row> productFactorRows() {
    return factorRows(
        PRODUCT_ID,
        JavaSparkContext.fromSparkContext(customerIds.context())
            .parallelize(factorRows(productIds, factors.items()).toList()));
  }

  private static Dataset<Row> factorRows(String id, JavaRDD<Row> rows) {
    StructType schema =
        new StructType().add(id, DataTypes.StringType, false).add(FACTORS, Types.FLOATS, false);
    return SparkSession.active().createDataFrame(rows, schema);
  }

  private static Stream<Row> factorRows(String[] ids, FactorRows factors) {
    return IntStream.range(0, ids.length)
        .mapToObj(i -> RowFactory.create(ids[i], boxed(factors.row(i))));
  }

  private static Float[] boxed(float[] row) {
    Float[] boxed = new Float[row.length];
    Arrays.setAll(boxed, i -> row[i]);
    return boxed;
  }

  /**
   * The customers of the model who bought something afterwards, block by block.
   *
   * @param taken customer_id, products (array: what each bought afterwards), order_count (orders
   *     before)
   */
  public JavaRDD<TestedCustomers> tested(Dataset<Row> taken) {
    Map<String, Integer> items = new HashMap<>();
    IntStream.range(0, productIds.length).forEach(item -> items.put(productIds[item], item));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(customerIds.context());
    Broadcast<Map<String, Integer>> numbers = context.broadcast(items);
    int blocks = preferences.users().blocks();
    JavaPairRDD<String, Tuple2<Integer, Integer>> places =
        customerIds
            .mapPartitionsWithIndex((block, ids) -> places(block, ids.next()), true)
            .mapToPair(place -> place);
    JavaPairRDD<Integer, Tested> dealt =
        taken
            .select(CUSTOMER_ID, PRODUCTS, ORDER_COUNT)
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(row.getString(0), row))
            .join(places)
            .mapToPair(
                found ->
                    new Tuple2<>(
                        found._2()._2()._1(),
                        Tested.of(found._2()._2()._2(), found._2()._1(), numbers.value())))
            .partitionBy(new HashPartitioner(blocks));
    return dealt.zipPartitions(
        preferences.rows().zip(factors.users()).zip(customerIds),
        (tested, block) -> List.of(gathered(tested, block.next())).iterator());
  }

  private static Iterator<Tuple2<String, Tuple2<Integer, Integer>>> places(
      int block, String[] ids) {
    return IntStream.range(0, ids.length)
        .mapToObj(place -> new Tuple2<>(ids[place], new Tuple2<>(block, place)))
        .iterator();
  }

  /** A customer at a place of a block, and what they bought afterwards. */
  private record Tested(int place, int[] taken, int orderCount) implements Serializable {
    static Tested of(int place, Row row, Map<String, Integer> numbers) {
      return new Tested(
          place,
          row.<String>getList(1).stream()
              .mapToInt(product -> numbers.getOrDefault(product, -1))
              .sorted()
              .toArray(),
          Math.toIntExact(row.getLong(2)));
    }
  }

  private static TestedCustomers gathered(
      Iterator<Tuple2<Integer, Tested>> arriving,
      Tuple2<Tuple2<PreferenceBlocks.Block, FactorRows>, String[]> block) {
    List<Tested> tested = new ArrayList<>();
    arriving.forEachRemaining(each -> tested.add(each._2()));
    tested.sort(Comparator.comparingInt(Tested::place));
    int[] places = tested.stream().mapToInt(Tested::place).toArray();
    return new TestedCustomers(
        IntStream.of(places).mapToObj(place -> block._2()[place]).toArray(String[]::new),
        block._1()._1().preferences().rows(places),
        block._1()._2().rows(places),
        tested.stream().map(Tested::taken).toArray(int[][]::new),
        tested.stream().mapToInt(Tested::orderCount).toArray());
  }

  /** What each customer has bought; partition b holds block b. */
  public JavaRDD<PreferenceBlocks.Block> preferences() {
    return preferences.rows();
  }

  /** The customers' factors; partition b holds block b. */
  public JavaRDD<FactorRows> customerFactors() {
    return factors.users();
  }

  /** The customers' ids; partition b holds block b. */
  public JavaRDD<String[]> customerIds() {
    return customerIds;
  }

  /** The ids of all products that a customer prefers, by item. */
  public String[] productIds() {
    return productIds;
  }

  /** Their factors. */
  public FactorRows productFactors() {
    return factors.items();
  }

  /** Those of them that may be recommended, ascending. */
  int[] candidates() {
    return candidates;
  }

  @Override
  public void close() {
    factors.close();
    customerIds.unpersist();
    preferences.close();
  }
}
