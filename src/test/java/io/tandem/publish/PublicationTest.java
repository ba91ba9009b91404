package io.tandem.publish;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.publish.audit.DriftSettings;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
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
          Storage.Move.AUTO,
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
            folder.resolve("warehouse").toString(), new Configuration(), Storage.Move.AUTO);
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
        Json.object().put("run_id", runId).put("command", "test"));
  }

  private Dataset<Row> prices(Row... rows) {
    return rows(spark, "id string, price bigint", rows);
  }

  private void publish(LocalDate day, Row... rows) {
    Publication publication = begin();
    publication.stage(PRICES, prices(rows), day, "nothing.");
    publication.publish(day, Json.object().put("verdict", "published"));
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
        .containsExactly("_leases", "_standing.json", "run-0", "run-1");
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
              () -> Warehouse.at(place.toString(), new Configuration(), Storage.Move.AUTO))
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
        begin(new PublishSettings(1, Storage.Move.AUTO, 0, 300, SETTINGS.drift()));
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
}
