package io.tandem.publish.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;

/**
 * Which run each published partition is of: the state of a warehouse between two changes. Each
 * change makes a new one, and each published run remembers the one it made, so that a warehouse can
 * be rolled back to it.
 *
 * @param sequence number of the change that made it; 0: nothing was ever published
 * @param latest the run that {@code _latest.json} names
 * @param nights run date → name of a partition → run
 */
public record Standing(
    long sequence,
    Optional<String> latest,
    SortedMap<LocalDate, SortedMap<String, String>> nights) {

  /** What to do where the file is lost that records what stands. */
  public static final String REMEDY =
      "put the standing.json of the run that was published last in its place";

  private static final String UNRECORDED = "unrecorded-";

  /** What stands now; of a warehouse that has not recorded it, what lies there. */
  public static Standing of(Warehouse warehouse) throws IOException {
    Optional<Standing> recorded = read(warehouse, warehouse.standing());
    return recorded.isPresent() ? recorded.get() : found(warehouse);
  }

  /** What a file of the warehouse records, if there is such a file. */
  public static Optional<Standing> read(Warehouse warehouse, Path file) throws IOException {
    Optional<ObjectNode> json = Json.read(warehouse.storage(), file);
    try {
      return json.isPresent() ? Optional.of(parse(json.get())) : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new UnreadableException(file, e);
    }
  }

  private static Standing found(Warehouse warehouse) throws IOException {
    Standing found = new Standing(0, Optional.empty(), new TreeMap<>());
    for (String name : warehouse.names()) {
      for (Path partition : warehouse.partitions(name)) {
        LocalDate runDate = Warehouse.runDate(partition).orElseThrow();
        found.put(runDate, name, unrecorded(runDate));
      }
    }
    return found;
  }

  /**
   * What a partition is said to be of that no run has recorded, such as one of an older version.
   */
  public static String unrecorded(LocalDate runDate) {
    return UNRECORDED + runDate;
  }

  /** The run date of a partition that is said to be of such a run; empty for any other run. */
  public static Optional<LocalDate> dayOfUnrecorded(String runId) {
    try {
      return runId.startsWith(UNRECORDED)
          ? Optional.of(LocalDate.parse(runId.substring(UNRECORDED.length())))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // Somebody else's folder.
    }
  }

  /** The run that a partition is of, as far as is recorded. */
  public Optional<String> owner(LocalDate runDate, String name) {
    return Optional.ofNullable(nights.getOrDefault(runDate, none()).get(name));
  }

  /** Whether anything is of this run. */
  public boolean holds(String runId) {
    return nights.values().stream().anyMatch(night -> night.containsValue(runId));
  }

  /** The newest run date of a name that is earlier than a day. */
  public Optional<LocalDate> newestBefore(LocalDate day, String name) {
    LocalDate newest = null;
    for (Map.Entry<LocalDate, SortedMap<String, String>> night : nights.headMap(day).entrySet()) {
      if (night.getValue().containsKey(name)) {
        newest = night.getKey();
      }
    }
    return Optional.ofNullable(newest);
  }

  /** This, but for one change: partitions that a run has published. */
  public Standing with(LocalDate runDate, String runId, Iterable<String> names) {
    boolean isNewest = nights.isEmpty() || !runDate.isBefore(nights.lastKey());
    Standing next =
        new Standing(sequence + 1, isNewest ? Optional.of(runId) : latest, new TreeMap<>());
    nights.forEach((day, night) -> next.nights.put(day, new TreeMap<>(night)));
    names.forEach(name -> next.put(runDate, name, runId));
    return next;
  }

  /** This, but without the partitions of some runs. */
  public Standing without(Iterable<String> runIds) {
    Standing next = new Standing(sequence + 1, latest, new TreeMap<>());
    nights.forEach(
        (day, night) -> {
          SortedMap<String, String> left = new TreeMap<>(night);
          runIds.forEach(runId -> left.values().removeIf(runId::equals));
          if (!left.isEmpty()) {
            next.nights.put(day, left);
          }
        });
    return next;
  }

  /**
   * A partition that two states know as of different runs.
   *
   * @param from its run in the first; none: it did not stand
   * @param to its run in the second; none: it does not stand any more
   */
  public record Change(
      LocalDate runDate, String name, Optional<String> from, Optional<String> to) {}

  /** What is different in another state, by run date and name. */
  public List<Change> changesTo(Standing other) {
    SortedMap<LocalDate, SortedSet<String>> partitions = new TreeMap<>();
    for (Standing standing : List.of(this, other)) {
      standing.nights.forEach(
          (day, night) ->
              partitions.computeIfAbsent(day, any -> new TreeSet<>()).addAll(night.keySet()));
    }
    List<Change> changes = new ArrayList<>();
    partitions.forEach(
        (day, names) ->
            names.forEach(
                name -> {
                  Change change = new Change(day, name, owner(day, name), other.owner(day, name));
                  if (!change.from().equals(change.to())) {
                    changes.add(change);
                  }
                }));
    return changes;
  }

  private void put(LocalDate runDate, String name, String runId) {
    nights.computeIfAbsent(runDate, day -> new TreeMap<>()).put(name, runId);
  }

  private static SortedMap<String, String> none() {
    return Collections.emptySortedMap();
  }

  /** As it is written: a night names each of its runs once. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("sequence", sequence);
    latest.ifPresent(runId -> json.put("latest", runId));
    ObjectNode all = json.putObject("nights");
    nights.forEach(
        (day, night) -> {
          ObjectNode runs = all.putObject(day.toString());
          night.forEach((name, runId) -> runs.withArray("/" + runId).add(name));
        });
    return json;
  }

  /**
   * What {@link #json} wrote.
   *
   * @throws IllegalArgumentException where it is anything else
   * @throws DateTimeException where a night has no date
   */
  public static Standing parse(JsonNode json) {
    Standing standing =
        new Standing(
            require(json.path("sequence"), JsonNode::isIntegralNumber).asLong(),
            Optional.ofNullable(json.path("latest").textValue()),
            new TreeMap<>());
    for (Map.Entry<String, JsonNode> night :
        require(json.path("nights"), JsonNode::isObject).properties()) {
      LocalDate runDate = LocalDate.parse(night.getKey());
      for (Map.Entry<String, JsonNode> run :
          require(night.getValue(), JsonNode::isObject).properties()) {
        Warehouse.requireRunId(run.getKey());
        for (JsonNode name : require(run.getValue(), JsonNode::isArray)) {
          standing.put(runDate, require(name, JsonNode::isTextual).asText(), run.getKey());
        }
      }
    }
    return standing;
  }

  private static JsonNode require(JsonNode node, Predicate<JsonNode> kind) {
    if (!kind.test(node)) {
      throw new IllegalArgumentException("unexpected: " + node);
    }
    return node;
  }
}
