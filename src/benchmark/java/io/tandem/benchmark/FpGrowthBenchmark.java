package io.tandem.benchmark;

import static io.tandem.table.Columns.PRODUCTS;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.basket.FrequentlyBoughtTogetherSettings.Engine;
import io.tandem.basket.FrequentlyBoughtTogetherSettings.Mining;
import io.tandem.basket.Itemsets;
import io.tandem.job.Sessions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Times mining, from cached baskets of strings to every itemset as a row, encoding included. The
 * engines take turns; their counts must be equal.
 */
@Command(
    name = "fp-growth",
    description = "From cached baskets of strings to every frequent itemset.",
    mixinStandardHelpOptions = true)
final class FpGrowthBenchmark implements Callable<Integer> {
  private static final int DIFFERENT = 1;
  private static final Mining LIMITS = new Mining(0.6, Long.MAX_VALUE);

  @ArgGroup(multiplicity = "1")
  private Baskets baskets;

  private static final class Baskets {
    @Option(
        names = "--baskets",
        paramLabel = "FILE",
        description = "One basket a line, its items separated by blanks; plain or gzipped.")
    private Optional<String> file = Optional.empty();

    @Option(
        names = "--generate",
        paramLabel = "N",
        description = "As many baskets of ten of 10,000 products, popular ones more often.")
    private Optional<Long> generated = Optional.empty();
  }

  @Option(
      names = "--min-support",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description = "Share of baskets that must hold an itemset. Default: ${DEFAULT-VALUE}.")
  private double minSupport;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      defaultValue = "100",
      description = "Most items of an itemset. Default: ${DEFAULT-VALUE}, as good as unbounded.")
  private int maxLength;

  @Option(
      names = "--engines",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "tandem,mllib",
      description = "Who mines, in turns. Default: ${DEFAULT-VALUE}.")
  private List<Engine> engines;

  @Mixin private SideBySide sideBySide;

  @Override
  public Integer call() {
    SparkSession spark = Sessions.start("benchmark fp-growth");
    try {
      Dataset<Row> cached = read(spark).persist();
      long count = cached.count();
      System.out.printf(
          Locale.ROOT,
          "%,d baskets, min-support %s (%,d baskets), max-length %d, %d cores, heap %,d MB%n",
          count,
          minSupport,
          (long) Math.ceil(minSupport * count),
          maxLength,
          spark.sparkContext().defaultParallelism(),
          Runtime.getRuntime().maxMemory() >> 20);
      Map<Engine, List<Double>> seconds =
          sideBySide.time(
              engines,
              engine -> mine(cached, engine).write().format("noop").mode("overwrite").save());
      sideBySide.report(
          seconds,
          (engine, line) -> {
            line.put("basket_count", count)
                .put("min_support", minSupport)
                .put("max_length", maxLength);
            ObjectNode counts = line.putObject("itemsets_by_length");
            byLength(mine(cached, engine))
                .forEach((length, sets) -> counts.put(String.valueOf(length), sets));
          });
      return engines.size() < 2 ? 0 : compare(cached);
    } finally {
      spark.stop();
    }
  }

  private Dataset<Row> read(SparkSession spark) {
    if (baskets.generated.isPresent()) {
      return GeneratedBaskets.of(spark, baskets.generated.get());
    }
    Path file = Benchmarks.file(Path.of(baskets.file.orElseThrow()));
    return spark
        .read()
        .text(file.toAbsolutePath().toString())
        .where(trim(col("value")).notEqual(""))
        .select(array_distinct(split(trim(col("value")), " +")).as(PRODUCTS))
        .repartition(spark.sparkContext().defaultParallelism());
  }

  private Dataset<Row> mine(Dataset<Row> cached, Engine engine) {
    return Itemsets.miner(cached.sparkSession(), engine, LIMITS)
        .mine(cached, minSupport, maxLength);
  }

  private int compare(Dataset<Row> cached) {
    Engine first = engines.get(0);
    Engine last = engines.get(engines.size() - 1);
    long different = different(mine(cached, first), mine(cached, last));
    System.out.println(
        different == 0
            ? "Both found the same itemsets with the same counts."
            : "The engines disagree on %,d itemsets.".formatted(different));
    return different == 0 ? 0 : DIFFERENT;
  }

  /** Itemsets that one engine has and the other has not, or has with another count. */
  private static long different(Dataset<Row> one, Dataset<Row> other) {
    Dataset<Row> first = one.select(PRODUCTS, "order_count").persist();
    Dataset<Row> second = other.select(PRODUCTS, "order_count").persist();
    return first.except(second).count() + second.except(first).count();
  }

  private static Map<Integer, Long> byLength(Dataset<Row> itemsets) {
    Map<Integer, Long> counts = new TreeMap<>();
    itemsets
        .groupBy(functions.size(col(PRODUCTS)))
        .agg(functions.count(functions.lit(1)))
        .collectAsList()
        .forEach(row -> counts.put(row.getInt(0), row.getLong(1)));
    return counts;
  }
}
