package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What changes in the place of one partition. A partition that does not stand in its place lies in
 * the folder of its run.
 *
 * @param runDate of the partition
 * @param name of the partition
 * @param comes the run whose partition comes into the place; none: the place becomes empty
 * @param comingFiles the files of that partition
 * @param goes the run whose partition goes; none: the place is empty
 * @param goingFiles the files of that partition
 */
record Move(
    LocalDate runDate,
    String name,
    Optional<String> comes,
    List<String> comingFiles,
    Optional<String> goes,
    List<String> goingFiles) {

  Path place(Warehouse warehouse) {
    return warehouse.partition(name, runDate);
  }

  Path from(Warehouse warehouse) {
    return warehouse.run(comes.orElseThrow()).table(name, runDate);
  }

  Path to(Warehouse warehouse) {
    return warehouse.run(goes.orElseThrow()).table(name, runDate);
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("run_date", runDate.toString()).put("name", name);
    comes.ifPresent(runId -> json.put("comes", runId).set("coming_files", array(comingFiles)));
    goes.ifPresent(runId -> json.put("goes", runId).set("going_files", array(goingFiles)));
    return json;
  }

  /**
   * @throws IllegalArgumentException where it is not what {@link #json} wrote
   */
  static Move parse(JsonNode json) {
    if (json.path("name").asText().isEmpty() || !(json.has("comes") || json.has("goes"))) {
      throw new IllegalArgumentException("no move: " + json);
    }
    return new Move(
        LocalDate.parse(json.path("run_date").asText()),
        json.path("name").asText(),
        Optional.ofNullable(json.path("comes").textValue()),
        list(json.path("coming_files")),
        Optional.ofNullable(json.path("goes").textValue()),
        list(json.path("going_files")));
  }

  private static ArrayNode array(List<String> files) {
    ArrayNode array = Json.object().putArray("files");
    files.forEach(array::add);
    return array;
  }

  private static List<String> list(JsonNode array) {
    List<String> list = new ArrayList<>();
    array.forEach(file -> list.add(file.asText()));
    return list;
  }
}
