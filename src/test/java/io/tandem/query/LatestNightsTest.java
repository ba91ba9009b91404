package io.tandem.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of a warehouse in which a run is publishing. */
class LatestNightsTest {
  private static final String NIGHT = "bundles/run_date=2026-03-01/";
  private static final String BEFORE = "bundles/run_date=2026-02-28/";

  @TempDir private Path folder;
  private TinyWarehouse warehouse;

  @BeforeEach
  void publish() {
    warehouse =
        new TinyWarehouse(folder)
            .publish("bundles", "2026-02-28", "part-0.parquet", "SELECT 1 AS n")
            .publish("bundles", "2026-03-01", "part-a.parquet", "SELECT 2 AS n")
            .publish("bundles", "2026-03-01", "part-b.parquet", "SELECT 3 AS n")
            .latest(List.of(NIGHT + "part-a.parquet", NIGHT + "part-b.parquet"));
  }

  @Test
  void filesBesideTheListedOnesAreNotSeen() throws IOException {
    warehouse.publish("bundles", "2026-03-01", "part-of-another-run.parquet", "SELECT 90 AS n");
    Files.writeString(folder.resolve(NIGHT).resolve("part-half.parquet"), "PAR1");
    List<String> shown = List.of("n  run_date", "2  2026-03-01", "3  2026-03-01");
    assertThat(warehouse.lines("SELECT * FROM bundles ORDER BY n")).isEqualTo(shown);
    assertThat(warehouse.linesOf("2026-03-01", "SELECT * FROM bundles ORDER BY n"))
        .isEqualTo(shown);
    assertThat(warehouse.lines("SELECT sum(n) AS sum FROM history.bundles"))
        .containsExactly("sum", "  6");
    assertThat(warehouse.list()).contains("bundles 2026-03-01 2 2 " + grain());
  }

  @Test
  void nightsAndTablesThatAreNotYetListedAreNotSeen() {
    warehouse
        .publish("bundles", "2026-03-02", "SELECT 90 AS n")
        .publish("substitutes", "2026-03-02", "SELECT 90 AS n");
    assertThat(warehouse.lines("SELECT n FROM history.bundles ORDER BY n"))
        .containsExactly("n", "1", "2", "3");
    assertThat(warehouse.list())
        .containsExactly(
            "table run_date rows nights one row is", "bundles 2026-03-01 2 2 " + grain());
    assertThatThrownBy(() -> warehouse.lines("SELECT * FROM substitutes"))
        .hasMessageStartingWith("Cannot read substitutes: it is not yet published");
    assertThatThrownBy(() -> warehouse.linesOf("2026-03-02", "SELECT * FROM bundles"))
        .hasMessageStartingWith("Cannot find run date 2026-03-02");
  }

  @Test
  void olderNightsAreAsTheirFoldersTell() {
    warehouse.publish("bundles", "2026-02-28", "part-1.parquet", "SELECT 4 AS n");
    assertThat(warehouse.linesOf("2026-02-28", "SELECT n FROM bundles ORDER BY n"))
        .containsExactly("n", "1", "4");
    assertThat(warehouse.lines("SELECT n FROM history.bundles ORDER BY n"))
        .containsExactly("n", "1", "2", "3", "4");
  }

