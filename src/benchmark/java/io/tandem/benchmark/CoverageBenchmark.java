package io.tandem.benchmark;

import io.tandem.coverage.ExperimentCoverage;
import io.tandem.coverage.ExperimentShop;
import io.tandem.coverage.PlantedShop;
import io.tandem.coverage.Planting;
import io.tandem.coverage.RuleCoverage;
import io.tandem.coverage.SequentialCoverage;
import io.tandem.coverage.Shop;
import io.tandem.coverage.ShopDesign;
import io.tandem.job.Sessions;
import io.tandem.testing.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Puts to the test what Tandem claims of its rules and experiments: in shops where nothing is
 * bought together it must find next to nothing, and where something is, that and little else; and
 * an effect's interval must hold the truth as often as it says.
 */
@Command(
    name = "coverage",
    description = {
      "In shops of which the truth is known: how often significant rules are false,",
      "and how often an experiment's intervals hold the truth."
    },
    mixinStandardHelpOptions = true)
final class CoverageBenchmark implements Callable<Integer> {
  private static final int BROKEN = 1;
  private static final ShopDesign SMALL = new ShopDesign(6_000, 4, 0.8, 200, 40, 4_500);
  private static final Planting IN_SMALL = new Planting(30, 3, 15);

  /** Large counts: here a test that leaves out basket sizes anywhere cannot hide. */
  private static final ShopDesign LARGE = new ShopDesign(15_000, 4, 0.8, 120, 20, 12_000);

  private static final Planting IN_LARGE = new Planting(20, 3, 15);

  /** A large shop takes as long as several small ones, and one false rule comes with many. */
  private static final int SMALL_PER_LARGE = 4;

  private static final int LOOKS = 90;

  /** What is put to the test. */
  private enum Claim {
    RULES,
    EXPERIMENTS
  }

  @Option(
      names = "--only",
      paramLabel = "CLAIM",
      description = "rules or experiments. Default: both.")
  private Optional<Claim> only = Optional.empty();

  @Option(
      names = "--experiments",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Shops with an experiment. Default: ${DEFAULT-VALUE}.")
  private int experiments;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "8000",
      description = "Customers enrolled in each experiment. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--shuffles",
      paramLabel = "N",
      defaultValue = "200",
      description = "Shuffles of each shop. Default: ${DEFAULT-VALUE}.")
  private int shuffles;

  @Option(
      names = "--shops",
      paramLabel = "N",
      defaultValue = "100",
      description = {
        "Small shops with planted pairs, and a quarter as many large ones. Default:",
        "${DEFAULT-VALUE}."
      })
  private int shops;

  @Option(
      names = "--baskets",
      paramLabel = "FILE",
      description = {
        "Shuffles these too: one basket a line, plain or gzipped, its products separated by",
        "commas where the file has any, else by blanks."
      })
  private Optional<Path> baskets = Optional.empty();

  @Option(
      names = "--min-support",
      paramLabel = "SHARE",
      defaultValue = "0.002",
      description = "Share of baskets that must hold an itemset. Default: ${DEFAULT-VALUE}.")
  private double minSupport;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      defaultValue = "3",
      description = "Most products of a rule. Default: ${DEFAULT-VALUE}.")
  private int maxLength;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20260301",
      description = "Of the first shop; the next has the next. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes one JSON object per line and check.")
  private Optional<Path> json = Optional.empty();

  private final CheckLog log =
      new CheckLog(
          line ->
              line.put("seed", seed)
                  .put("min_support", minSupport)
                  .put("max_length", maxLength)
                  .put("customer_count", customers));

  @Override
  public Integer call() throws IOException {
    if (isAsked(Claim.EXPERIMENTS)) {
      experiments();
    }
    if (isAsked(Claim.RULES)) {
      rules();
    }
    if (json.isPresent()) {
      log.write(json.get());
    }
    return log.isBroken() ? BROKEN : 0;
  }

  private boolean isAsked(Claim claim) {
    return only.isEmpty() || only.get() == claim;
  }

  private void experiments() {
    ExperimentShop shop = ExperimentShop.likeTheSample();
    SequentialCoverage nightly = new SequentialCoverage(shop, customers, LOOKS);
    String size = "%,d customers".formatted(customers);
    log.check(
        "%,d shops with an experiment".formatted(experiments),
        size,
        () -> new ExperimentCoverage(shop, customers).checks(experiments, seed));
    log.check(
        "%,d shops where no lever does anything".formatted(experiments),
        "%s, entering in %d nights, and a look at each".formatted(size, LOOKS),
        () -> nightly.withoutEffects(experiments, seed));
    log.check(
        "%,d shops where levers do what they do in the sample".formatted(experiments),
        size,
        () -> nightly.power(experiments, seed));
  }

  private void rules() throws IOException {
    // The file is read before two hundred shuffles of another shop, not after.
    Optional<Shop> real =
        baskets.isPresent()
            ? Optional.of(Shop.read(Benchmarks.file(baskets.get())))
            : Optional.empty();
    // Each shop is small, and there are as many at a time as cores: one task for each is best.
    System.setProperty("spark.default.parallelism", "1");
    SparkSession spark = Sessions.start("benchmark coverage");
    // Spark warns where two jobs of one query fill the cache with the same rows, hundreds of times.
    spark.sparkContext().setLogLevel("ERROR");
    try {
      RuleCoverage coverage =
          new RuleCoverage(
              spark,
              Settings.frequentlyBoughtTogether(
                  "min-support = " + minSupport,
                  "max-length = " + maxLength,
                  // No rule is spared the test for being a weak one.
                  "min-confidence = 1e-9"),
              Runtime.getRuntime().availableProcessors());
      Shop generated = PlantedShop.of(SMALL, IN_SMALL, seed).shop();
      log.check(
          "generated shop, shuffled",
          generated.inWords(),
          () -> coverage.shuffles(generated, shuffles, seed));
      real.ifPresent(
          shop ->
              log.check(
                  baskets.get().getFileName() + ", shuffled",
                  shop.inWords(),
                  () -> coverage.shuffles(shop, shuffles, seed)));
      plants(coverage, "small", SMALL, IN_SMALL, shops);
      plants(coverage, "large", LARGE, IN_LARGE, Math.max(2, shops / SMALL_PER_LARGE));
    } finally {
      spark.stop();
    }
  }

  private void plants(
      RuleCoverage coverage, String size, ShopDesign design, Planting planting, int count) {
    log.check(
        "%,d %s shops with %d planted pairs of lift %s"
            .formatted(count, size, planting.pairs(), planting.lift()),
        PlantedShop.of(design, planting, seed).shop().inWords(),
        () -> coverage.plants(design, planting, count, seed));
  }
}
