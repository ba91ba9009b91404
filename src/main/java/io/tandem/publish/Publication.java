package io.tandem.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.audit.Audited;
import io.tandem.publish.audit.Drift;
import io.tandem.publish.audit.DriftSettings.WhenExceeded;
import io.tandem.publish.audit.References;
import io.tandem.publish.audit.TableAudit;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Manifests;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
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
      storage.replace(new Path(run.folder().table(Warehouse.REPORT, runDate), "index.html"), html);
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
    List<String> warnings = new ArrayList<>();
    staged.forEach((table, rows) -> warnings.addAll(drift(table, rows, runDate, manifest)));
    return warnings;
  }

  private List<String> drift(
      Table table, Dataset<Row> rows, LocalDate runDate, ObjectNode manifest) {
    Optional<Path> partition = partitionBefore(table.name(), runDate);
    if (partition.isEmpty()) {
      return List.of();
    }
    Drift drift = new Drift(settings.drift());
    LocalDate dateBefore = Warehouse.runDate(partition.get()).orElseThrow();
    ObjectNode manifestBefore = manifestOf(table.name(), dateBefore);
    Dataset<Row> before = read(table, partition.get());
    long countBefore = rowsOf(table.name(), manifestBefore).orElseGet(before::count);
    if (!drift.isMeasure(countBefore, ChronoUnit.DAYS.between(dateBefore, runDate))) {
      return List.of();
    }
    List<Drift.Measured> measured = new ArrayList<>();
    measured.add(drift.rows(countBefore, audited.get(table).rows()));
    measured.addAll(drift.lists(table, before, rows));
    List<String> warnings = new ArrayList<>();
    for (Drift.Measured exceeded : measured.stream().filter(Drift.Measured::isExceeded).toList()) {
      String what =
          "it differs from that of %s by more than publish.drift allows: %s"
              .formatted(dateBefore, exceeded.inWords());
      if (settings.drift().whenExceeded() == WhenExceeded.REFUSE
          && shopSettings(manifest).equals(shopSettings(manifestBefore))) {
        throw Refusal.dataRefused(
            "Cannot publish %s for %s: %s. If that is right, publish it with --set publish.drift.when-exceeded=warn."
                .formatted(table.name(), runDate, what));
      }
      warnings.add("Warning: %s: %s.".formatted(table.name(), what));
    }
    return warnings;
  }

  /** Settings on which rows hang; where the export of a night lies is none of them. */
  private static Map<String, String> shopSettings(ObjectNode manifest) {
    Map<String, String> settings = new TreeMap<>();
    manifest
        .path("settings")
        .properties()
        .forEach(
            setting -> {
              if (!setting.getKey().matches("publish\\..*|sources\\..*\\.path|run-date")) {
                settings.put(setting.getKey(), setting.getValue().asText());
              }
            });
    return settings;
  }

  /** The manifest of the run that a published partition is of; an empty one where there is none. */
  private ObjectNode manifestOf(String table, LocalDate runDate) {
    try {
      Optional<String> owner = standing().owner(runDate, table);
      return owner.isEmpty()
          ? Json.object()
          : new Manifests(warehouse).of(owner.get()).orElseGet(Json::object);
    } catch (IOException e) {
      return Json.object(); // The rows themselves tell.
    }
  }

  private static Optional<Long> rowsOf(String table, ObjectNode manifest) {
    for (JsonNode entry : manifest.path("tables")) {
      if (entry.path("table").asText().equals(table)) {
        return Optional.of(entry.path("rows").asLong());
      }
    }
    return Optional.empty();
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
    try {
      return warehouse.partitions(name).stream()
          .filter(partition -> Warehouse.runDate(partition).orElseThrow().isBefore(runDate))
          .reduce((earlier, later) -> later);
    } catch (IOException e) {
      throw run.cannotPublish(e);
    }
  }

  /** The tables staged so far. */
  public List<Audited> audited() {
    return List.copyOf(audited.values());
  }

  /** What a run of this date reads of the warehouse: by name, the run that each partition is of. */
  public SortedMap<String, String> readFrom(LocalDate runDate) {
    Set<String> own = new TreeSet<>();
    audited.keySet().forEach(table -> own.add(table.name()));
    return readFrom(standing(), runDate, own);
  }

  private static SortedMap<String, String> readFrom(
      Standing standing, LocalDate runDate, Set<String> own) {
    SortedMap<String, String> owners = new TreeMap<>();
    Set<String> names = new TreeSet<>();
    standing.nights().values().forEach(night -> names.addAll(night.keySet()));
    names.removeIf(name -> !Warehouse.isShown(name) || name.equals(Warehouse.REPORT));
    for (String name : names) {
      LocalDate day = own.contains(name) ? runDate : runDate.plusDays(1);
      standing
          .newestBefore(day, name)
          .flatMap(newest -> standing.owner(newest, name))
          .ifPresent(owner -> owners.put(name, owner));
    }
    return owners;
  }

  /**
   * The standing run that this one would only repeat: all of its partitions stand, whole, and it
   * was made of the same.
   *
   * @param fingerprint of a run that reads from these partitions
   * @return where its tables, and the report, stand, by name
   */
  public Optional<Repeated> repeats(
      LocalDate runDate, Function<SortedMap<String, String>, String> fingerprint) {
    Standing standing = standing();
    SortedMap<String, String> night =
        standing.nights().getOrDefault(runDate, Collections.emptySortedMap());
    return new TreeSet<>(night.values())
        .stream()
            .filter(candidate -> isRepeated(candidate, standing, runDate, fingerprint))
            .findFirst()
            .map(candidate -> new Repeated(candidate, places(night, candidate, runDate)));
  }

  private boolean isRepeated(
      String candidate,
      Standing standing,
      LocalDate runDate,
      Function<SortedMap<String, String>, String> fingerprint) {
    try {
      Optional<ObjectNode> manifest = new Manifests(warehouse).of(candidate);
      if (manifest.isEmpty()
          || !stands(manifest.get(), candidate, runDate, standing.nights().get(runDate))) {
        return false;
      }
      Set<String> own = new TreeSet<>();
      manifest.get().path("tables").forEach(table -> own.add(table.path("table").asText()));
      return fingerprint
          .apply(readFrom(standing, runDate, own))
          .equals(manifest.get().path("fingerprint").asText());
    } catch (IOException e) {
      return false; // What cannot be read is not the same.
    }
  }

  /** A run that stands already. */
  public record Repeated(String runId, Map<String, Path> places) {}

  private boolean stands(
      ObjectNode manifest, String candidate, LocalDate runDate, SortedMap<String, String> night)
      throws IOException {
    for (JsonNode table : manifest.path("tables")) {
      String name = table.path("table").asText();
      List<FileStatus> files = storage.files(warehouse.partition(name, runDate));
      if (!candidate.equals(night.get(name))
          || files.size() != table.path("files").asInt()
          || files.stream().mapToLong(FileStatus::getLen).sum() != table.path("bytes").asLong()) {
        return false;
      }
    }
    for (JsonNode other : manifest.path("other_partitions")) {
      if (!candidate.equals(night.get(other.asText()))
          || storage.files(warehouse.partition(other.asText(), runDate)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private Map<String, Path> places(
      SortedMap<String, String> night, String candidate, LocalDate runDate) {
    Map<String, Path> places = new LinkedHashMap<>();
    night.forEach(
        (name, runId) -> {
          if (runId.equals(candidate) && Warehouse.isShown(name)) {
            places.put(name, warehouse.partition(name, runDate));
          }
        });
    return places;
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