  @Test
  void whatIsNoTableMayBeListed() {
    warehouse.latest(
        """
        {"run_id": "r", "run_date": "2026-03-01",
         "tables": {"bundles": "bundles/run_date=2026-03-01"},
         "files": {"report": ["report/run_date=2026-03-01/index.html"], "empty": [],
                   "bundles": ["%spart-a.parquet", "%s_SUCCESS"]}}
        """
            .formatted(NIGHT, NIGHT));
    assertThat(warehouse.lines("SHOW TABLES")).containsExactly("name", "bundles");
    assertThat(warehouse.lines("SELECT n FROM bundles")).containsExactly("n", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"tables\": {\"bundles\": \"bundles/run_date=2026-02-28\"}}"})
  void whereNoFilesAreListedTheFoldersTell(String olderVersions) throws IOException {
    warehouse.latest(olderVersions).publish("bundles", "2026-03-02", "SELECT 4 AS n");
    assertThat(warehouse.lines("SELECT n FROM bundles")).containsExactly("n", "4");
    Files.delete(folder.resolve("_latest.json"));
    assertThat(warehouse.lines("SELECT n FROM bundles")).containsExactly("n", "4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"files\": {\"bundles\": [\"bun", "[]", "files: {}", "null"})
  void aFileThatIsNotJsonIsRefused(String text) {
    warehouse.latest(text);
    assertRefused(
        "SELECT n FROM bundles",
        "Cannot read %s: it is not a JSON object.".formatted(folder.resolve("_latest.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "/bundles/run_date=2026-03-01/part-a.parquet",
        "../bundles/run_date=2026-03-01/part-a.parquet",
        "bundles/../../bundles/run_date=2026-03-01/part-a.parquet",
        "bundles/run_date=2026-03-01/../run_date=2026-02-28/part-0.parquet",
        "bundles/run_date=2026-03-01/..",
        "bundles/run_date=2026-02-28/part-0.parquet",
        "bundles/run_date=2026-02-30/part-0.parquet",
        "substitutes/run_date=2026-03-01/part-a.parquet",
        "s3://bucket/run_date=2026-03-01/part-a.parquet",
        "",
      })
  void filesElsewhereAreRefused(String file) {
    warehouse.latest(
        "{\"files\": {\"bundles\": [\"%spart-a.parquet\", \"%s\"]}}".formatted(NIGHT, file));
    assertRefused(
        "SELECT n FROM bundles",
        "Cannot read %s: %s is no file of one night of bundles."
            .formatted(folder.resolve("_latest.json"), file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[7]", "[null]", "{\"a\": 1}", "\"bundles\""})
  void aListThatIsNoneIsRefused(String list) {
    warehouse.latest("{\"files\": {\"bundles\": %s}}".formatted(list));
    assertThatThrownBy(() -> warehouse.lines("SELECT n FROM bundles"))
        .hasMessageStartingWith("Cannot read %s: ".formatted(folder.resolve("_latest.json")))
        .hasMessageEndingWith(" is no file of one night of bundles.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[]", "\"bundles\""})
  void filesThatAreNotByTableAreRefused(String files) {
    warehouse.latest("{\"files\": %s}".formatted(files));
    assertRefused(
        "SELECT n FROM bundles",
        "Cannot read %s: its \"files\" are not listed by table."
            .formatted(folder.resolve("_latest.json")));
  }

  /** Between two renames the place is empty. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT sum(n) AS n FROM bundles",
        "SELECT sum(n) AS n FROM history.bundles WHERE run_date = DATE '2026-03-01'"
      })
  void aPartitionThatIsBeingReplacedIsWaitedFor(String sql) throws IOException {
    Files.move(folder.resolve(NIGHT), folder.resolve("_replaced"));
    CompletableFuture<Void> publisher =
        CompletableFuture.runAsync(
            () ->
                warehouse
                    .publish("bundles", "2026-03-01", "part-c.parquet", "SELECT 7 AS n")
                    .latest(List.of(NIGHT + "part-c.parquet")),
            CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
    assertThat(warehouse.lines(sql)).containsExactly("n", "7");
    publisher.join();
  }

  @Test
  void aPartitionThatComesBackIsWaitedFor() throws IOException {
    Path replaced = folder.resolve("_replaced");
    Files.move(folder.resolve(NIGHT), replaced);
    CompletableFuture<Void> publisher =
        CompletableFuture.runAsync(
            () -> assertThat(replaced.toFile().renameTo(folder.resolve(NIGHT).toFile())).isTrue(),
            CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
    assertThat(warehouse.list()).contains("bundles 2026-03-01 2 2 " + grain());
    publisher.join();
  }

  @Test
  void whatStaysAwayIsNotWaitedForForever() throws IOException {
    warehouse
        .publish("substitutes", "2026-03-01", "part-a.parquet", "SELECT 5 AS n")
        .latest(
            List.of(NIGHT + "part-a.parquet", NIGHT + "part-b.parquet"),
            List.of("substitutes/run_date=2026-03-01/part-a.parquet"));
    Path file = folder.resolve(NIGHT).resolve("part-b.parquet");
    Files.delete(file);
    assertThat(warehouse.lines("SELECT n FROM substitutes"))
        .as("of a table that stands nothing is waited for")
        .containsExactly("n", "5");
    Instant begun = Instant.now();
    assertThatThrownBy(() -> warehouse.lines("SELECT n FROM bundles"))
        .hasMessage(
            "Cannot read bundles: it is being published right now (%s is not there). Try again.",
            file)
        .extracting(e -> ((Refusal) e).kind())
        .isEqualTo(Refusal.Kind.TEMPORARY);
    assertThat(Duration.between(begun, Instant.now()))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));
  }

  @Test
  void aFileThatGoesWhileTheAnswerIsReadIsKnownToBeOurs() throws IOException, SQLException {
    PublishedTables published = PublishedTables.in(folder.toString());
    try (DuckDb database =
        DuckDb.over(published, Optional.empty(), "bundles", DuckDb.Answers.WHOLE)) {
      Files.delete(folder.resolve(NIGHT).resolve("part-b.parquet"));
      assertThatThrownBy(() -> database.answer("SELECT n FROM bundles", answer -> true))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(GoneException.in(e, published.all())).isPresent());
      assertThatThrownBy(() -> database.answer("SELECT n FROM 'other.parquet'", answer -> true))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(GoneException.in(e, published.all())).isEmpty());
    }
  }

  /** Two tables are replaced together, over and over: an answer is of one run in both. */
  @Test
  void noAnswerMixesTwoRuns() {
    AtomicBoolean isDone = new AtomicBoolean();
    run(1);
    CompletableFuture<Void> publisher =
        CompletableFuture.runAsync(
            () -> {
              for (int run = 2; !isDone.get(); run++) {
                run(run);
              }
            });
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(
                warehouse.lines(
                    "SELECT count(DISTINCT n) AS runs, count(*) AS n FROM (FROM bundles UNION ALL FROM buy_again)"))
            .containsExactly("runs  n", "   1  4");
      }
    } finally {
      isDone.set(true);
      publisher.join();
    }
  }

  private void run(int run) {
    List<String> files =
        List.of("part-0-%d.parquet".formatted(run), "part-1-%d.parquet".formatted(run));
    for (String table : List.of("bundles", "buy_again")) {
      for (String file : files) {
        warehouse.publish(
            "_runs/%d/%s".formatted(run, table),
            "2026-03-01",
            file,
            "SELECT %d AS n".formatted(run));
      }
    }
    try {
      for (String table : List.of("bundles", "buy_again")) {
        Path place = Files.createDirectories(folder.resolve(table)).resolve("run_date=2026-03-01");
        if (Files.exists(place)) {
          Files.move(place, folder.resolve("_runs/%d/old_%s".formatted(run, table)));
          Thread.sleep(5);
        }
        Files.move(folder.resolve("_runs/%d/%s/run_date=2026-03-01".formatted(run, table)), place);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    warehouse.latest(
        files.stream().map(NIGHT::concat).toList(),
        files.stream().map("buy_again/run_date=2026-03-01/"::concat).toList());
  }

  private void assertRefused(String sql, String message) {
    assertThatThrownBy(() -> warehouse.lines(sql))
        .hasMessage(message)
        .extracting(e -> ((Refusal) e).kind())
        .isEqualTo(Refusal.Kind.DATA_REFUSED);
  }

  private static String grain() {
    return Grains.read().of("bundles");
  }
}
