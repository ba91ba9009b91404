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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Breaks the protocol at every single operation that it asks of a file system, before and after its
 * effect, by the death of the process and by a failure that passes; then starts again, and looks
 * whether the warehouse is wholly old or wholly new, and whether the next night publishes.
 */
abstract class Faults {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Set<String> NAMES =
      new TreeSet<>(List.of("prices", "stock", "report", "_quarantine/order_lines"));

  /** Of this machine, and nobody has its number: who starts next sees that it is gone. */
  private static final Holder DEAD =
      new Holder(
          Holder.thisProcess().host(), Holder.thisProcess().space(), Integer.MAX_VALUE, "tick 0");

  private static final String ROOT = "/warehouse";

  private int runs;

  /** What is done to a warehouse, and may be broken off. */
  @FunctionalInterface
  interface Change {
    void make(Warehouse warehouse) throws IOException;
  }

  void breakEverywhere(String what, Storage.MoveUnit move, Change change) throws IOException {
    Map<String, byte[]> old = oldWarehouse(move);
    int operations = count(old, move, change);
    int fired = 0;
    for (Then then : Then.values()) {
      for (Side side : Side.values()) {
        for (int operation = 1; operation <= operations; operation++) {
          FaultyFileSystem.restore(old);
          FaultyFileSystem.failAt(operation, side, then);
          attempt(move, change);
          String fault = FaultyFileSystem.fired();
          assertThat(fault).as("operation %d of %d", operation, operations).isNotNull();
          fired++;
          FaultyFileSystem.heal();
          lookAsAnalystsDo(move, fault);
          restartAndLook(move, fault + ", then " + then);
        }
      }
    }
    System.out.printf("injected: %s, %s: %,d points%n", what, move, fired);
    assertThat(fired).isEqualTo(4 * operations).isGreaterThan(100);
  }

  /**
   * Another run takes the place of this one at every single look at the lease, finishes what it
   * finds, and publishes the same date; then this one goes on, and must leave all as it is.
   */
  void overtakeEverywhere(Storage.MoveUnit move) throws IOException {
    Map<String, byte[]> old = oldWarehouse(move);
    Change publish = warehouse -> publish(warehouse, "new", DAY);
    int operations = count(old, move, publish);
    int overtaken = 0;
    for (int operation = 1; operation <= operations; operation++) {
      FaultyFileSystem.restore(old);
      FaultyFileSystem.interruptAt(
          operation, () -> attempt(move, warehouse -> publish(warehouse, "taker", DAY)));
      attempt(move, publish);
      String moment = FaultyFileSystem.fired();
      if (moment.contains("list _leases")) {
        overtaken++;
        FaultyFileSystem.heal();
        lookAtStandingNights(moment);
        restartAndLook(move, moment);
      }
    }
    System.out.printf("injected: overtaken, %s: %,d points%n", move, overtaken);
    assertThat(overtaken).isGreaterThan(10);
  }

  /** The start that mends has other settings than the night that was broken off. */
  void mendWith(Storage.MoveUnit other, Storage.MoveUnit move) throws IOException {
    Map<String, byte[]> old = oldWarehouse(move);
    Change publish = warehouse -> publish(warehouse, "new", DAY);
    int operations = count(old, move, publish);
    int finished = 0;
    for (int operation = 1; operation <= operations; operation++) {
      FaultyFileSystem.restore(old);
      FaultyFileSystem.failAt(operation, Side.AFTER, Then.DEATH);
      attempt(move, publish);
      String fault = FaultyFileSystem.fired();
      FaultyFileSystem.heal();
      finished += FaultyFileSystem.holds(ROOT + "/_runs/new/intent.json") ? 1 : 0;
      turn(warehouse(other), "restart", other).close();
      lookAtStandingNights(fault);
    }
    assertThat(finished).isGreaterThan(10);
  }

  static int count(Map<String, byte[]> old, Storage.MoveUnit move, Change change)
      throws IOException {
    FaultyFileSystem.restore(old);
    change.make(warehouse(move));
    return FaultyFileSystem.operations();
  }

  static void attempt(Storage.MoveUnit move, Change change) {
    try {
      change.make(warehouse(move));
    } catch (IOException | Refusal e) {
      // As planned; what matters is what the next one finds.
    }
  }

  /** Two nights, of which the second was made again. */
  static Map<String, byte[]> oldWarehouse(Storage.MoveUnit move) throws IOException {
    FaultyFileSystem.clear(move == Storage.MoveUnit.FILES);
    publish(warehouse(move), "before", DAY.minusDays(1));
    publish(warehouse(move), "first", DAY);
    publish(warehouse(move), "old", DAY);
    return FaultyFileSystem.snapshot();
  }

  private static Warehouse warehouse(Storage.MoveUnit move) {
    return Warehouse.at("faulty://" + ROOT, FaultyFileSystem.configuration(), move);
  }

