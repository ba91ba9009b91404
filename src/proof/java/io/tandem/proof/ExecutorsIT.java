package io.tandem.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.Main;
import io.tandem.table.Tables;
import io.tandem.testing.Scripts;
import io.tandem.testing.ThisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that a whole night, computed by executors that are processes of their own, publishes the
 * same rows where executors are killed while they stage: by the hash of each table.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(6);

  /** So many tables are staged when an executor is killed. */
  private static final int[] STAGED = {2, 9};

  @TempDir private static Path folder;

  @BeforeAll
  static void makeAShop() {
    Scripts.Ended made =
        ThisProcess.run(
            "sample-data",
            "--out",
            folder.resolve("shop").toString(),
            "--customers",
            "400",
            "--products",
            "120");
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  @Test
  void aNightWhoseExecutorsAreKilledPublishesTheSame() throws Exception {
    long begin = System.nanoTime();
    SortedMap<String, String> quiet = night("quiet", new int[0]);
    long quietSeconds = seconds(begin);
    long second = System.nanoTime();
    SortedMap<String, String> disturbed = night("disturbed", STAGED);
    assertThat(disturbed).isEqualTo(quiet).hasSize(Tables.PUBLISHED.size());
    System.out.printf(
        "proof: executors: 2 executors, %d of them killed while tables were staged:"
            + " %d of %d tables equal to those of a quiet night; %d s quiet, %d s disturbed%n",
        STAGED.length, disturbed.size(), quiet.size(), quietSeconds, seconds(second));
  }

  /**
   * Runs one.
   *
   * @param kills when so many tables are staged, an executor is killed
   * @return the hashes of what it published
   */
  private static SortedMap<String, String> night(String name, int[] kills) throws Exception {
    Path own = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(
        own.resolve("jars")); // Spark takes what has such a folder for its home.
    Path warehouse = own.resolve("warehouse");
    try (JavaProcess night = start(own, warehouse)) {
      long end = System.nanoTime() + LIMIT.toNanos();
      for (int kill : kills) {
        awaitStaging(night, warehouse, kill, end);
        kill(night);
      }
      int exitCode = night.await(LIMIT);
      assertThat(exitCode).as(() -> errors(own)).isZero();
    }
    return tableHashes(warehouse);
  }

  private static JavaProcess start(Path own, Path warehouse) throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx2g",
                "-Xss16m",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=240m",
                "-XX:+UseSerialGC",
                "@" + JavaProcess.home().resolve("scripts/java-module-flags"),
                "-Dspark.master=local-cluster[2,1,1024]",
                "-Dspark.executor.memory=1024m",
                "-Dspark.executor.extraJavaOptions=-Xss16m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"),
                "-Dspark.executorEnv.SPARK_SCALA_VERSION=2.13",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.ui.enabled=false",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "nightly",
                "--config",
                JavaProcess.home().resolve("jobs/nightly.conf").toString(),
                "--warehouse",
                warehouse.toString(),
                "--set",
                "recommendations.evaluation.min-customers=10",
                "--set",
                "sources.exposures.path="
                    + JavaProcess.home().resolve("sample-data/exposures.csv.gz")));
    for (String input : List.of("order-lines", "products", "customers", "assortment", "events")) {
      Path file = folder.resolve("shop").resolve(input + ".csv.gz");
      options.addAll(List.of("--set", "sources.%s.path=%s".formatted(input, file)));
    }
    return JavaProcess.start(
        own,
        Map.of(
            "SPARK_HOME",
            own.toString(),
            "SPARK_SCALA_VERSION",
            "2.13",
            "SPARK_LOCAL_IP",
            "127.0.0.1"),
        options);
  }

  /** Returns when so many tables have been begun and one of them is just being written. */
  private static void awaitStaging(JavaProcess night, Path warehouse, int tables, long end)
      throws InterruptedException {
    while (true) {
      SortedSet<String> begun = new TreeSet<>();
      boolean isWriting = false;
      for (Path file : files(warehouse.resolve("_runs"), 7)) {
        Path parent = file.getParent();
        if (file.getFileName().toString().startsWith("run_date=")) {
          begun.add(parent.getFileName().toString());
        }
        isWriting |= file.getFileName().toString().equals("_temporary");
      }
      if (begun.size() >= tables && isWriting) {
        return;
      }
      assertThat(night.isAlive()).as("alive with %s staged", begun).isTrue();
      assertThat(System.nanoTime()).as("%s staged in time", begun).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static List<Path> files(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // It is not there yet, or changes: look again.
    }
  }

  /** By SIGKILL, and only one that the night itself has started: it starts nothing else in Java. */
  private static void kill(JavaProcess night) {
    List<ProcessHandle> executors =
        night.descendants().stream()
            .filter(process -> process.info().command().filter(c -> c.endsWith("java")).isPresent())
            .toList();
    assertThat(executors).isNotEmpty();
    ProcessHandle executor = executors.get(0);
    assertThat(executor.destroyForcibly()).isTrue();
    executor.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static SortedMap<String, String> tableHashes(Path warehouse) throws IOException {
    String run =
        JSON.readTree(Files.readString(warehouse.resolve("_latest.json"))).path("run_id").asText();
    JsonNode manifest =
        JSON.readTree(
            Files.readString(warehouse.resolve("_runs").resolve(run).resolve("manifest.json")));
    SortedMap<String, String> hashes = new TreeMap<>();
    manifest
        .path("tables")
        .forEach(
            table -> hashes.put(table.path("table").asText(), table.path("row_hash").asText()));
    return hashes;
  }

  private static String errors(Path own) {
    try {
      String all = Files.readString(own.resolve("err.txt"));
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static long seconds(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }
}
