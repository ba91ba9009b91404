package io.tandem.coverage;

import io.tandem.basket.FrequentlyBoughtTogetherSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.SparkSession;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Whether "significant" means what it says of rules: how often the pipeline of a night errs in
 * shops of which the truth is known. Shop n of a series has the seed of the series plus n.
 */
public final class RuleCoverage {
  /** How sure a test of the right size must be to stay below the bound. */
  private static final double SURE = 0.99;

  private static final double LEAST_POWER = 0.8;

  private final SparkSession spark;
  private final FrequentlyBoughtTogetherSettings settings;
  private final int threads;

  /**
   * @param settings a min-confidence that lets every rule pass makes the hardest test
   * @param threads shops at a time
   */
  public RuleCoverage(SparkSession spark, FrequentlyBoughtTogetherSettings settings, int threads) {
    this.spark = frugal(spark);
    this.settings = settings;
    this.threads = threads;
  }

  /**
   * Shuffles a shop again and again and counts the shuffles in which anything is significant. Where
   * nothing is bought together every significant rule is false, so a share of q of the shuffles may
   * have one.
   */
  public List<Check> shuffles(Shop shop, int shuffles, long seed) {
    List<Findings> found =
        each(shuffles, seed, one -> Findings.in(SwapShuffle.of(shop, one), spark, settings));
    long significant = found.stream().filter(Findings::any).count();
    long fisher = found.stream().filter(shuffle -> shuffle.fisherPairs() > 0).count();
    int allowed =
        new BinomialDistribution(shuffles, falseDiscoveryRate()).inverseCumulativeProbability(SURE);
    return List.of(
        Check.atMost(
            "shuffles with a significant rule",
            "%,d of %,d, at most %,d".formatted(significant, shuffles, allowed),
            significant,
            allowed,
            shuffles),
        Check.atLeast(
            "shuffles with a pair that Fisher's test calls significant",
            "%,d of %,d, on average %,.0f of %,.0f frequent pairs; at least %,d, or the shuffles prove nothing"
                .formatted(
                    fisher,
                    shuffles,
                    mean(found, Findings::fisherPairs),
                    mean(found, Findings::candidatePairs),
                    allowed + 1),
            fisher,
            allowed + 1,
            shuffles));
  }

  /** Plants pairs into shop after shop and counts how many are found, and what else is. */
  public List<Check> plants(ShopDesign design, Planting planting, int shops, long seed) {
    List<Verdict> verdicts =
        each(
            shops,
            seed,
            one -> {
              PlantedShop planted = PlantedShop.of(design, planting, one);
              return Verdict.of(Findings.in(planted.shop(), spark, settings), planted);
            });
    double power = mean(verdicts, Verdict::power);
    return List.of(
        falseShare("pairs", verdicts, Verdict::truePairs, Verdict::falsePairs),
        falseShare("rules of any length", verdicts, Verdict::truePairs, Verdict::falseRules),
        Check.atLeast(
            "power",
            "%.3f of the planted pairs are significant, at least %s".formatted(power, LEAST_POWER),
            power,
            LEAST_POWER,
            shops));
  }

  private Check falseShare(
      String what,
      List<Verdict> verdicts,
      ToDoubleFunction<Verdict> right,
      ToDoubleFunction<Verdict> wrong) {
    ToDoubleFunction<Verdict> share =
        verdict ->
            wrong.applyAsDouble(verdict)
                / Math.max(1, right.applyAsDouble(verdict) + wrong.applyAsDouble(verdict));
    double mean = mean(verdicts, share);
    double bound = falseDiscoveryRate() + 2 * standardError(verdicts, share);
    return Check.atMost(
        "mean false-discovery proportion of " + what,
        "%.4f, at most %.4f (%s and two standard errors): %.2f false beside %.2f true ones in a shop"
            .formatted(
                mean, bound, falseDiscoveryRate(), mean(verdicts, wrong), mean(verdicts, right)),
        mean,
        bound,
        verdicts.size());
  }

  /**
   * What is true of a planted shop's findings.
   *
   * @param planted pairs in all
   * @param truePairs planted pairs that are significant
   * @param falsePairs other significant pairs
   * @param falseLonger significant longer rules: no product adds anything to a planted pair
   */
  private record Verdict(int planted, long truePairs, long falsePairs, long falseLonger) {
    static Verdict of(Findings findings, PlantedShop shop) {
      long found = findings.pairs().stream().filter(shop.pairs()::contains).count();
      return new Verdict(
          shop.pairs().size(), found, findings.pairs().size() - found, findings.longer().size());
    }

    long falseRules() {
      return falsePairs + falseLonger;
    }

    double power() {
      return (double) truePairs / planted;
    }
  }

  /** A session of its own for small data: one partition, and no compiler for each new plan. */
  private static SparkSession frugal(SparkSession spark) {
    SparkSession own = spark.newSession();
    own.conf().set("spark.sql.shuffle.partitions", 1);
    own.conf().set("spark.sql.leafNodeDefaultParallelism", 1);
    own.conf().set("spark.sql.adaptive.enabled", false);
    own.conf().set("spark.sql.codegen.wholeStage", false);
    own.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    return own;
  }

  private double falseDiscoveryRate() {
    return settings.significance().falseDiscoveryRate();
  }

  /** Several at a time, for each is many short Spark jobs. */
  private <T> List<T> each(int count, long seed, LongFunction<T> shop) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long one = seed + i;
        futures.add(workers.submit(() -> shop.apply(one)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      workers.shutdownNow();
    }
  }

  private static <T> double mean(List<T> values, ToDoubleFunction<T> value) {
    return values.stream().mapToDouble(value).average().orElse(0);
  }

  private static <T> double standardError(List<T> values, ToDoubleFunction<T> value) {
    double mean = mean(values, value);
    double squares = mean(values, each -> Math.pow(value.applyAsDouble(each) - mean, 2));
    return Math.sqrt(squares / Math.max(1, values.size() - 1));
  }
}
