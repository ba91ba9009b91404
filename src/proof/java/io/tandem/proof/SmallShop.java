package io.tandem.proof;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.Expiry;
import io.tandem.publish.Publication;
import io.tandem.publish.PublishSettings;
import io.tandem.publish.RollBack;
import io.tandem.publish.Turn;
import io.tandem.publish.audit.Audited;
import io.tandem.publish.audit.DriftSettings;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Publishes nights of two small tables and a page, whose rows and text all say which run wrote
 * them, so that one can look whether what stands in a warehouse is of one run.
 */
final class SmallShop {
  /** Of this machine, and nobody has its number: who starts next sees that it is gone. */
  static final Holder DEAD =
      new Holder(
          Holder.thisProcess().host(), Holder.thisProcess().space(), Integer.MAX_VALUE, "tick 0");

  static final List<Table> TABLES = List.of(table("prices"), table("stock"));
  private static final int ROWS = 50;

  private final SparkSession spark;
  private final String root;
  private final Configuration hadoop;
  private final Map<String, String> runOfFile = new ConcurrentHashMap<>();
  private int publications;

  SmallShop(SparkSession spark, String root, Configuration hadoop) {
    this.spark = spark;
    this.root = root;
    this.hadoop = hadoop;
  }

  private static Table table(String name) {
    return Table.named(name, "One item.")
        .column("id", StringType, "Which.")
        .column("amount", LongType, "How much.")
        .column("run", StringType, "Who wrote it.")
        .key("id")
        .build();
  }

  /** How a turn is taken: without any wait. */
  static PublishSettings settings(int leaseWait) {
    return new PublishSettings(
        400,
        Storage.MoveUnit.AUTO,
        leaseWait,
        300,
        new DriftSettings(DriftSettings.WhenExceeded.OFF, 1, 1, 1, 0, 0, 0, 1));
  }

  Warehouse warehouse() {
    return Warehouse.at(root, hadoop, Storage.MoveUnit.AUTO);
  }

  Turn turn(String runId, Holder holder, List<String> lines) {
    return Turn.take(warehouse(), runId, holder, settings(0), InstantSource.system(), lines::add);
  }

  /** A night of this run, as a whole: staged, audited, published. */
  void publish(String runId, LocalDate day) {
    publish(runId, day, Holder.thisProcess(), () -> {});
  }

  /**
   * The same.
   *
   * @param holder of the lease
   * @param whenStaged what happens between staging and publishing
   */
  void publish(String runId, LocalDate day, Holder holder, Runnable whenStaged) {
    try (Turn turn = turn(runId, holder, new ArrayList<>())) {
      Publication publication = begin(runId, Optional.of(turn));
      try {
        for (Table table : TABLES) {
          publication.stage(table, rows(runId), day, "nothing.");
          for (FileStatus file :
              warehouse().storage().files(warehouse().run(runId).table(table.name(), day))) {
            runOfFile.put(file.getPath().getName(), runId);
          }
        }
        publication.stageReport("<p>" + runId, day);
        publication.audit(day, Json.object());
        whenStaged.run();
        publication.publish(day, manifest(runId, publication));
        publications++;
      } catch (IOException | RuntimeException e) {
        publication.abandon(Json.object().put("run_id", runId).put("verdict", "cannot_publish"));
        throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
      }
    }
  }

  /** Begins a run, as a night would. */
  Publication begin(String runId, Optional<Turn> turn) {
    return Publication.begin(
        spark,
        warehouse(),
        settings(0),
        runId,
        turn,
        Json.object()
            .put("run_id", runId)
            .put("command", "proof")
            .put("started_at", "2026-03-01T02:00:00Z"));
  }

  private Dataset<Row> rows(String runId) {
    return spark
        .range(ROWS)
        .select(
            functions.format_string("item-%03d", functions.col("id")).as("id"),
            functions.col("id").multiply(runId.hashCode()).as("amount"),
            functions.lit(runId).as("run"));
  }

