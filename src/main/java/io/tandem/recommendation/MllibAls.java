package io.tandem.recommendation;

import static org.apache.spark.sql.functions.col;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.RowBlocks;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Stock MLlib's implicit ALS, the reference. Its blocks follow from the number of preferences and
 * not from the cores, because the sums inside it, and so the last digits of its factors, depend on
 * them. It begins with factors of its own.
 */
public final class MllibAls implements Factorization {
  private static final long PREFERENCES_PER_BLOCK = 500_000;

  @Override
  public Factors factorize(PreferenceBlocks preferences, FactorRows start, AlsSettings settings) {
    Dataset<Row> rows = rows(preferences).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      ALSModel model = fit(rows, rows.count(), settings);
      FactorRows items = FactorRows.zero(preferences.items().rows(), settings.factors());
      for (Row item : factors(model.itemFactors()).collectAsList()) {
        items.set(item.getInt(0), item.getList(1));
      }
      return new Factors(users(model, preferences.users(), settings.factors()), items);
    } finally {
      rows.unpersist();
    }
  }

  /**
   * Trains MLlib's model.
   *
   * @param preferences user (int), item (int), weight (float); materialized by the caller
   * @param count how many there are
   */
  public static ALSModel fit(Dataset<Row> preferences, long count, AlsSettings settings) {
    return new ALS()
        .setImplicitPrefs(true)
        .setUserCol(USER)
        .setItemCol(ITEM)
        .setRatingCol(WEIGHT)
        .setRank(settings.factors())
        .setMaxIter(settings.iterations())
        .setAlpha(settings.alpha())
        .setRegParam(settings.regularization())
        .setSeed(settings.seed())
        .setNumBlocks((int) Math.min(1_000, 2 + count / PREFERENCES_PER_BLOCK))
        .fit(preferences);
  }

  private static Dataset<Row> rows(PreferenceBlocks preferences) {
    RowBlocks users = preferences.users();
    return SparkSession.active()
        .createDataFrame(preferences.rows().flatMap(block -> rows(block, users)), PREFERENCES);
  }

  private static Iterator<Row> rows(PreferenceBlocks.Block block, RowBlocks users) {
    CompressedRows preferences = block.preferences();
    List<Row> rows = new ArrayList<>();
    for (int place = 0; place < preferences.count(); place++) {
      for (int i = preferences.offsets()[place]; i < preferences.offsets()[place + 1]; i++) {
        rows.add(
            RowFactory.create(
                users.row(block.number(), place),
                preferences.columns()[i],
                preferences.weights()[i]));
      }
    }
    return rows.iterator();
  }

  /** MLlib's users, dealt to the blocks of the preferences. */
  private static JavaRDD<FactorRows> users(ALSModel model, RowBlocks users, int factors) {
    return factors(model.userFactors())
        .javaRDD()
        .mapToPair(row -> new Tuple2<>(users.block(row.getInt(0)), row))
        .partitionBy(new HashPartitioner(users.blocks()))
        .mapPartitionsWithIndex(
            (block, rows) -> {
              FactorRows gathered = FactorRows.zero(users.size(block), factors);
              rows.forEachRemaining(
                  row -> gathered.set(users.place(row._2().getInt(0)), row._2().getList(1)));
              return List.of(gathered).iterator();
            },
            true)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static Dataset<Row> factors(Dataset<Row> found) {
    return found.select(col("id"), col("features"));
  }
}