  static Turn turn(Warehouse warehouse, String runId, Storage.MoveUnit move) {
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
  static void publish(Warehouse warehouse, String runId, LocalDate day) throws IOException {
    Storage.MoveUnit move =
        warehouse.storage().movesDirectories()
            ? Storage.MoveUnit.DIRECTORIES
            : Storage.MoveUnit.FILES;
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

  static void expire(Warehouse warehouse, Turn turn) {
    new Expiry(warehouse, new Expiry.Terms(1, 0, Duration.ZERO))
        .run("expiry", Optional.of(turn), Instant.parse("2027-03-01T02:00:00Z"), line -> {});
  }

  /** In the very moment of the fault. */
  private static void lookAsAnalystsDo(Storage.MoveUnit move, String fault) throws IOException {
    for (JsonNode files : json("_latest.json").path("files")) {
      for (JsonNode file : files) {
        String path = ROOT + "/" + file.asText();
        if (move == Storage.MoveUnit.FILES && !path.endsWith("index.html")) {
          assertThat(FaultyFileSystem.holds(path)).as(fault).isTrue();
        }
      }
    }
    if (move == Storage.MoveUnit.DIRECTORIES) {
      for (String name : NAMES) {
        for (LocalDate day : List.of(DAY.minusDays(1), DAY, DAY.plusDays(1))) {
          if (FaultyFileSystem.holds(partition(name, day))) {
            assertWhole(name, day, fault);
          }
        }
      }
    }
  }

  /** All files of one run, and of that run all. */
  private static String assertWhole(String name, LocalDate day, String fault) {
    String partition = partition(name, day);
    List<String> found = FaultyFileSystem.names(partition);
    String runId = FaultyFileSystem.text(partition + "/" + found.get(0));
    assertThat(found).as(fault).isEqualTo(files(name, runId));
    assertThat(found)
        .as(fault)
        .allSatisfy(
            file -> assertThat(FaultyFileSystem.text(partition + "/" + file)).isEqualTo(runId));
    return runId;
  }

  void restartAndLook(Storage.MoveUnit move, String fault) throws IOException {
    FaultyFileSystem.heal();
    turn(warehouse(move), "restart", move).close();
    lookAtStandingNights(fault);
    assertThat(FaultyFileSystem.names(ROOT + "/_runs/_drafts")).as(fault).isEmpty();
    rollBackToAll(move, fault);
    String next = "next" + runs++;
    publish(warehouse(move), next, DAY.plusDays(2));
    assertThat(json("_latest.json").path("run_id").asText()).as(fault).isEqualTo(next);
    lookAtStandingNights(fault);
    try (Turn turn = turn(warehouse(move), "expiry", move)) {
      expire(warehouse(move), turn);
    }
    assertThat(FaultyFileSystem.names(ROOT + "/_runs"))
        .as(fault)
        .contains("_leases", "_standing.json", next)
        .isSubsetOf("_drafts", "_leases", "_standing.json", next);
    assertThat(FaultyFileSystem.names(ROOT + "/_runs/" + next))
        .as(fault)
        .containsExactly("manifest.json", "run.json", "standing.json");
    lookAtStandingNights(fault);
  }

  /** To every run that can be rolled back to: whole nights, whatever they are of. */
  private static void rollBackToAll(Storage.MoveUnit move, String fault) throws IOException {
    for (String runId : FaultyFileSystem.names(ROOT + "/_runs")) {
      if (FaultyFileSystem.holds(ROOT + "/_runs/" + runId + "/standing.json")) {
        try (Turn turn = turn(warehouse(move), "back", move)) {
          new RollBack(warehouse(move)).to(runId, Optional.of(turn), line -> {});
        } catch (Refusal e) {
          assertThat(e.kind()).as(fault).isEqualTo(Refusal.Kind.INPUT_MISSING);
        }
        lookAtStandingNights(fault + ", rolled back to " + runId);
      }
    }
  }

  /**
   * Every night is of one run in all its partitions, and what the warehouse says of itself is so.
   */
  private static void lookAtStandingNights(String fault) throws IOException {
    JsonNode standing = json("_runs/_standing.json");
    LocalDate newest = null;
    for (LocalDate day = DAY.minusDays(1); day.isBefore(DAY.plusDays(3)); day = day.plusDays(1)) {
      Set<String> owners = new TreeSet<>();
      for (String name : NAMES) {
        owners.add(
            FaultyFileSystem.names(partition(name, day)).isEmpty()
                ? "none"
                : assertWhole(name, day, fault));
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
        assertThat(FaultyFileSystem.holds(ROOT + "/_runs/" + owner + "/manifest.json"))
            .as(fault)
            .isTrue();
      }
    }
    JsonNode latest = json("_latest.json");
    assertThat(latest.path("run_date").asText()).as(fault).isEqualTo(String.valueOf(newest));
    for (JsonNode files : latest.path("files")) {
      assertThat(files)
          .as(fault)
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(FaultyFileSystem.holds(ROOT + "/" + file.asText())).isTrue());
    }
  }

  private static String partition(String name, LocalDate day) {
    return ROOT + "/" + name + "/run_date=" + day;
  }

  private static JsonNode json(String file) throws IOException {
    return JSON.readTree(FaultyFileSystem.text(ROOT + "/" + file));
  }
}
