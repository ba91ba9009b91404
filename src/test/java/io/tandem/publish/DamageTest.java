package io.tandem.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.audit.DriftSettings;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of the warehouse's own that are lost or are not what a run wrote: told, and nothing worse.
 */
class DamageTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final PublishSettings SETTINGS =
      new PublishSettings(
          400,
          Storage.MoveUnit.AUTO,
          0,
          300,
          new DriftSettings(DriftSettings.WhenExceeded.OFF, 1, 1, 1, 0, 0, 0, 1));

  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>();

  /** A night, and the same date again. */
  @BeforeEach
  void publishTwice() throws IOException {
    publish("first");
    publish("second");
  }

  private Warehouse warehouse() {
    return Warehouse.at(folder.toString(), new Configuration(), Storage.MoveUnit.AUTO);
  }

  private Turn turn() {
    return Turn.take(
        warehouse(), "turn", Holder.thisProcess(), SETTINGS, InstantSource.system(), lines::add);
  }

  private void publish(String runId) throws IOException {
    ObjectNode manifest =
        Json.object().put("run_id", runId).put("started_at", Instant.now().toString());
    try (Turn turn = turn()) {
      Run run = Run.begin(warehouse(), runId, Optional.of(turn), Holder.thisProcess(), manifest);
      Path staged = runs(runId, "tables/prices/run_date=" + DAY);
      Files.createDirectories(staged);
      Files.writeString(staged.resolve("part-" + runId + ".parquet"), runId);
      run.publish(DAY, new TreeSet<>(List.of("prices")), manifest.put("verdict", "published"));
    }
  }

  private Path runs(String... below) {
    return folder.resolve("_runs").resolve(String.join("/", below));
  }

  private String standing() throws IOException {
    return Files.readString(runs("_standing.json"));
  }

  private void rollBack(String runId) {
    try (Turn turn = turn()) {
      new RollBack(warehouse()).to(runId, Optional.of(turn), lines::add);
    }
  }

  private void assertStands(String runId) {
    assertThat(folder.resolve("prices/run_date=" + DAY))
        .isDirectoryContaining("glob:**/part-" + runId + ".parquet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"run_id\": \"third\"}",
        "{\"run_id\": \"third\", \"moves_directories\": true, \"moves\": []}",
        "{\"run_id\": \"second\", \"moves_directories\": true, \"moves\": [], \"before\": @, \"after\": @}",
        "{\"run_id\": \"third\", \"moves_directories\": true, \"moves\": [], \"manifest\": [], \"before\": @, \"after\": @}",
        "{\"run_id\": \"third\", \"moves_directories\": true, \"moves\": [{}], \"before\": @, \"after\": @}",
        "{\"run_id\": \"third\", \"moves_directories\": true, \"moves\": [{\"name\": \"prices\", \"comes\": \"third\", \"run_date\": \"today\"}], \"before\": @, \"after\": @}",
      })
  void anIntentThatIsNoneIsNotFollowed(String intent) throws IOException {
    String before = standing();
    Files.createDirectories(runs("third"));
    Files.writeString(
        runs("third", "intent.json"), intent.replace("@", "{\"standing\": " + before + "}"));
    assertThatThrownBy(this::turn)
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH))
        .hasMessageContaining("third/intent.json is not what a run wrote; restore it");
    assertThat(standing()).isEqualTo(before);
    assertStands("second");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sequence\": \"x\", \"nights\": {}}",
        "{\"sequence\": 2, \"nights\": []}",
        "{\"sequence\": 2, \"nights\": {\"today\": {}}}",
        "{\"sequence\": 2, \"nights\": {\"2026-03-01\": [\"prices\"]}}",
        "{\"sequence\": 2, \"nights\": {\"2026-03-01\": {\"\": [\"prices\"]}}}",
        "{\"sequence\": 2, \"nights\": {\"2026-03-01\": {\"../second\": [\"prices\"]}}}",
        "{\"sequence\": 2, \"nights\": {\"2026-03-01\": {\"second\": [7]}}}",
      })
  void aStateThatIsNoneIsNotBuiltOn(String state) throws IOException {
    Files.writeString(runs("_standing.json"), state);
    assertThatThrownBy(() -> publish("third"))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH))
        .hasMessageContaining("_standing.json is not what a run wrote; put the standing.json");
    assertThat(standing()).isEqualTo(state);
    assertStands("second");
  }

  /** And what the line says to do helps. */
  @Test
  void aStateThatIsLostIsTold() throws IOException {
    Files.delete(runs("_standing.json"));
    assertThatThrownBy(this::turn)
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH))
        .hasMessageContaining("_standing.json is not there any more; put the standing.json of");
    Files.copy(runs("second", "standing.json"), runs("_standing.json"));
    publish("third");
    assertStands("third");
    rollBack("first");
    assertStands("first");
  }

  @Test
  void aPublishedRunWhoseManifestIsMovedAwayKeepsItsPartitions() throws IOException {
    Files.delete(runs("first", "manifest.json"));
    turn().close();
    assertThat(lines).isEmpty();
    rollBack("first");
    assertStands("first");
  }

  /** Killed while it was deleted: one of its files is gone, or all. */
  @Test
  void ofARunThatIsHalfDeletedNothingIsPutBack() throws IOException {
    Files.writeString(runs("first", "expired"), "");
    assertThatThrownBy(() -> rollBack("first"))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.INPUT_MISSING));
    assertThat(lines).containsExactly("deleted what was left of run first, which has expired");
    assertThat(runs("first")).doesNotExist();
    assertStands("second");
  }

  @Test
  void aPartitionWithoutAFileIsNotPutBack() throws IOException {
    Files.delete(runs("first", "tables/prices/run_date=" + DAY, "part-first.parquet"));
    assertThatThrownBy(() -> rollBack("first"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no file in");
    assertStands("second");
  }

  /** What has begun to be published is not thrown away, whatever goes wrong then. */
  @Test
  void aRunWithAnIntentIsNotAbandoned() throws IOException {
    ObjectNode manifest = Json.object().put("run_id", "third");
    try (Turn turn = turn()) {
      Run run = Run.begin(warehouse(), "third", Optional.of(turn), Holder.thisProcess(), manifest);
      Path staged = Files.createDirectories(runs("third", "tables/prices/run_date=" + DAY));
      Files.writeString(runs("third", "intent.json"), "{}");
      run.abandon(manifest);
      assertThat(staged).exists();
      assertThat(runs("third", "manifest.json")).doesNotExist();
    }
  }

  @Test
  void foldersThatAreNoRunsAreLeftAlone() throws IOException {
    Files.createDirectories(runs("unrecorded-some day"));
    Files.createDirectories(runs("unrecorded-foo"));
    try (Turn turn = turn()) {
      new Expiry(warehouse(), new Expiry.Terms(1, 0, Duration.ZERO))
          .run("expiry", Optional.of(turn), Instant.now().plusSeconds(10), lines::add);
    }
    assertThat(runs("unrecorded-some day")).exists();
    assertStands("second");
  }
}