  private static ObjectNode manifest(String runId, Publication publication) {
    ObjectNode manifest =
        Json.object()
            .put("run_id", runId)
            .put("verdict", "published")
            .put("started_at", "2026-03-01T02:00:00Z")
            .put("fingerprint", "of " + runId);
    ArrayNode tables = manifest.putArray("tables");
    for (Audited table : publication.audited()) {
      tables
          .addObject()
          .put("table", table.table())
          .put("rows", table.rows())
          .put("files", table.files())
          .put("bytes", table.bytes())
          .put("row_hash", table.rowHash());
    }
    return manifest;
  }

  void rollBack(String runId, Holder holder) {
    try (Turn turn = turn("back-to-" + runId, holder, new ArrayList<>())) {
      new RollBack(warehouse()).to(runId, Optional.of(turn), line -> {});
    }
  }

  /** Lets all runs go but the last published one and what it needs. */
  void expire(Holder holder) {
    try (Turn turn = turn("expiry", holder, new ArrayList<>())) {
      new Expiry(warehouse(), new Expiry.Terms(1, 0, Duration.ZERO))
          .run("expiry", Optional.of(turn), Instant.parse("2027-03-01T02:00:00Z"), line -> {});
    }
  }

  /** The next start: whatever became of the run before. */
  List<String> start(String runId) {
    List<String> lines = new ArrayList<>();
    turn(runId, Holder.thisProcess(), lines).close();
    return lines;
  }

  /** How often {@link #publish} came to its end. */
  int publications() {
    return publications;
  }

  /** Which run wrote a data file; empty for a page. */
  Optional<String> runOfFile(String file) {
    return Optional.ofNullable(runOfFile.get(file.substring(file.lastIndexOf('/') + 1)));
  }

  /**
   * What stands, by date: each of one run in all its parts, by the rows as Spark reads them; and
   * what the warehouse says of itself is so.
   */
  SortedMap<LocalDate, String> look(LocalDate... days) throws IOException {
    Warehouse warehouse = warehouse();
    Standing standing = Standing.of(warehouse);
    SortedMap<LocalDate, String> found = new TreeMap<>();
    for (LocalDate day : days) {
      Map<String, String> night = standing.nights().getOrDefault(day, new TreeMap<>());
      if (night.isEmpty()) {
        for (Table table : TABLES) {
          assertThat(warehouse.storage().files(warehouse.partition(table.name(), day))).isEmpty();
        }
        continue;
      }
      assertThat(night).containsOnlyKeys("prices", "report", "stock");
      String runId = night.get("report");
      assertThat(night.values()).containsOnly(runId);
      assertThat(warehouse.storage().exists(warehouse.run(runId).manifest())).isTrue();
      for (Table table : TABLES) {
        Path partition = warehouse.partition(table.name(), day);
        List<Row> rows =
            spark.read().schema(table.schema()).parquet(partition.toString()).collectAsList();
        assertThat(rows)
            .hasSize(ROWS)
            .allSatisfy(row -> assertThat(row.getString(2)).isEqualTo(runId));
      }
      Path page = new Path(warehouse.partition(Warehouse.REPORT, day), "index.html");
      assertThat(warehouse.storage().read(page)).contains("<p>" + runId);
      found.put(day, runId);
    }
    JsonNode latest = latest();
    LocalDate newest = standing.nights().lastKey();
    assertThat(latest.path("run_date").asText()).isEqualTo(newest.toString());
    assertThat(latest.path("files")).hasSize(3);
    for (JsonNode files : latest.path("files")) {
      assertThat(files).isNotEmpty();
      for (JsonNode file : files) {
        assertThat(warehouse.storage().isFile(warehouse.listed(file.asText()))).isTrue();
      }
    }
    return found;
  }

  /** All files, below the warehouse; a server of objects may show folders where nothing is left. */
  List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    FileSystem fileSystem = new Path(root).getFileSystem(hadoop);
    Path folder = fileSystem.makeQualified(new Path(root));
    RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(folder, true);
    while (all.hasNext()) {
      files.add(folder.toUri().relativize(all.next().getPath().toUri()).getPath());
    }
    return files;
  }

  JsonNode latest() throws IOException {
    return Json.read(warehouse().storage(), warehouse().latest()).orElseThrow();
  }

  /** Lets somebody try; what is refused, or breaks on the way, is given back. */
  static Optional<Refusal> attempt(Runnable change) {
    try {
      change.run();
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(e);
    }
  }
}
