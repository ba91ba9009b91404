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

  /** What each customer has bought. */
  PreferenceBlocks preferenceBlocks() {
    return preferences;
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
