package io.tandem.publish;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.audit.DriftSettings;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Manifests;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import io.tandem.testing.SparkExtension;
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
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class PublicationTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Table PRICES =
      Table.named("prices", "One price.")
          .column("id", StringType, "Which.")
          .nullable("price", LongType, "How much; null: unknown.")
          .key("id")
          .build();
  private static final Table STOCK =
      Table.named("stock", "One stock.").column("id", StringType, "Which.").key("id").mayBeEmpty();

  @TempDir private Path folder;

  private static final PublishSettings SETTINGS =
      new PublishSettings(
          400,
          Storage.MoveUnit.AUTO,
          0,
          300,
          new DriftSettings(DriftSettings.WhenExceeded.REFUSE, 7, 4, 0.5, 0.7, 0.5, 0.2, 1.0));

  private final List<String> lines = new ArrayList<>();
  private SparkSession spark;
  private Turn turn;
  private int runs;

  @AfterEach
  void endTurn() {
    if (turn != null) {
      turn.close();
    }
  }

  @BeforeEach
  void takeSession(SparkSession session) {
    spark = session;
  }

  private Publication begin() {
    return begin(SETTINGS);
  }

  private Publication begin(PublishSettings settings) {
    if (turn != null) {
      turn.close();
    }
    Warehouse warehouse =
        Warehouse.at(
            folder.resolve("warehouse").toString(), new Configuration(), Storage.MoveUnit.AUTO);
    String runId = "run-" + runs++;
    turn =
        Turn.take(
            warehouse, runId, Holder.thisProcess(), settings, InstantSource.system(), lines::add);
    return Publication.begin(
        spark,
        warehouse,
        settings,
        runId,
        Optional.of(turn),
        Json.object()
            .put("run_id", runId)
            .put("command", "test")
            .put("started_at", Instant.now().toString()));
  }

  private Dataset<Row> prices(Row... rows) {
    return rows(spark, "id string, price bigint", rows);
  }

  private void publish(LocalDate day, Row... rows) {
    Publication publication = begin();
    publication.stage(PRICES, prices(rows), day, "nothing.");
    ObjectNode manifest = Json.object().put("verdict", "published");
    publication.readFrom(day).forEach(manifest.putObject("read_from")::put);
    publication.publish(day, manifest);
  }

  private Path partition(String table, LocalDate day) {
    return folder.resolve("warehouse").resolve(table).resolve("run_date=" + day);
  }

  private Dataset<Row> read(String table, LocalDate day) {
    return spark.read().parquet(partition(table, day).toString());
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void publishedTablesAreSortedByKeyAndHoldDataOnly() throws IOException {
    publish(DAY, row("b", 2L), row("a", null), row("c", 3L));
    assertThat(read("prices", DAY)).hasRows(row("a", null), row("b", 2L), row("c", 3L));
    assertThat(names(partition("prices", DAY)))
        .singleElement()
        .asString()
        .matches("part-.*\\.zstd\\.parquet");
    assertThat(names(folder.resolve("warehouse")))
        .containsExactly("_latest.json", "_runs", "prices");
    assertThat(names(folder.resolve("warehouse/_runs/run-0")))
        .containsExactly("manifest.json", "run.json", "standing.json");
    assertThat(read("prices", DAY).schema().fields()[1].getComment().get())
        .isEqualTo("How much; null: unknown.");
  }

  @Test
  void aRerunReplacesTheDateAndNothingElse() throws IOException {
    publish(DAY.minusDays(1), row("a", 1L));
    publish(DAY, row("a", 1L));
    publish(DAY, row("b", 2L));
    assertThat(read("prices", DAY)).hasRows(row("b", 2L));
    assertThat(read("prices", DAY.minusDays(1))).hasRows(row("a", 1L));
    assertThat(names(folder.resolve("warehouse/prices")))
        .containsExactly("run_date=2026-02-28", "run_date=2026-03-01");
  }

  @Test
  void fillingInThePastDoesNotMoveAnalystsBack() throws IOException {
    publish(DAY, row("a", 1L));
    String latest = Files.readString(folder.resolve("warehouse/_latest.json"));
    assertThat(latest)
        .contains("\"run_date\" : \"2026-03-01\"", "\"prices\" : \"prices/run_date=2026-03-01\"");
    publish(DAY.minusDays(9), row("a", 1L));
    assertThat(Files.readString(folder.resolve("warehouse/_latest.json"))).isEqualTo(latest);
  }

  @Test
  void aTableThatBreaksItsContractIsRefused() {
    Publication publication = begin();
    assertThatThrownBy(
            () -> publication.stage(PRICES, prices(), DAY, "0 rules passed. Lower min-support."))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.DATA_REFUSED))
        .hasMessage("Cannot publish prices for 2026-03-01: 0 rules passed. Lower min-support.");
    Publication twice = begin();
    assertThatThrownBy(() -> twice.stage(PRICES, prices(row("a", 1L), row("a", 2L)), DAY, ""))
        .hasMessage(
            "Cannot publish prices for 2026-03-01: 1 row has the key of another one (id), such as a.");
    Publication keyless = begin();
    assertThatThrownBy(() -> keyless.stage(PRICES, prices(row("a", 1L), row(null, 2L)), DAY, ""))
        .hasMessage("Cannot publish prices for 2026-03-01: 1 row has no id.");
    assertThat(begin().stage(STOCK, rows(spark, "id string"), DAY, "")).isEmpty();
  }

  @Test
  void aRunThatIsAbandonedLeavesWhatWasThere() throws IOException {
    publish(DAY, row("a", 1L));
    Publication publication = begin();
    publication.keep("input", prices(row("x", 1L)));
    publication.stage(PRICES, prices(row("b", 2L)), DAY, "");
    publication.abandon(Json.object().put("verdict", "data_refused"));
    assertThat(read("prices", DAY)).hasRows(row("a", 1L));
    assertThat(names(folder.resolve("warehouse/_runs/run-1")))
        .containsExactly("manifest.json", "run.json");
    Publication dry = begin();
    dry.stage(PRICES, prices(row("b", 2L)), DAY, "");
    dry.forget();
    assertThat(names(folder.resolve("warehouse/_runs")))
        .containsExactly("_drafts", "_leases", "_standing.json", "run-0", "run-1");
  }

  @Test
  void whereOneTableCannotBePublishedNoneIs() throws IOException {
    publish(DAY, row("a", 1L));
    Files.writeString(
        folder.resolve("warehouse/stock"), "a file where the table's folder should be");
    Publication publication = begin();
    publication.stage(PRICES, prices(row("b", 2L)), DAY, "");
    publication.stage(STOCK, rows(spark, "id string", row("s")), DAY, "");
    assertThatThrownBy(() -> publication.publish(DAY, Json.object()))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH));
    assertThat(read("prices", DAY)).hasRows(row("a", 1L));
    assertThat(Files.readString(folder.resolve("warehouse/_latest.json"))).contains("run-0");
  }

  @Test
  void aTablesFolderThatIsALinkToAnotherDiskIsRefused() throws IOException {
    Path otherDisk = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(otherDisk), "there is no second disk to link to");
    assumeFalse(Files.getFileStore(otherDisk).equals(Files.getFileStore(folder)));
    publish(DAY, row("a", 1L));
    Path elsewhere = Files.createTempDirectory(otherDisk, "stock");
    try {
      Files.createSymbolicLink(folder.resolve("warehouse/stock"), elsewhere);
      Publication publication = begin();
      publication.stage(PRICES, prices(row("b", 2L)), DAY, "");
      publication.stage(STOCK, rows(spark, "id string", row("s")), DAY, "");
      assertThatThrownBy(() -> publication.publish(DAY, Json.object()))
          .isInstanceOfSatisfying(
              Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH))
          .hasMessageContaining("stock/run_date=2026-03-01")
          .hasMessageContaining("another disk");
      assertThat(read("prices", DAY)).hasRows(row("a", 1L));
      assertThat(elsewhere).isEmptyDirectory();
    } finally {
      FileUtil.fullyDelete(elsewhere.toFile());
    }
  }

  @Test
  void whatIsMovedWasFlushedToTheDiskBefore() throws IOException {
    publish(DAY, row("a", 1L));
    Publication publication = begin();
    publication.stage(PRICES, prices(row("b", 2L)), DAY, "");
    Path run = folder.resolve("warehouse/_runs/run-1");
    Path staged = run.resolve("tables/prices/run_date=" + DAY);
    Path file = staged.resolve(names(staged).get(0));
    List<Path> flushed = new ArrayList<>();
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
      recording.start();
      publication.publish(DAY, Json.object());
      recording.stop();
      Path dump = folder.resolve("flushed.jfr");
      recording.dump(dump);
      RecordingFile.readAllEvents(dump).stream()
          .sorted(Comparator.comparing(RecordedEvent::getStartTime))
          .map(event -> Path.of(event.getString("path")))
          .forEach(flushed::add);
    }
    assertThat(flushed)
        .as("data, names, then the intent, the partition's name, and what the warehouse says")
        .containsSubsequence(
            file,
            staged,
            run,
            partition("prices", DAY).getParent(),
            folder.resolve("warehouse"),
            folder.resolve("warehouse/_runs"));
  }

  @Test
  void whereTheManifestCannotBeFinishedNothingIsPublished() throws IOException {
    publish(DAY, row("a", 1L));
    Files.delete(folder.resolve("warehouse/_latest.json"));
    Files.createDirectory(folder.resolve("warehouse/_latest.json"));
    Publication publication = begin();
    publication.stage(PRICES, prices(row("b", 2L)), DAY, "");
    assertThatThrownBy(() -> publication.publish(DAY, Json.object()))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH));
    assertThat(read("prices", DAY)).hasRows(row("a", 1L));
  }

  @Test
  void aFileInTheWarehousesPlaceIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path place : List.of(file, file.resolve("below"))) {
      assertThatThrownBy(
              () -> Warehouse.at(place.toString(), new Configuration(), Storage.MoveUnit.AUTO))
          .isInstanceOfSatisfying(
              Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH))
          .hasMessageContaining(file + " is a file, not a folder");
    }
  }

  @Test
  void jobsReadTheirOwnRunElseTheNewestPublishedOne() {
    assertThat(begin().latest(PRICES, DAY)).isEmpty();
    publish(DAY.minusDays(2), row("old", 1L));
    publish(DAY.plusDays(2), row("future", 1L));
    Publication publication = begin();
    assertThat(publication.latest(PRICES, DAY).orElseThrow()).hasRows(row("old", 1L));
    publication.stage(PRICES, prices(row("own", 1L)), DAY, "");
    assertThat(publication.latest(PRICES, DAY).orElseThrow()).hasRows(row("own", 1L));
  }

  @Test
  void largeTablesAreSeveralFilesStillInOrder() throws IOException {
    Publication publication =
        begin(new PublishSettings(1, Storage.MoveUnit.AUTO, 0, 300, SETTINGS.drift()));
    Dataset<Row> many =
        spark.range(200_000).selectExpr("sha2(string(id), 256) as id", "id as price");
    publication.stage(PRICES, many, DAY, "");
    publication.publish(DAY, Json.object());
    assertThat(names(partition("prices", DAY)).size()).isGreaterThan(5);
    List<String> ids =
        read("prices", DAY).select("id").as(org.apache.spark.sql.Encoders.STRING()).collectAsList();
    assertThat(ids).hasSize(200_000);
  }

  @Test
  void theRowHashDoesNotDependOnOrderButOnContent() {
    Publication one = begin();
    one.stage(PRICES, prices(row("a", 1L), row("b", null)), DAY, "");
    Publication other = begin();
    other.stage(PRICES, prices(row("b", null), row("a", 1L)), DAY, "");
    Publication different = begin();
    different.stage(PRICES, prices(row("b", 1L), row("a", null)), DAY, "");
    assertThat(one.audited()).isEqualTo(other.audited());
    assertThat(one.audited().get(0).rowHash()).isNotEqualTo(different.audited().get(0).rowHash());
  }

  private Warehouse warehouse() {
    return Warehouse.at(
        folder.resolve("warehouse").toString(), new Configuration(), Storage.MoveUnit.AUTO);
  }

  private void rollBack(String runId) {
    turn.close();
    turn =
        Turn.take(
            warehouse(),
            "roll-back",
            Holder.thisProcess(),
            SETTINGS,
            InstantSource.system(),
            lines::add);
    new RollBack(warehouse()).to(runId, Optional.of(turn), lines::add);
  }

  private String latestRun() throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve("warehouse/_latest.json").toFile())
        .path("run_id")
        .asText();
  }

  @Test
  void oneCanRollBackAndForth() throws IOException {
    publish(DAY, row("a", 1L));
    publish(DAY, row("b", 2L));
    publish(DAY.plusDays(1), row("c", 3L));
    rollBack("run-0");
    assertThat(read("prices", DAY)).hasRows(row("a", 1L));
    assertThat(names(folder.resolve("warehouse/prices"))).containsExactly("run_date=2026-03-01");
    assertThat(latestRun()).isEqualTo("run-0");
    assertThat(lines)
        .contains(
            "  2026-03-01: 1 partition of run run-0 put back",
            "  2026-03-02: 1 partition of run run-2 taken away");
    rollBack("run-2");
    assertThat(read("prices", DAY)).hasRows(row("b", 2L));
    assertThat(read("prices", DAY.plusDays(1))).hasRows(row("c", 3L));
    assertThat(latestRun()).isEqualTo("run-2");
    rollBack("run-0");
    publish(DAY.plusDays(1), row("d", 4L));
    assertThat(read("prices", DAY)).hasRows(row("a", 1L));
    assertThat(read("prices", DAY.plusDays(1))).hasRows(row("d", 4L));
    assertThatThrownBy(() -> rollBack("no-such-run"))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.INPUT_MISSING));
  }

  @Test
  void whatIsShownAndWhatAKeptRunHasReadFromNeverExpires() throws IOException {
    for (int night = 0; night < 5; night++) {
      publish(DAY.plusDays(night), row("a", (long) night));
    }
    Instant later = Instant.now().plus(Duration.ofDays(400));
    new Expiry(warehouse(), new Expiry.Terms(1, 30, Duration.ofDays(1)))
        .run("expiry", Optional.empty(), later, lines::add);
    assertThat(names(folder.resolve("warehouse/prices"))).as("dry run").hasSize(5);
    new Expiry(warehouse(), new Expiry.Terms(1, 30, Duration.ofDays(1)))
        .run("expiry", Optional.of(turn), Instant.now(), lines::add);
    assertThat(names(folder.resolve("warehouse/prices"))).as("all are young").hasSize(5);
    new Expiry(warehouse(), new Expiry.Terms(1, 30, Duration.ofDays(1)))
        .run("expiry", Optional.of(turn), later, lines::add);
    assertThat(names(folder.resolve("warehouse/prices")))
        .containsExactly("run_date=2026-03-04", "run_date=2026-03-05");
    assertThat(names(folder.resolve("warehouse/_runs")))
        .contains("run-3", "run-4")
        .doesNotContain("run-0", "run-1", "run-2", "expiry");
    assertThat(latestRun()).isEqualTo("run-4");
  }

  /** The clock went back between two nights: what was started in the future is young. */
  @Test
  void aClockThatHasGoneBackwardsLosesNothing() throws IOException {
    publish(DAY, row("a", 1L));
    publish(DAY.plusDays(1), row("b", 2L));
    new Expiry(warehouse(), new Expiry.Terms(1, 0, Duration.ofDays(1)))
        .run("expiry", Optional.of(turn), Instant.parse("2001-01-01T00:00:00Z"), lines::add);
    assertThat(names(folder.resolve("warehouse/prices"))).hasSize(2);
  }

  @Test
  void aWarehouseOfAnOlderVersionIsTakenAsItIs() throws IOException {
    publish(DAY.minusDays(1), row("old", 1L));
    publish(DAY, row("old", 1L));
    FileUtil.fullyDelete(folder.resolve("warehouse/_runs").toFile());
    publish(DAY, row("new", 2L));
    assertThat(read("prices", DAY)).hasRows(row("new", 2L));
    assertThat(
            spark
                .read()
                .parquet(
                    folder
                        .resolve(
                            "warehouse/_runs/unrecorded-2026-03-01/tables/prices/run_date=2026-03-01")
                        .toString()))
        .hasRows(row("old", 1L));
  }

  @Test
  void aFileOfTheWarehousesOwnThatIsDamagedIsTold() throws IOException {
    publish(DAY, row("a", 1L));
    Files.writeString(folder.resolve("warehouse/_runs/run-0/manifest.json"), "{ \"run_id");
    publish(DAY.plusDays(1), row("b", 2L));
    assertThat(latestRun()).as("one cannot be read, and the next publishes").isEqualTo("run-1");
    assertThat(new Manifests(warehouse()).all().get(0).path("verdict").asText())
        .isEqualTo("unreadable");
    Files.writeString(folder.resolve("warehouse/_runs/_standing.json"), "");
    Publication publication = begin();
    publication.stage(PRICES, prices(row("c", 3L)), DAY, "");
    assertThatThrownBy(() -> publication.publish(DAY, Json.object()))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH))
        .hasMessageContaining(
            "_standing.json is not what a run wrote; put the standing.json of the run that was published last in its place");
    assertThat(read("prices", DAY)).hasRows(row("a", 1L));
  }

  @Test
  void whatARunLeftThatWasKilledIsDropped() throws IOException {
    publish(DAY, row("a", 1L));
    Publication killed = begin();
    killed.keep("input", prices(row("x", 1L)));
    killed.stage(PRICES, prices(row("b", 2L)), DAY, "");
    begin();
    assertThat(lines).contains("dropped what run run-1 had not published");
    assertThat(names(folder.resolve("warehouse/_runs/run-1")))
        .containsExactly("manifest.json", "run.json");
    assertThat(Files.readString(folder.resolve("warehouse/_runs/run-1/manifest.json")))
        .contains("\"verdict\" : \"interrupted\"");
    assertThat(read("prices", DAY)).hasRows(row("a", 1L));
  }

  @Test
  void aRunThatWouldOnlyRepeatAStandingOneIsFound() throws IOException {
    publish(DAY.minusDays(1), row("a", 1L));
    Publication first = begin();
    first.stage(PRICES, prices(row("a", 1L)), DAY, "");
    ObjectNode manifest = Json.object().put("fingerprint", first.readFrom(DAY).toString());
    manifest
        .putArray("tables")
        .addObject()
        .put("table", "prices")
        .put("files", first.audited().get(0).files())
        .put("bytes", first.audited().get(0).bytes());
    first.publish(DAY, manifest);
    assertThat(begin().repeats(DAY, Object::toString).orElseThrow().runId()).isEqualTo("run-1");
    assertThat(begin().repeats(DAY, readFrom -> "other")).isEmpty();
    assertThat(begin().repeats(DAY.plusDays(1), Object::toString)).isEmpty();
    publish(DAY.minusDays(1), row("a", 2L));
    assertThat(begin().repeats(DAY, Object::toString)).as("the run before is another").isEmpty();
    rollBack("run-1");
    assertThat(begin().repeats(DAY, Object::toString)).isPresent();
    Path partition = partition("prices", DAY);
    Files.write(partition.resolve(names(partition).get(0)), new byte[3]);
    assertThat(begin().repeats(DAY, Object::toString)).as("it is damaged").isEmpty();
  }

  @Test
  void aRunThatDiffersTooMuchFromTheOneBeforeIsRefused() throws IOException {
    publish(DAY, row("a", 1L), row("b", 1L), row("c", 1L), row("d", 1L));
    Publication smaller = begin();
    smaller.stage(PRICES, prices(row("a", 1L)), DAY.plusDays(1), "");
    assertThatThrownBy(() -> smaller.audit(DAY.plusDays(1), Json.object()))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.DATA_REFUSED))
        .hasMessage(
            "Cannot publish prices for 2026-03-02: it differs from that of 2026-03-01 by more than publish.drift allows: max-row-change -0.75, allowed 0.50. If that is right, publish it with --set publish.drift.when-exceeded=warn.");
    ObjectNode otherSettings = Json.object();
    otherSettings.putObject("settings").put("recommendations.list-length", "3");
    assertThat(smaller.audit(DAY.plusDays(1), otherSettings))
        .containsExactly(
            "Warning: prices: it differs from that of 2026-03-01 by more than publish.drift allows: max-row-change -0.75, allowed 0.50.");
    ObjectNode otherPath = Json.object();
    otherPath.putObject("settings").put("sources.order-lines.path", "/data/2026-03-02");
    assertThatThrownBy(() -> smaller.audit(DAY.plusDays(1), otherPath)).isInstanceOf(Refusal.class);
    smaller.stage(PRICES, prices(row("a", 1L)), DAY.plusDays(8), "");
    assertThat(smaller.audit(DAY.plusDays(8), Json.object()))
        .as("too long ago to be a measure")
        .isEmpty();
  }

  @Test
  void twoRunsAtOnceAreKeptApart() {
    begin();
    assertThatThrownBy(
            () ->
                Turn.take(
                    warehouse(),
                    "other",
                    Holder.thisProcess(),
                    SETTINGS,
                    InstantSource.system(),
                    lines::add))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.TEMPORARY));
  }
}
