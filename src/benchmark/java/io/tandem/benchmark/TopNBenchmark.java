package io.tandem.benchmark;

import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;

import io.tandem.benchmark.PreferenceSource.Preferences;
import io.tandem.job.Sessions;
import io.tandem.recommendation.Factorization;
import io.tandem.recommendation.MllibAls;
import io.tandem.recommendation.Model;
import io.tandem.recommendation.RecommendationsSettings;
import io.tandem.recommendation.RecommendationsSettings.Engine;
import io.tandem.recommendation.TopNPerCustomer;
import io.tandem.testing.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Times the scoring of every user with every item, from a trained model to the rows of the lists.
 * Tandem leaves out what the user had before and writes a row per user and rank, as the published
 * table has it; MLlib's recommendForAllUsers leaves out nothing and writes a row per user.
 */
@Command(
    name = "top-n",
    description = "From a trained model to the best items of every user.",
    mixinStandardHelpOptions = true)
final class TopNBenchmark implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  @Mixin private PreferenceSource source;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "20",
      description = "Length of the lists. Default: ${DEFAULT-VALUE}.")
  private int k;

  @Option(
      names = "--factors",
      paramLabel = "N",
      defaultValue = "64",
      description = "Latent dimensions. Default: ${DEFAULT-VALUE}.")
  private int factors;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "2",
      description = "Sweeps of the training, which is not timed. Default: ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--engines",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "tandem,mllib",
      description = "Who scores, in turns. Default: ${DEFAULT-VALUE}.")
  private List<Engine> engines;

  @Mixin private SideBySide sideBySide;

  @Override
  public Integer call() {
    RecommendationsSettings settings =
        Settings.recommendations(
            "als.factors = " + factors,
            "als.iterations = " + iterations,
            "popular-list-length = " + Math.max(k, 100),
            "because-of-length = 0",
            "list-length = " + k);
    SparkSession spark = Sessions.start("benchmark top-n");
    try {
      Preferences preferences = source.read(spark);
      System.out.printf(
          Locale.ROOT,
          "%,d users x %,d items, %d factors, lists of %d, %d cores, heap %,d MB%n",
          preferences.users(),
          preferences.items(),
          factors,
          k,
          spark.sparkContext().defaultParallelism(),
          Runtime.getRuntime().maxMemory() >> 20);
      Dataset<Row> named =
          preferences
              .rows()
              .select(
                  lpad(col(Factorization.USER).cast("string"), 9, "0").as(CUSTOMER_ID),
                  lpad(col(Factorization.ITEM).cast("string"), 9, "0").as(PRODUCT_ID),
                  col(Factorization.WEIGHT).cast("double").as("weight"))
              .persist();
      Dataset<Row> catalogue =
          named
              .select(PRODUCT_ID)
              .distinct()
              .select(
                  col(PRODUCT_ID),
                  lit(null).cast("string").as(TITLE),
                  lit(null).cast("string").as(CATEGORY))
              .persist();
      try (Model model = Model.train(named, catalogue, Optional.empty(), settings)) {
        Optional<ALSModel> peer =
            engines.contains(Engine.MLLIB)
                ? Optional.of(MllibAls.fit(preferences.rows(), preferences.count(), settings.als()))
                : Optional.empty();
        Map<Engine, List<Double>> seconds =
            sideBySide.time(
                engines,
                engine ->
                    (switch (engine) {
                          case TANDEM -> lists(model, catalogue, settings);
                          case MLLIB -> peer.orElseThrow().recommendForAllUsers(k);
                        })
                        .write()
                        .format("noop")
                        .mode("overwrite")
                        .save());
        sideBySide.report(
            seconds,
            (engine, line) ->
                line.put("users", preferences.users())
                    .put("items", preferences.items())
                    .put("factors", factors)
                    .put("k", k));
        return BruteForce.compare(model, lists(model, catalogue, settings), k) ? 0 : DIFFERENT;
      }
    } finally {
      spark.stop();
    }
  }

  private static Dataset<Row> lists(
      Model model, Dataset<Row> catalogue, RecommendationsSettings settings) {
    return TopNPerCustomer.of(model, catalogue, settings);
  }
}
