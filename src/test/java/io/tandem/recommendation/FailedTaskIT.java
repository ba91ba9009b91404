package io.tandem.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.recommendation.Factorization.Factors;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.StartingFactors;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Tasks that die at their first attempt, on a Spark that tries again. */
class FailedTaskIT {
  private static final int USERS = 400;
  private static final int ITEMS = 60;
  private static final int BLOCKS = 3;

  @Test
  void whatIsComputedAgainIsTheSame() throws IOException {
    SparkExtension.stop();
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2,3]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      assertThat(factors(spark, true)).isDeepEqualTo(factors(spark, false));
    }
  }

  private static float[][] factors(SparkSession spark, boolean isFailing) {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(9);
    for (int user = 0; user < USERS; user++) {
      for (int item : random.ints(6, 0, ITEMS).distinct().toArray()) {
        rows.add(RowFactory.create(user, item, 1 + random.nextFloat()));
      }
    }
    FactorRows start =
        StartingFactors.of(IntStream.range(0, ITEMS).mapToObj(String::valueOf).toList(), 8, 42);
    AlsSettings settings = new AlsSettings(8, 3, 20, 0.05, 1, 42, false);
    try (PreferenceBlocks preferences =
            PreferenceBlocks.of(
                spark.createDataFrame(
                    JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(rows, 4)
                        .mapPartitions(part -> dying(part, isFailing)),
                    Factorization.PREFERENCES),
                USERS,
                ITEMS,
                BLOCKS);
        Factors factors = new TandemAls().factorize(preferences, start, settings)) {
      List<float[]> all = new ArrayList<>();
      for (FactorRows block : factors.users().collect()) {
        IntStream.range(0, block.count()).forEach(row -> all.add(block.row(row)));
      }
      IntStream.range(0, ITEMS).forEach(item -> all.add(factors.items().row(item)));
      return all.toArray(float[][]::new);
    }
  }

  /** Half of the rows, then an end with terror; at the next attempt all of them. */
  private static Iterator<Row> dying(Iterator<Row> rows, boolean isFailing) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    boolean dies = isFailing && TaskContext.get().attemptNumber() == 0;
    return IntStream.range(0, all.size())
        .mapToObj(
            i -> {
              if (dies && i == all.size() / 2) {
                throw new IllegalStateException("This task was to die.");
              }
              return all.get(i);
            })
        .iterator();
  }
}
