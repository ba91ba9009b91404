package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.LatestRun;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Warehouse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Everything that one change of a warehouse is going to do, so that whoever finds it can do it or
 * undo it without knowing anything else.
 *
 * @param runId the run whose change it is; the intent lies in its folder
 * @param movesDirectories whether partitions move as folders; else file by file
 * @param moves what changes where
 * @param before what stood, with the text of {@code _latest.json}, if there was one
 * @param after what will stand
 * @param manifest the run's manifest once it is done; none where the change publishes no run
 */
record Intent(
    String runId,
    boolean movesDirectories,
    List<Move> moves,
    State before,
    State after,
    Optional<ObjectNode> manifest) {

  /** What a warehouse says of itself. */
  record State(Standing standing, Optional<String> latest) {}

  /**
   * Plans the way from what stands to what will stand.
   *
   * @param manifest of the run that this publishes
   */
  static Intent plan(
      Warehouse warehouse, String runId, Standing after, Optional<ObjectNode> manifest)
      throws IOException {
    Standing before = Standing.of(warehouse);
    Map<String, List<String>> coming = new HashMap<>();
    List<Move> moves = new ArrayList<>();
    for (Standing.Change change : before.changesTo(after)) {
      Move move = move(warehouse, change);
      moves.add(move);
      coming.put(move.runDate() + move.name(), move.comingFiles());
    }
    String latest =
        LatestRun.text(
            after,
            (day, name) ->
                coming.containsKey(day + name)
                    ? coming.get(day + name)
                    : warehouse.storage().fileNames(warehouse.partition(name, day)));
    return new Intent(
        runId,
        warehouse.storage().movesDirectories(),
        moves,
        new State(before, warehouse.storage().read(warehouse.latest())),
        new State(after, Optional.of(latest)),
        manifest);
  }

  private static Move move(Warehouse warehouse, Standing.Change change) throws IOException {
    LocalDate day = change.runDate();
    String name = change.name();
    List<String> standing = warehouse.storage().fileNames(warehouse.partition(name, day));
    return new Move(
        day,
        name,
        change.to(),
        change.to().isEmpty() ? List.of() : coming(warehouse, change.to().get(), name, day),
        standing.isEmpty()
            ? Optional.empty()
            : Optional.of(change.from().orElse(Standing.unrecorded(day))),
        standing);
  }

  private static List<String> coming(Warehouse warehouse, String runId, String name, LocalDate day)
      throws IOException {
    Path directory = warehouse.run(runId).table(name, day);
    List<String> files = warehouse.storage().fileNames(directory);
    if (files.isEmpty()) {
      throw new IOException("there is no file in " + Warehouse.readable(directory));
    }
    return files;
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("run_id", runId);
    json.put("moves_directories", movesDirectories);
    ArrayNode list = json.putArray("moves");
    moves.forEach(move -> list.add(move.json()));
    write(before, json.putObject("before"));
    write(after, json.putObject("after"));
    manifest.ifPresent(whole -> json.set("manifest", whole));
    return json;
  }

  /**
   * What {@link #json} wrote.
   *
   * @param runId in whose folder it lies
   * @throws IllegalArgumentException where it is anything else
   * @throws DateTimeException where it holds no date where one should be
   */
  static Intent parse(String runId, ObjectNode json) {
    if (!json.path("run_id").asText().equals(runId)
        || !json.path("moves").isArray()
        || !json.path("moves_directories").isBoolean()
        || !(json.path("manifest").isObject() || json.path("manifest").isMissingNode())) {
      throw new IllegalArgumentException("no intent of run " + runId);
    }
    List<Move> moves = new ArrayList<>();
    json.path("moves").forEach(move -> moves.add(Move.parse(move)));
    return new Intent(
        runId,
        json.path("moves_directories").asBoolean(),
        moves,
        state(json.path("before")),
        state(json.path("after")),
        Optional.ofNullable((ObjectNode) json.get("manifest")));
  }

  private static void write(State state, ObjectNode json) {
    json.set("standing", state.standing().json());
    state.latest().ifPresent(text -> json.put("latest", text));
  }

  private static State state(JsonNode json) {
    return new State(
        Standing.parse(json.path("standing")),
        Optional.ofNullable(json.path("latest").textValue()));
  }
}
