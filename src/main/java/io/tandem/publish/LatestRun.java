package io.tandem.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * {@code _latest.json}: the newest published run, and for each table the folder of its newest
 * partition. A run of an older date than the one it names leaves it alone, so that filling in the
 * past never moves analysts back.
 */
final class LatestRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Warehouse warehouse;

  LatestRun(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Points at this run and its folders; tables that it did not publish stay where they were. */
  void advance(String runId, LocalDate runDate, Map<String, Path> published) throws IOException {
    ObjectNode latest = read();
    if (runDate.toString().compareTo(latest.path("run_date").asText("")) < 0) {
      return;
    }
    latest.put("run_id", runId).put("run_date", runDate.toString());
    ObjectNode tables = latest.withObject("/tables");
    published.forEach((table, path) -> tables.put(table, table + "/" + path.getName()));
    warehouse.write(warehouse.latest(), Manifests.text(latest));
  }

  private ObjectNode read() throws IOException {
    try {
      String text = warehouse.read(warehouse.latest()).orElse("{}");
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IOException(
          Warehouse.readable(warehouse.latest()) + " is not what a run wrote; move it away", e);
    }
  }
}
