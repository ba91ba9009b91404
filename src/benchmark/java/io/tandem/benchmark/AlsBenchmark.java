package io.tandem.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.benchmark.PreferenceSource.Preferences;
import io.tandem.job.Sessions;
import io.tandem.recommendation.AlsSettings;
import io.tandem.recommendation.Factorization;
import io.tandem.recommendation.Factorization.Factors;
import io.tandem.recommendation.MllibAls;
import io.tandem.recommendation.PreferenceBlocks;
import io.tandem.recommendation.RecommendationsSettings.Engine;
import io.tandem.recommendation.als.StartingFactors;
import io.tandem.refusal.Refusal;
import io.tandem.testing.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Times implicit ALS, from cached preferences of numbered users and items to the factors of all of
 * them, and tells how well they rank.
 */
@Command(
    name = "als",
    description = "From cached preferences to the factors of every user and item.",
    mixinStandardHelpOptions = true)
final class AlsBenchmark implements Callable<Integer> {
  @Mixin private PreferenceSource source;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = {
        "What users took later, in the form of --preferences: prints how well the factors rank it",
        "among all items but those that the user had before."
      })
  private Optional<Path> test = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = {
        "First factors from which --test trains each engine, to print the mean: where factors begin",
        "moves NDCG by one to two in a hundred. Default: ${DEFAULT-VALUE}."
      })
  private int seeds;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "10",
      description = "Places of a list that count. Default: ${DEFAULT-VALUE}.")
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
      defaultValue = "15",
      description = "Sweeps over users and items. Default: ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of recommendations.als, such as alpha=40. Repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--engines",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "tandem,mllib",
      description = "Who factorizes, in turns. Default: ${DEFAULT-VALUE}.")
  private List<Engine> engines;

  @Mixin private SideBySide sideBySide;

  @Override
  public Integer call() {
    if (test.isPresent() && source.isGenerated()) {
      throw Refusal.badConfiguration(
          "Cannot judge made-up preferences by %s: --test goes with --preferences."
              .formatted(test.get()));
    }
    Refusal.unless(seeds >= 1, "--seeds", seeds, "1 or more");
    AlsSettings als = als();
    SparkSession spark = Sessions.start("benchmark als");
    try {
      Preferences preferences = source.read(spark);
      System.out.printf(
          Locale.ROOT,
          "%,d preferences of %,d users for %,d items, %s, %d cores, heap %,d MB%n",
          preferences.count(),
          preferences.users(),
          preferences.items(),
          als,
          spark.sparkContext().defaultParallelism(),
          Runtime.getRuntime().maxMemory() >> 20);
      Map<Engine, Judge.Verdict> verdicts = new EnumMap<>(Engine.class);
      Optional<Judge> judge =
          test.map(file -> new Judge(PreferenceSource.tested(spark, file, preferences), k));
      Map<Engine, List<Double>> seconds =
          sideBySide.time(engines, engine -> factorize(engine, preferences, als));
      judge.ifPresent(
          judging -> {
            for (Engine engine : engines) {
              verdicts.put(engine, judge(judging, engine, preferences, als.seed()));
            }
          });
      sideBySide.report(
          seconds, (engine, line) -> describe(engine, line, als, preferences, verdicts));
      return 0;
    } finally {
      spark.stop();
    }
  }

  /**
   * The settings.
   *
   * @param more of recommendations.als
   */
  private AlsSettings als(String... more) {
    List<String> overrides = new ArrayList<>();
    overrides.add("als.factors = " + factors);
    overrides.add("als.iterations = " + iterations);
    settings.forEach(setting -> overrides.add("als." + setting));
    List.of(more).forEach(setting -> overrides.add("als." + setting));
    return Settings.recommendations(overrides.toArray(String[]::new)).als();
  }

  private void describe(
      Engine engine,
      ObjectNode line,
      AlsSettings als,
      Preferences preferences,
      Map<Engine, Judge.Verdict> verdicts) {
    line.put("preferences", preferences.count())
        .put("users", preferences.users())
        .put("items", preferences.items())
        .put("factors", als.factors())
        .put("iterations", als.iterations());
    if (verdicts.containsKey(engine)) {
      line.put("k", k).put("tested_users", verdicts.get(engine).users()).put("seeds", seeds);
      verdicts.get(engine).means().forEach(line::put);
    }
  }

  private static void factorize(Engine engine, Preferences preferences, AlsSettings als) {
    switch (engine) {
      case TANDEM -> {
        try (PreferenceBlocks blocks = blocks(preferences);
            Factors found = factors(engine, blocks, als)) {
          found.users().count();
        }
      }
      case MLLIB -> {
        ALSModel model = MllibAls.fit(preferences.rows(), preferences.count(), als);
        model.userFactors().write().format("noop").mode("overwrite").save();
        model.itemFactors().write().format("noop").mode("overwrite").save();
      }
    }
  }

  private Judge.Verdict judge(Judge judge, Engine engine, Preferences preferences, long firstSeed) {
    try (PreferenceBlocks blocks = blocks(preferences)) {
      List<Judge.Verdict> verdicts = new ArrayList<>();
      for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
        try (Factors found = factors(engine, blocks, als("seed=" + seed))) {
          verdicts.add(judge.of(blocks, found));
        }
      }
      return Judge.Verdict.mean(verdicts);
    }
  }

  private static Factors factors(Engine engine, PreferenceBlocks blocks, AlsSettings als) {
    List<String> items =
        IntStream.range(0, blocks.items().rows()).mapToObj(String::valueOf).toList();
    return Factorization.by(engine)
        .factorize(blocks, StartingFactors.of(items, als.factors(), als.seed()), als);
  }

  private static PreferenceBlocks blocks(Preferences preferences) {
    return PreferenceBlocks.of(
        preferences.rows(), preferences.count(), preferences.users(), preferences.items());
  }
}
