package io.tandem.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.audit.Audited;
import io.tandem.publish.audit.References;
import io.tandem.publish.audit.TableAudit;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * One run's way into the warehouse: stage, audit, publish. Everything is written under the run
 * first; {@link #publish} makes all of it stand or nothing, and {@link #abandon} leaves the
 * warehouse as it was.
 */
public final class Publication {
  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Storage storage;
  private final PublishSettings settings;
  private final Run run;
  private final Map<Table, Audited> audited = new LinkedHashMap<>();
  private final List<String> quarantined = new ArrayList<>();
  private boolean hasReport;

  private Publication(SparkSession spark, Warehouse warehouse, PublishSettings settings, Run run) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.storage = warehouse.storage();
    this.settings = settings;
    this.run = run;
  }

  /**
   * Begins a run: its folder is created, and is nobody else's.
   *
   * @param turn of a run that is to publish; without one it only computes
   * @param begun what is remembered of a run that is killed: its command, when it was started
   */
  public static Publication begin(
      SparkSession spark,
      Warehouse warehouse,
      PublishSettings settings,
      String runId,
      Optional<Turn> turn,
      ObjectNode begun) {
    return new Publication(
        spark, warehouse, settings, Run.begin(warehouse, runId, turn, Holder.thisProcess(), begun));
  }

  /**
   * Writes rows once for the length of this run, outside all tables, and gives back what was
   * written.
   */
  public Dataset<Row> keep(String name, Dataset<Row> rows) {
    String path = new Path(run.folder().work(), name).toString();
    write(rows, path);
    return spark.read().schema(rows.schema()).parquet(path);
  }

  /**
   * Writes a table as it will be published, in its shape and sorted by its key, reads it back and
   * audits it by itself.
   *
   * @param ifEmpty what to tell the operator where no row came out and the table may not be empty
   * @return the staged rows
   */
  public Dataset<Row> stage(Table table, Dataset<Row> rows, LocalDate runDate, String ifEmpty) {
    Path directory = run.folder().table(table.name(), runDate);
    writeSorted(table.shape(rows), table.keyColumns(), directory);
    try {
      audited.put(
          table, new TableAudit(spark, table, runDate, ifEmpty).check(storage.files(directory)));
    } catch (IOException e) {
      throw run.cannotPublish(e);
    }
    return read(table, directory);
  }

  /** Stages the rejects of an input, for {@code _quarantine}. */
  public void quarantine(String input, Dataset<Row> rejects, LocalDate runDate) {
    Column[] all = Arrays.stream(rejects.columns()).map(functions::col).toArray(Column[]::new);
    String name = Warehouse.quarantine(input);
    writeSorted(rejects, all, run.folder().table(name, runDate));
    quarantined.add(name);
  }

  /** Stages the report. */
  public void stageReport(String html, LocalDate runDate) {
    try {
      storage.write(new Path(run.folder().table(Warehouse.REPORT, runDate), "index.html"), html);
      hasReport = true;
    } catch (IOException e) {
      throw run.cannotPublish(e);
    }
  }

  /**
   * Holds the staged tables against each other and against those of the run before.
   *
   * @param manifest of this run: where its settings are not those of the run before, what differs
   *     is only said
   * @return what differs by more than is allowed, where that is only to be said; else it is refused
   */
  public List<String> audit(LocalDate runDate, ObjectNode manifest) {
    Map<Table, Dataset<Row>> staged = new LinkedHashMap<>();
    audited
        .keySet()
        .forEach(
            table -> staged.put(table, read(table, run.folder().table(table.name(), runDate))));
    References.check(staged, runDate);
    NightBefore nightBefore = new NightBefore(warehouse, standing(), settings.drift(), manifest);
    List<String> warnings = new ArrayList<>();
    audited.forEach(
        (table, now) ->
            partitionBefore(table.name(), runDate)
                .ifPresent(
                    partition ->
                        warnings.addAll(
                            nightBefore.compare(
                                table,
                                runDate,
                                staged.get(table),
                                now.rows(),
                                partition,
                                read(table, partition)))));
    return warnings;
  }

  /**
   * The rows of a table of this run, else of the newest published run up to its date, if there is
   * one.
   */
  public Optional<Dataset<Row>> latest(Table table, LocalDate runDate) {
    if (audited.containsKey(table)) {
      return Optional.of(read(table, run.folder().table(table.name(), runDate)));
    }
    return before(table, runDate.plusDays(1));
  }

  /** The rows of a table of the last published run with an earlier run date, if there is one. */
  public Optional<Dataset<Row>> before(Table table, LocalDate runDate) {
    return partitionBefore(table.name(), runDate).map(partition -> read(table, partition));
  }

  private Optional<Path> partitionBefore(String name, LocalDate runDate) {
    return standing().newestBefore(runDate, name).map(newest -> warehouse.partition(name, newest));
  }

  /** The tables staged so far. */
  public List<Audited> audited() {
    return List.copyOf(audited.values());
  }

  /** What a run of this date reads of the warehouse: by name, the run that each partition is of. */
  public SortedMap<String, String> readFrom(LocalDate runDate) {
    Set<String> own = new TreeSet<>();
    audited.keySet().forEach(table -> own.add(table.name()));
    return Repetition.readFrom(standing(), runDate, own);
  }

  /**
   * The standing run that this one would only repeat: all of its partitions stand, whole, and it
   * was made of the same.
   *
   * @param fingerprint of a run that reads from these partitions
   */
  public Optional<Repeated> repeats(
      LocalDate runDate, Function<SortedMap<String, String>, String> fingerprint) {
    return new Repetition(warehouse, standing(), runDate).find(fingerprint);
  }

  /**
   * Makes everything staged stand, with the manifest, and points {@code _latest.json} at the run;
   * or leaves everything as it was.
   *
   * @param manifest what is to be remembered of the run
   * @return where the tables, and the report, now stand, by name
   */
  public Map<String, Path> publish(LocalDate runDate, ObjectNode manifest) {
    SortedSet<String> names = new TreeSet<>(quarantined);
    Map<String, Path> places = new LinkedHashMap<>();
    if (hasReport) {
      names.add(Warehouse.REPORT);
      places.put(Warehouse.REPORT, warehouse.partition(Warehouse.REPORT, runDate));
    }
    names.forEach(manifest.putArray("other_partitions")::add);
    for (Table table : audited.keySet()) {
      names.add(table.name());
      places.put(table.name(), warehouse.partition(table.name(), runDate));
    }
    run.publish(runDate, names, manifest);
    return places;
  }

  /** Drops what the run staged and remembers why it published nothing. */
  public void abandon(ObjectNode manifest) {
    run.abandon(manifest);
  }

  /** Drops everything of the run, so that the warehouse is as if it had not been. */
  public void forget() {
    run.forget();
  }

  private Standing standing() {
    try {
      return Standing.of(warehouse);
    } catch (IOException e) {
      throw run.cannotPublish(e);
    }
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
      storage.keepDataOnly(directory);
    } catch (IOException e) {
      throw run.cannotPublish(e);
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
        return Optional.of(run.cannotPublish(io));
      }
    }
    return Optional.empty();
  }

  /** The table's columns of a partition; one that an earlier version did not know is null there. */
  private Dataset<Row> read(Table table, Path directory) {
    return table.shape(spark.read().schema(table.schema()).parquet(directory.toString()));
  }
}
