package io.tandem.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.publish.audit.DriftSettings;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import io.tandem.testing.FaultyFileSystem;
import io.tandem.testing.FaultyFileSystem.Side;
import io.tandem.testing.FaultyFileSystem.Then;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Breaks the protocol at every single operation that it asks of a file system, before and after its
 * effect, by the death of the process and by a failure that passes; then starts again, and looks
 * whether the warehouse is wholly old or wholly new.
 */
class FaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Set<String> NAMES =
      new TreeSet<>(List.of("prices", "stock", "report", "_quarantine/order_lines"));

  /** Of this machine, and nobody has its number: who starts next sees that it is gone. */
  private static final Holder DEAD =
      new Holder(
          Holder.thisProcess().host(), Holder.thisProcess().space(), Integer.MAX_VALUE, "tick 0");

  @TempDir private Path folder;
  private int runs;

  /** What is done to a warehouse, and may be broken off. */
  @FunctionalInterface
  private interface Change {
    void make(Warehouse warehouse) throws IOException;
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
    FaultyFileSystem.beObjectStore(false);
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void aNightThatReplacesOneIsWhollyThereOrNot(Storage.Move move) throws IOException {
    breakEverywhere("a night again", move, warehouse -> publish(warehouse, "new", DAY));
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void aNewNightIsWhollyThereOrNot(Storage.Move move) throws IOException {
    breakEverywhere("a new night", move, warehouse -> publish(warehouse, "new", DAY.plusDays(1)));
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void aRollBackIsWhollyDoneOrNot(Storage.Move move) throws IOException {
    breakEverywhere(
        "a roll-back",
        move,
        warehouse -> {
          try (Turn turn = turn(warehouse, "back", move)) {
            new RollBack(warehouse).to("first", Optional.of(turn), line -> {});
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void anExpiryIsWhollyDoneOrNot(Storage.Move move) throws IOException {
    breakEverywhere(
        "an expiry",
        move,
        warehouse -> {
          try (Turn turn = turn(warehouse, "expiry", move)) {
            expire(warehouse, turn);
          }
        });
  }

  /** The start that is to mend is broken as well, and the one after that mends. */
  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void aRecoveryThatIsBrokenOffIsRecoveredFrom(Storage.Move move) throws IOException {
    Path base = oldWarehouse(move);
    Change publish = warehouse -> publish(warehouse, "new", DAY);
    int operations = count(base, move, publish);
    int fired = 0;
    for (int first = 3; first <= operations; first += 7) {
      for (int second = 1; ; second++) {
        Path copy = copy(base);
        FaultyFileSystem.failAt(first, Side.AFTER, Then.DEATH);
        attempt(copy, move, publish);
        FaultyFileSystem.failAt(second, Side.AFTER, Then.DEATH);
        attempt(
            copy,
            move,
            warehouse -> {
              try (Turn turn = turn(warehouse, "mending", move)) {
                assertThat(turn).isNotNull();
              }
            });
        if (FaultyFileSystem.fired() == null) {
          delete(copy);
          break; // It needed fewer operations.
        }
        fired++;
        restartAndLook(copy, move, "AFTER operation %d, then %s".formatted(first, FaultyFileSystem.fired()));
        delete(copy);
      }
    }
    System.out.printf("injected: recovery, %s: %,d points%n", move, fired);
    assertThat(fired).isGreaterThan(100);
  }

  private void breakEverywhere(String what, Storage.Move move, Change change) throws IOException {
    Path base = oldWarehouse(move);
    int operations = count(base, move, change);
    int fired = 0;
    for (Then then : Then.values()) {
      for (Side side : Side.values()) {
        for (int operation = 1; operation <= operations; operation++) {
          Path copy = copy(base);
          FaultyFileSystem.failAt(operation, side, then);
          attempt(copy, move, change);
          String fault = FaultyFileSystem.fired();
          assertThat(fault).as("operation %d of %d", operation, operations).isNotNull();
          fired++;
          FaultyFileSystem.heal();
          lookAsAnalystsDo(copy, move, fault);
          restartAndLook(copy, move, fault + ", then " + then);
          delete(copy);
        }
      }
    }
    System.out.printf("injected: %s, %s: %,d points%n", what, move, fired);
    assertThat(fired).isEqualTo(4 * operations).isGreaterThan(100);
  }

  private int count(Path base, Storage.Move move, Change change) throws IOException {
    Path copy = copy(base);
    FaultyFileSystem.heal();
    change.make(at(copy, move));
    int operations = FaultyFileSystem.operations();
    delete(copy);
    return operations;
  }

  private static void attempt(Path warehouse, Storage.Move move, Change change) {
    try {
      change.make(at(warehouse, move));
    } catch (IOException | Refusal e) {
      // As planned; what matters is what the next one finds.
    }
  }

  /** Two nights of the first run, of which the second was then made again. */
  private Path oldWarehouse(Storage.Move move) throws IOException {
    FaultyFileSystem.heal();
    FaultyFileSystem.beObjectStore(move == Storage.Move.FILES);
    Path base = folder.resolve("base");
    Warehouse warehouse = at(base, move);
    publish(warehouse, "before", DAY.minusDays(1));
    publish(warehouse, "first", DAY);
    publish(warehouse, "old", DAY);
    return base;
  }

  private static Warehouse at(Path path, Storage.Move move) {
    return Warehouse.at(
        FaultyFileSystem.path(path), FaultyFileSystem.configuration(), move);
  }

  private static Turn turn(Warehouse warehouse, String runId, Storage.Move move) {
    PublishSettings settings =
        new PublishSettings(
            400,
            move,
            0,
            300,
            new DriftSettings(DriftSettings.WhenExceeded.OFF, 1, 1, 1, 0, 0, 0, 1));
    return Turn.take(warehouse, runId, DEAD, settings, InstantSource.system(), line -> {});
  }

  /** Each file says which run wrote it; each run has two files in a table, and one page. */
  private static void publish(Warehouse warehouse, String runId, LocalDate day)
      throws IOException {
    Storage.Move move =
        warehouse.storage().movesDirectories() ? Storage.Move.DIRECTORIES : Storage.Move.FILES;
    try (Turn turn = turn(warehouse, runId, move)) {
      Run run =
          Run.begin(
              warehouse,
              runId,
              Optional.of(turn),
              DEAD,
              Json.object()
                  .put("run_id", runId)
                  .put("command", "nightly")
                  .put("started_at", "2026-03-01T02:00:00Z"));
      try {
        for (String name : NAMES) {
          for (String file : files(name, runId)) {
            warehouse
                .storage()
                .replace(new org.apache.hadoop.fs.Path(run.folder().table(name, day), file), runId);
          }
        }
        run.publish(
            day,
            new TreeSet<>(NAMES),
            Json.object().put("run_id", runId).put("verdict", "published"));
      } catch (IOException | Refusal e) {
        run.abandon(Json.object().put("run_id", runId).put("verdict", "cannot_publish"));
        throw e;
      }
    }
  }

  private static List<String> files(String name, String runId) {
    return name.equals("report")
        ? List.of("index.html")
        : List.of("part-0-" + runId + ".parquet", "part-1-" + runId + ".parquet");
  }

  private static void expire(Warehouse warehouse, Turn turn) {
    new Expiry(warehouse, new Expiry.Terms(1, 0, Duration.ZERO))
        .run("expiry", Optional.of(turn), Instant.parse("2027-03-01T02:00:00Z"), line -> {});
  }

  /** In the very moment of the fault. */
  private static void lookAsAnalystsDo(Path warehouse, Storage.Move move, String fault)
      throws IOException {
    JsonNode latest = JSON.readTree(warehouse.resolve("_latest.json").toFile());
    for (JsonNode files : latest.path("files")) {
      for (JsonNode file : files) {
        Path path = warehouse.resolve(file.asText());
        if (!path.endsWith("index.html") && Files.exists(path)) {
          assertThat(path.getFileName().toString()).as(fault).contains(Files.readString(path));
        }
      }
      if (move == Storage.Move.FILES && !files.get(0).asText().endsWith("index.html")) {
        assertThat(files).as(fault).allSatisfy(
            file -> assertThat(warehouse.resolve(file.asText())).exists());
      }
    }
    if (move == Storage.Move.DIRECTORIES) {
      for (String name : NAMES) {
        for (LocalDate day : List.of(DAY.minusDays(1), DAY, DAY.plusDays(1))) {
          Path partition = warehouse.resolve(name).resolve("run_date=" + day);
          if (Files.exists(partition)) {
            assertWhole(name, partition, fault);
          }
        }
      }
    }
  }

  /** All files of one run, and of that run all. */
  private static String assertWhole(String name, Path partition, String fault) throws IOException {
    List<String> found = names(partition);
    String runId = Files.readString(partition.resolve(found.get(0)));
    assertThat(found).as(fault).isEqualTo(files(name, runId));
    for (String file : found) {
      assertThat(Files.readString(partition.resolve(file))).as(fault).isEqualTo(runId);
    }
    return runId;
  }

  private void restartAndLook(Path copy, Storage.Move move, String fault) throws IOException {
    FaultyFileSystem.heal();
    Warehouse warehouse = at(copy, move);
    turn(warehouse, "restart", move).close();
    lookAtStandingNights(copy, fault);
    assertThat(names(copy.resolve("_runs/_drafts"))).as(fault).isEmpty();
    String next = "next" + runs++;
    publish(warehouse, next, DAY.plusDays(2));
    assertThat(JSON.readTree(copy.resolve("_latest.json").toFile()).path("run_id").asText())
        .as(fault)
        .isEqualTo(next);
    lookAtStandingNights(copy, fault);
    try (Turn turn = turn(warehouse, "expiry", move)) {
      expire(warehouse, turn);
    }
    assertThat(names(copy.resolve("_runs")))
        .as(fault)
        .containsOnlyOnce("_leases", "_standing.json", next)
        .isSubsetOf("_drafts", "_leases", "_standing.json", next);
    assertThat(names(copy.resolve("_runs").resolve(next)))
        .as(fault)
        .containsExactly("manifest.json", "run.json", "standing.json");
    lookAtStandingNights(copy, fault);
  }

  /** Every night is of one run in all its partitions, and what the warehouse says of itself is so. */
  private static void lookAtStandingNights(Path copy, String fault) throws IOException {
    JsonNode standing = JSON.readTree(copy.resolve("_runs/_standing.json").toFile());
    JsonNode latest = JSON.readTree(copy.resolve("_latest.json").toFile());
    LocalDate newest = null;
    for (LocalDate day = DAY.minusDays(1); day.isBefore(DAY.plusDays(3)); day = day.plusDays(1)) {
      Set<String> owners = new TreeSet<>();
      for (String name : NAMES) {
        Path partition = copy.resolve(name).resolve("run_date=" + day);
        owners.add(
            Files.exists(partition) ? assertWhole(name, partition, fault) : "none");
      }
      assertThat(owners).as(fault).hasSize(1);
      String owner = owners.iterator().next();
      JsonNode recorded = standing.path("nights").path(day.toString());
      if (owner.equals("none")) {
        assertThat(recorded.isMissingNode()).as(fault).isTrue();
      } else {
        newest = day;
        assertThat(recorded.size()).as(fault).isEqualTo(1);
        assertThat(recorded.path(owner).size()).as(fault).isEqualTo(NAMES.size());
        assertThat(copy.resolve("_runs").resolve(owner).resolve("manifest.json")).as(fault).exists();
      }
    }
    assertThat(latest.path("run_date").asText()).as(fault).isEqualTo(String.valueOf(newest));
    for (JsonNode files : latest.path("files")) {
      assertThat(files)
          .as(fault)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(copy.resolve(file.asText())).exists());
    }
  }

  private Path copy(Path base) throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> all = Files.walk(base)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Files.copy(path, copy.resolve(base.relativize(path)));
      }
    }
    return copy;
  }

  private static void delete(Path path) throws IOException {
    List<Path> deepestFirst = new ArrayList<>();
    try (Stream<Path> all = Files.walk(path)) {
      all.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
    }
    for (Path each : deepestFirst) {
      Files.delete(each);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
