package io.tandem.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.warehouse.LatestRun;
import io.tandem.publish.warehouse.Manifests;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Warehouse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Finds the run of a date that stands, whole, and was made of the same as one that begins. */
final class Repetition {
  private final Warehouse warehouse;
  private final Standing standing;
  private final LocalDate runDate;
  private final SortedMap<String, String> night;

  Repetition(Warehouse warehouse, Standing standing, LocalDate runDate) {
    this.warehouse = warehouse;
    this.standing = standing;
    this.runDate = runDate;
    this.night = standing.nights().getOrDefault(runDate, Collections.emptySortedMap());
  }

  /**
   * What a run reads of the warehouse: by name, the run that each partition is of.
   *
   * @param own the tables that it writes itself: of these it reads earlier nights only
   */
  static SortedMap<String, String> readFrom(Standing standing, LocalDate runDate, Set<String> own) {
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
   * The run, if there is one.
   *
   * @param fingerprint of a run that reads from these partitions
   */
  Optional<Repeated> find(Function<SortedMap<String, String>, String> fingerprint) {
    return new TreeSet<>(night.values())
        .stream()
            .filter(candidate -> isMadeOfTheSame(candidate, fingerprint))
            .findFirst()
            .map(candidate -> new Repeated(candidate, places(candidate)));
  }

  private boolean isMadeOfTheSame(
      String candidate, Function<SortedMap<String, String>, String> fingerprint) {
    try {
      Optional<ObjectNode> manifest = new Manifests(warehouse).of(candidate);
      if (manifest.isEmpty()
          || !stands(manifest.get(), candidate)
          || !LatestRun.isWritten(warehouse, standing)) {
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

  private boolean stands(ObjectNode manifest, String candidate) throws IOException {
    for (JsonNode table : manifest.path("tables")) {
      String name = table.path("table").asText();
      List<FileStatus> files = files(name);
      if (!candidate.equals(night.get(name))
          || files.size() != table.path("files").asInt()
          || files.stream().mapToLong(FileStatus::getLen).sum() != table.path("bytes").asLong()) {
        return false;
      }
    }
    for (JsonNode other : manifest.path("other_partitions")) {
      if (!candidate.equals(night.get(other.asText())) || files(other.asText()).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private List<FileStatus> files(String name) throws IOException {
    return warehouse.storage().files(warehouse.partition(name, runDate));
  }

  private Map<String, Path> places(String candidate) {
    Map<String, Path> places = new LinkedHashMap<>();
    night.forEach(
        (name, runId) -> {
          if (runId.equals(candidate) && Warehouse.isShown(name)) {
            places.put(name, warehouse.partition(name, runDate));
          }
        });
    return places;
  }
}
