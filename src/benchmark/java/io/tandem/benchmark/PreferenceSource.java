package io.tandem.benchmark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.recommendation.Factorization;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the preferences of a benchmark come from. */
final class PreferenceSource {
  @ArgGroup(multiplicity = "1")
  private From from;

  private static final class From {
    @Option(
        names = "--preferences",
        paramLabel = "FILE",
        description = "User, item and weight on each line, separated by blanks or tabs.")
    private Optional<Path> file = Optional.empty();

    @Option(
        names = "--generate",
        paramLabel = "USERSxITEMSxCOUNT",
        description = "About COUNT preferences of a made-up shop.")
    private Optional<String> shape = Optional.empty();
  }

  /**
   * Preferences of numbered users and items, cached.
   *
   * @param rows user, item, weight
   * @param users their numbers are below this
   * @param items the same for items
   * @param userNumbers by id; empty where preferences are made up
   * @param itemNumbers the same for items
   */
  record Preferences(
      Dataset<Row> rows,
      long count,
      int users,
      int items,
      Map<String, Integer> userNumbers,
      Map<String, Integer> itemNumbers) {}

  boolean isGenerated() {
    return from.shape.isPresent();
  }

  Preferences read(SparkSession spark) {
    if (from.shape.isPresent()) {
      GeneratedPreferences generated = GeneratedPreferences.parse(from.shape.get());
      Dataset<Row> rows = generated.rows(spark).persist();
      return new Preferences(
          rows, rows.count(), generated.users(), generated.items(), Map.of(), Map.of());
    }
    Dataset<Row> named = PreferenceFile.read(spark, from.file.orElseThrow()).persist();
    Map<String, Integer> users = numbers(named, "user_id");
    Map<String, Integer> items = numbers(named, "item_id");
    Dataset<Row> rows =
        named
            .join(table(spark, users, "user_id", Factorization.USER), "user_id")
            .join(table(spark, items, "item_id", Factorization.ITEM), "item_id")
            .select(Factorization.USER, Factorization.ITEM, Factorization.WEIGHT)
            .repartition(spark.sparkContext().defaultParallelism())
            .persist();
    long count = rows.count();
    named.unpersist();
    return new Preferences(rows, count, users.size(), items.size(), users, items);
  }

  /** What each user has in a test file: items by number; -1 for those that nobody preferred. */
  static Map<Integer, List<Integer>> tested(
      SparkSession spark, Path file, Preferences preferences) {
    return PreferenceFile.read(spark, file)
        .join(table(spark, preferences.userNumbers(), "user_id", Factorization.USER), "user_id")
        .join(
            table(spark, preferences.itemNumbers(), "item_id", Factorization.ITEM),
            new String[] {"item_id"},
            "left")
        .select(col(Factorization.USER), coalesce(col(Factorization.ITEM), lit(-1)))
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getInt(0),
                Collectors.mapping(row -> row.getInt(1), Collectors.toList())));
  }

  private static Map<String, Integer> numbers(Dataset<Row> rows, String id) {
    Map<String, Integer> numbers = new HashMap<>();
    rows.select(id)
        .distinct()
        .sort(id)
        .collectAsList()
        .forEach(row -> numbers.put(row.getString(0), numbers.size()));
    return numbers;
  }

  private static Dataset<Row> table(
      SparkSession spark, Map<String, Integer> numbers, String id, String number) {
    List<Row> rows =
        numbers.entrySet().stream()
            .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
            .toList();
    return spark.createDataFrame(rows, StructType.fromDDL(id + " string, " + number + " int"));
  }
}
