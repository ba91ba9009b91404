package io.tandem.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.audit.Drift;
import io.tandem.publish.audit.DriftSettings;
import io.tandem.publish.audit.DriftSettings.WhenExceeded;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Manifests;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Holds the tables of a run against those of the run before. Where the settings are other ones than
 * then, what differs is only said.
 */
final class NightBefore {
  private final Warehouse warehouse;
  private final Standing standing;
  private final DriftSettings settings;
  private final ObjectNode manifest;

  /**
   * @param manifest of the run that is compared, as far as it is known
   */
  NightBefore(Warehouse warehouse, Standing standing, DriftSettings settings, ObjectNode manifest) {
    this.warehouse = warehouse;
    this.standing = standing;
    this.settings = settings;
    this.manifest = manifest;
  }

  /**
   * Refuses a table that differs by more than is allowed, or says so.
   *
   * @param rowCount of {@code rows}
   * @param partition of the night before, which holds {@code before}
   */
  List<String> compare(
      Table table,
      LocalDate runDate,
      Dataset<Row> rows,
      long rowCount,
      Path partition,
      Dataset<Row> before) {
    Drift drift = new Drift(settings);
    LocalDate dateBefore = Warehouse.runDate(partition).orElseThrow();
    ObjectNode manifestBefore = manifestOf(table.name(), dateBefore);
    long countBefore = rowsOf(table.name(), manifestBefore).orElseGet(before::count);
    if (!drift.isMeasure(countBefore, ChronoUnit.DAYS.between(dateBefore, runDate))) {
      return List.of();
    }
    List<Drift.Measured> measured = new ArrayList<>();
    measured.add(drift.rows(countBefore, rowCount));
    measured.addAll(drift.lists(table, before, rows));
    List<String> warnings = new ArrayList<>();
    for (Drift.Measured exceeded : measured.stream().filter(Drift.Measured::isExceeded).toList()) {
      String what =
          "it differs from that of %s by more than publish.drift allows: %s"
              .formatted(dateBefore, exceeded.inWords());
      if (settings.whenExceeded() == WhenExceeded.REFUSE
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
      Optional<String> owner = standing.owner(runDate, table);
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
}
