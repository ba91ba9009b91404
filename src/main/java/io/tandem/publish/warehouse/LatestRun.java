package io.tandem.publish.warehouse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code _latest.json}: the newest published run, and for each table, and the report, the folder
 * and the files of its newest partition. It follows from what stands, so a run of an older date
 * than the newest leaves it alone.
 */
public final class LatestRun {

  /**
   * The text of the file.
   *
   * @param files lists the files of a partition as they will stand
   */
  public static String text(Standing standing, FileNames files) throws IOException {
    ObjectNode json = Json.object();
    standing.latest().ifPresent(runId -> json.put("run_id", runId));
    if (!standing.nights().isEmpty()) {
      json.put("run_date", standing.nights().lastKey().toString());
    }
    ObjectNode folders = json.putObject("tables");
    ObjectNode lists = json.putObject("files");
    for (Map.Entry<String, LocalDate> table : newest(standing).entrySet()) {
      String folder = table.getKey() + "/run_date=" + table.getValue();
      folders.put(table.getKey(), folder);
      ArrayNode list = lists.putArray(table.getKey());
      for (String file : files.of(table.getValue(), table.getKey())) {
        list.add(folder + "/" + file);
      }
    }
    return Json.text(json);
  }

  /** Whether the file says what follows from what stands. */
  public static boolean isWritten(Warehouse warehouse, Standing standing) throws IOException {
    String expected =
        text(
            standing, (day, name) -> warehouse.storage().fileNames(warehouse.partition(name, day)));
    return warehouse.storage().read(warehouse.latest()).equals(Optional.of(expected));
  }

  private static SortedMap<String, LocalDate> newest(Standing standing) {
    SortedMap<String, LocalDate> newest = new TreeMap<>();
    standing
        .nights()
        .forEach(
            (day, night) ->
                night.keySet().stream()
                    .filter(Warehouse::isShown)
                    .forEach(name -> newest.put(name, day)));
    return Collections.unmodifiableSortedMap(newest);
  }

  /** Lists the files of a partition. */
  @FunctionalInterface
  public interface FileNames {
    /** Their names, in order. */
    Iterable<String> of(LocalDate runDate, String name) throws IOException;
  }

  private LatestRun() {}
}
