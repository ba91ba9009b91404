package io.tandem.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.table.Table;
import io.tandem.table.Tables;
import io.tandem.testing.Scripts;
import io.tandem.testing.SparkExtension;
import io.tandem.testing.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night finds hangs on its inputs alone: on a generated shop, with everything planted. */
@Tag("slow")
class RerunIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATE = "run_date=2026-03-01";

  @TempDir private static Path folder;

  @BeforeAll
  static void makeAShop() {
    Scripts.Ended made =
        ThisProcess.run(
            "sample-data",
            "--out",
            folder.resolve("shop").toString(),
            "--customers",
            "1500",
            "--products",
            "250");
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  private static void run(String warehouse, Map<String, String> sparkSettings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "nightly",
                "--warehouse",
                folder.resolve(warehouse).toString(),
                "--set",
                "recommendations.evaluation.min-customers=30"));
    for (String input : List.of("order-lines", "products", "customers", "assortment", "events")) {
      Path file = folder.resolve("shop").resolve(input + ".csv.gz");
      arguments.addAll(List.of("--set", "sources.%s.path=%s".formatted(input, file)));
    }
    Scripts.Ended night = ThisProcess.run(sparkSettings, arguments.toArray(new String[0]));
    assertThat(night.exitCode()).as(night.err()).isZero();
  }

  /**
   * On one core instead of two, in seven partitions instead of a few; into another warehouse, for
   * in the same one it would be published already.
   */
  @Test
  void aRerunGivesEqualRowsInEqualOrder() throws IOException {
    run("first", Map.of());
    Map<String, String> before = tableHashes("first");
    Map<String, List<String>> rowsBefore = rows("first");
    assertThat(
            rowsBefore.entrySet().stream()
                .filter(rows -> !rows.getValue().isEmpty())
                .map(Map.Entry::getKey))
        .contains(
            "association_rules",
            "user_recommendations",
            "recommendation_evaluation",
            "taste_segments",
            "buy_again",
            "similar_products");
    run(
        "second",
        Map.of(
            "spark.master",
            "local[1]",
            "spark.default.parallelism",
            "7",
            "spark.sql.shuffle.partitions",
            "7",
            "spark.sql.adaptive.coalescePartitions.enabled",
            "false"));
    assertThat(tableHashes("second")).isEqualTo(before);
    assertThat(rows("second")).isEqualTo(rowsBefore);
  }

  private static Map<String, List<String>> rows(String name) {
    SparkSession spark = SparkExtension.spark();
    Path warehouse = folder.resolve(name);
    return Tables.PUBLISHED.stream()
        .collect(
            Collectors.toMap(
                Table::name,
                table ->
                    spark
                        .read()
                        .parquet(warehouse.resolve(table.name()).resolve(DATE).toString())
                        .limit(5_000)
                        .toJSON()
                        .collectAsList()));
  }

  private static Map<String, String> tableHashes(String name) throws IOException {
    Path warehouse = folder.resolve(name);
    String run =
        JSON.readTree(Files.readString(warehouse.resolve("_latest.json"))).path("run_id").asText();
    JsonNode manifest =
        JSON.readTree(
            Files.readString(warehouse.resolve("_runs").resolve(run).resolve("manifest.json")));
    Map<String, String> hashes = new HashMap<>();
    manifest
        .path("tables")
        .forEach(
            table -> hashes.put(table.path("table").asText(), table.path("row_hash").asText()));
    assertThat(hashes).hasSize(Tables.PUBLISHED.size());
    return hashes;
  }
}
