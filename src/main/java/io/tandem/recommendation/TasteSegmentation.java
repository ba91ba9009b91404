package io.tandem.recommendation;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.FACTORS;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.TASTE_SEGMENT;
import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.tandem.table.TasteSegments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of {@code taste_segments}: customers whose factors point the same way, found by
 * spherical k-means (Dhillon &amp; Modha 2001). Centres are those of at most twenty thousand
 * customers, always the same ones and in one partition, so that no sum depends on how the rest is
 * partitioned.
 *
 * <p>A segment keeps its number while it keeps its customers: of all pairs of a segment of tonight
 * and one of the run before, those with the most common customers are the same segment. What is
 * left over is new and gets the smallest number that is free.
 */
final class TasteSegmentation {
  /** Customers whose factors decide where the centres are. */
  private static final int LEARNED_FROM = 20_000;

  private static final String VECTOR = "vector";
  private static final String CLUSTER = "cluster";
  private static final String BEFORE = "before";
  private static final String COMMON = "common";

  /**
   * @param customers customer_id, factors
   * @param before customer_id and taste_segment of the run before
   * @param segments how many, at most; at least 2
   * @param seed of the first centres
   */
  static Dataset<Row> of(Dataset<Row> customers, Dataset<Row> before, int segments, long seed) {
    Dataset<Row> directed =
        customers
            .where(exists(col(FACTORS), factor -> factor.notEqual(0)))
            .select(col(CUSTOMER_ID), array_to_vector(col(FACTORS)).as(VECTOR))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> clustered = clustered(directed, segments, seed).localCheckpoint();
      Dataset<Row> names = names(clustered, before);
      return clustered
          .join(broadcast(names), CLUSTER)
          .withColumn(IS_PERSONALIZED, lit(true))
          .withColumn(REASON, lit("What these customers buy points the same way."))
          .transform(TasteSegments.TASTE_SEGMENTS::shape);
    } finally {
      directed.unpersist();
    }
  }

  private static Dataset<Row> clustered(Dataset<Row> directed, int segments, long seed) {
    Dataset<Row> learnedFrom =
        directed
            .sort(xxhash64(col(CUSTOMER_ID)), col(CUSTOMER_ID))
            .limit(LEARNED_FROM)
            .coalesce(1)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (learnedFrom.isEmpty()) {
        return directed.select(col(CUSTOMER_ID), lit(0).as(CLUSTER));
      }
      KMeansModel model =
          new KMeans()
              .setK(segments)
              .setSeed(seed)
              .setDistanceMeasure("cosine")
              .setFeaturesCol(VECTOR)
              .setPredictionCol(CLUSTER)
              .fit(learnedFrom);
      return model.transform(directed).select(CUSTOMER_ID, CLUSTER);
    } finally {
      learnedFrom.unpersist();
    }
  }

  /** cluster, taste_segment. */
  private static Dataset<Row> names(Dataset<Row> clustered, Dataset<Row> before) {
    Set<Integer> clusters = new TreeSet<>();
    clustered
        .select(CLUSTER)
        .distinct()
        .collectAsList()
        .forEach(row -> clusters.add(row.getInt(0)));
    List<Row> common =
        clustered
            .join(before.select(col(CUSTOMER_ID), col(TASTE_SEGMENT).as(BEFORE)), CUSTOMER_ID)
            .groupBy(CLUSTER, BEFORE)
            .agg(count(lit(1)).as(COMMON))
            .collectAsList();
    List<Row> rows = new ArrayList<>();
    named(clusters, common).forEach((cluster, name) -> rows.add(RowFactory.create(cluster, name)));
    return clustered
        .sparkSession()
        .createDataFrame(rows, StructType.fromDDL(CLUSTER + " int, " + TASTE_SEGMENT + " string"));
  }

  /**
   * The name of each cluster.
   *
   * @param common cluster (int), segment of the run before (string), customers in both (long)
   */
  static Map<Integer, String> named(Set<Integer> clusters, List<Row> common) {
    List<Row> most = new ArrayList<>(common);
    most.sort(
        Comparator.comparing((Row pair) -> -pair.getLong(2))
            .thenComparing(pair -> pair.getInt(0))
            .thenComparing(pair -> pair.getString(1)));
    Map<Integer, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Row pair : most) {
      if (!names.containsKey(pair.getInt(0)) && taken.add(pair.getString(1))) {
        names.put(pair.getInt(0), pair.getString(1));
      }
    }
    Set<String> known = new HashSet<>();
    common.forEach(pair -> known.add(pair.getString(1)));
    int number = 1;
    for (int cluster : clusters) {
      if (!names.containsKey(cluster)) {
        while (known.contains(Integer.toString(number))) {
          number++;
        }
        names.put(cluster, Integer.toString(number++));
      }
    }
    return names;
  }

  private TasteSegmentation() {}
}
