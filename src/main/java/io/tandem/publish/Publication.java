package io.tandem.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;

/**
 * One run's way into the warehouse: stage, audit, publish. Everything is written under the run
 * first; {@link #publish} renames it into place, all or nothing as far as renames go, and {@link
 * #abandon} leaves the warehouse as it was.
 */
public final class Publication {
  /** The report's place in the warehouse, beside the tables'. */
  public static final String REPORT = "report";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final PublishSettings settings;
  private final String runId;
  private final Path stage;
  private final Path work;
  private final Map<String, Audited> audited = new LinkedHashMap<>();
  private final List<String> quarantined = new ArrayList<>();
  private boolean hasReport;

  private Publication(
      SparkSession spark, Warehouse warehouse, PublishSettings settings, String runId) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.settings = settings;
    this.runId = runId;
    this.stage = new Path(warehouse.run(runId), "stage");
    this.work = new Path(warehouse.run(runId), "work");
  }

  /** Begins a run: its folder is created, and is nobody else's. */
  public static Publication begin(
      SparkSession spark, Warehouse warehouse, PublishSettings settings, String runId) {
    Publication publication = new Publication(spark, warehouse, settings, runId);
    try {
      warehouse.createExclusively(warehouse.run(runId));
      return publication;
    } catch (IOException e) {
      throw publication.cannotPublish(e);
    }
  }

  /**
   * Writes rows once for the length of this run, outside all tables, and gives back what was
   * written.
   */
  public Dataset<Row> keep(String name, Dataset<Row> rows) {
    String path = new Path(work, name).toString();
    write(rows, path);
    return spark.read().schema(rows.schema()).parquet(path);
  }

  /**
   * Writes a table as it will be published, in its shape and sorted by its key, reads it back and
   * audits it.
   *
   * @param ifEmpty what to tell the operator where no row came out and the table may not be empty
   * @return the staged rows
   */
  public Dataset<Row> stage(Table table, Dataset<Row> rows, LocalDate runDate, String ifEmpty) {
    Path directory = staged(table.name());
    writeSorted(table.shape(rows), table.keyColumns(), directory);
    Dataset<Row> readBack = spark.read().parquet(directory.toString());
    Audit.Verdict verdict = new Audit(table, runDate, ifEmpty).check(readBack);
    try {
      List<FileStatus> files = warehouse.files(directory);
      long bytes = files.stream().mapToLong(FileStatus::getLen).sum();
      audited.put(
          table.name(),
          new Audited(table.name(), verdict.rows(), files.size(), bytes, verdict.rowHash()));
    } catch (IOException e) {
      throw cannotPublish(e);
    }
    return read(table, directory);
  }

  /** Stages the rejects of an input, for {@code _quarantine}. */
  public void quarantine(String input, Dataset<Row> rejects) {
    Column[] all = Arrays.stream(rejects.columns()).map(functions::col).toArray(Column[]::new);
    writeSorted(rejects, all, new Path(new Path(stage, "_quarantine"), input));
    quarantined.add(input);
  }

  /** Stages the report. */
  public void stageReport(String html) {
    try {
      warehouse.write(new Path(staged(REPORT), "index.html"), html);
      hasReport = true;
    } catch (IOException e) {
      throw cannotPublish(e);
    }
  }

  /**
   * The rows of a table of this run, else of the newest published run up to its date, if there is
   * one.
   */
  public Optional<Dataset<Row>> latest(Table table, LocalDate runDate) {
    if (audited.containsKey(table.name())) {
      return Optional.of(read(table, staged(table.name())));
    }
    return before(table, runDate.plusDays(1));
  }

  /** The rows of a table of the last published run with an earlier run date, if there is one. */
  public Optional<Dataset<Row>> before(Table table, LocalDate runDate) {
    try {
      return warehouse.directories(warehouse.partition(table.name(), runDate).getParent()).stream()
          .filter(
              partition -> partition.getName().compareTo(Warehouse.runDatePartition(runDate)) < 0)
          .reduce((earlier, later) -> later)
          .map(partition -> read(table, partition));
    } catch (IOException e) {
      throw cannotPublish(e);
    }
  }

  /** The tables staged so far. */
  public List<Audited> audited() {
    return List.copyOf(audited.values());
  }

  /**
   * Renames everything staged into place, then writes the manifest and points {@code _latest.json}
   * at the run. Where a rename fails, what stood before is put back.
   *
   * @param manifest what is to be remembered of the run
   * @return where the tables, and the report, now stand, by name
   */
  public Map<String, Path> publish(LocalDate runDate, ObjectNode manifest) {
    Map<Path, Path> moves = new LinkedHashMap<>();
    Map<String, Path> published = new LinkedHashMap<>();
    for (String table : audited.keySet()) {
      published.put(table, warehouse.partition(table, runDate));
      moves.put(staged(table), warehouse.partition(table, runDate));
    }
    if (hasReport) {
      published.put(REPORT, warehouse.partition(REPORT, runDate));
      moves.put(staged(REPORT), warehouse.partition(REPORT, runDate));
    }
    for (String input : quarantined) {
      moves.put(
          new Path(new Path(stage, "_quarantine"), input), warehouse.quarantine(input, runDate));
    }
    try {
      Path replaced = new Path(warehouse.run(runId), "replaced");
      Replacement replacement = new Replacement(warehouse, replaced);
      replacement.perform(moves);
      try {
        warehouse.write(manifestFile(), Manifests.text(manifest));
        new LatestRun(warehouse).advance(runId, runDate, published);
      } catch (IOException | RuntimeException failure) {
        replacement.putBack(failure);
        throw failure;
      }
      warehouse.delete(replaced);
      tidy();
      return published;
    } catch (IOException e) {
      throw cannotPublish(e);
    }
  }

  /** Drops what the run staged and remembers why it published nothing. */
  public void abandon(ObjectNode manifest) {
    try {
      tidy();
      warehouse.write(manifestFile(), Manifests.text(manifest));
    } catch (IOException e) {
      throw cannotPublish(e);
    }
  }

  /** Drops everything of the run, so that the warehouse is as if it had not been. */
  public void forget() {
    try {
      warehouse.delete(warehouse.run(runId));
    } catch (IOException e) {
      throw cannotPublish(e);
    }
  }

  private void tidy() throws IOException {
    warehouse.delete(stage);
    warehouse.delete(work);
  }

  private void writeSorted(Dataset<Row> rows, Column[] order, Path directory) {
    Dataset<Row> cached = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      cached.count();
      // The plan's statistics are those of the cached rows: how much there is decides how many
      // files there are.
      long bytes = cached.toDF().queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
      int files = (int) Math.ceil(Math.max(1.0, bytes / (settings.fileSize() * 1024.0 * 1024.0)));
      Dataset<Row> sorted =
          files == 1
              ? cached.coalesce(1).sortWithinPartitions(order)
              : cached.repartitionByRange(files, order).sortWithinPartitions(order);
      write(sorted, directory.toString());
      warehouse.keepDataOnly(directory);
    } catch (IOException e) {
      throw cannotPublish(e);
    } finally {
      cached.unpersist();
    }
  }

  /** Writes Parquet; a full disk is told in one line, whatever Spark wraps it into. */
  private void write(Dataset<Row> rows, String path) {
    try {
      rows.write().option("compression", "zstd").parquet(path);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      throw noRoom(e)
          .orElseThrow(
              () ->
                  e instanceof RuntimeException unchecked
                      ? unchecked
                      : new IllegalStateException(e));
    }
  }

  private Optional<RuntimeException> noRoom(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof IOException io
          && (message.contains("No space left") || message.contains("quota"))) {
        return Optional.of(cannotPublish(io));
      }
    }
    return Optional.empty();
  }

  private Dataset<Row> read(Table table, Path directory) {
    Dataset<Row> rows = spark.read().parquet(directory.toString());
    Set<String> written = Set.of(rows.columns());
    for (StructField field : table.schema().fields()) {
      if (!written.contains(field.name())) {
        // A run of an earlier version did not know the column yet.
        rows = rows.withColumn(field.name(), functions.lit(null).cast(field.dataType()));
      }
    }
    return table.shape(rows);
  }

  private Path staged(String name) {
    return new Path(stage, name);
  }

  private Path manifestFile() {
    return new Path(warehouse.run(runId), "manifest.json");
  }

  private Refusal cannotPublish(IOException e) {
    return Refusal.cannotPublish(
        "Cannot publish run %s: %s. Nothing of an earlier run was lost."
            .formatted(runId, e.getMessage()),
        e);
  }
}
