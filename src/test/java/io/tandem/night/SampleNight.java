package io.tandem.night;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.testing.Scripts;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One whole night on the committed sample, with the packed jar, run once for all who look at it.
 */
final class SampleNight {
  static final String DATE = "run_date=2026-03-01";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static SampleNight night;

  private final Path folder;
  private final Scripts.Ended ended;
  private final JsonNode truth;

  private SampleNight() throws IOException {
    this.folder = Files.createTempDirectory("sample-night");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    this.ended = Scripts.run(folder, "nightly");
    this.truth = JSON.readTree(Files.readString(Path.of("sample-data/truth.json")));
  }

  static synchronized SampleNight get() throws IOException {
    if (night == null) {
      night = new SampleNight();
    }
    return night;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it ran. */
  Path folder() {
    return folder;
  }

  /** How it ended. */
  Scripts.Ended ended() {
    return ended;
  }

  /** What was planted. */
  JsonNode truth() {
    return truth;
  }

  Path warehouse() {
    return folder.resolve("warehouse");
  }

  /** A published table. */
  Dataset<Row> published(String table) {
    return SparkExtension.spark()
        .read()
        .parquet(warehouse().resolve(table).resolve(DATE).toString());
  }

  /** The manifest of the newest run. */
  JsonNode manifest() throws IOException {
    String run =
        JSON.readTree(Files.readString(warehouse().resolve("_latest.json")))
            .path("run_id")
            .asText();
    return JSON.readTree(
        Files.readString(warehouse().resolve("_runs").resolve(run).resolve("manifest.json")));
  }

  /** One of the sample's files. */
  static Dataset<Row> sample(String file) {
    return SparkExtension.spark()
        .read()
        .option("header", true)
        .option("escape", "\"")
        .csv("sample-data/" + file);
  }
}
