package io.tandem.publish.warehouse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The manifests of all runs that ended, published or not: {@code _runs/<run_id>/manifest.json}. */
public final class Manifests {
  private final Warehouse warehouse;

  public Manifests(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** All of them, oldest run first; of one that cannot be read, what its folder's name says. */
  public List<ObjectNode> all() throws IOException {
    List<ObjectNode> manifests = new ArrayList<>();
    for (String runId : warehouse.runIds()) {
      try {
        of(runId).ifPresent(manifests::add);
      } catch (UnreadableException e) {
        manifests.add(
            Json.object()
                .put("run_id", runId)
                .put("verdict", "unreadable")
                .put("message", e.getMessage()));
      }
    }
    return manifests;
  }

  /**
   * The manifest of one run, if it has one.
   *
   * @throws UnreadableException where the file is not what a run wrote
   */
  public Optional<ObjectNode> of(String runId) throws IOException {
    return Json.read(warehouse.storage(), warehouse.run(runId).manifest());
  }

  /** Who began a run, and when; empty where its process was killed before it had said so. */
  public Optional<ObjectNode> beginning(String runId) throws IOException {
    try {
      return Json.read(warehouse.storage(), warehouse.run(runId).beginning());
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }
}
