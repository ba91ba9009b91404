package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.UnreadableException;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.publish.warehouse.Warehouse.RunFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is done first by whoever holds the lease: a change that was broken off behind its commit
 * point is finished; what a run left that did not get so far is dropped, but for a manifest that
 * says so.
 */
public final class Recovery {
  private final Warehouse warehouse;
  private final Storage storage;
  private final Consumer<String> lines;

  /**
   * @param lines told what was found
   */
  public Recovery(Warehouse warehouse, Consumer<String> lines) {
    this.warehouse = warehouse;
    this.storage = warehouse.storage();
    this.lines = lines;
  }

  /** Leaves a warehouse in which nothing is half done; the lease must be held. */
  public void run() throws IOException {
    Commit commit = new Commit(warehouse);
    for (String runId : warehouse.runIds()) {
      RunFolder run = warehouse.run(runId);
      switch (commit.resume(runId)) {
        case FINISHED -> lines.accept("finished what run %s had begun to publish".formatted(runId));
        case UNDONE -> lines.accept("undid what run %s had begun to publish".formatted(runId));
        case NONE_LEFT -> {}
      }
      if (!storage.exists(run.manifest()) && isGone(run)) {
        drop(runId, run);
        lines.accept("dropped what run %s had not published".formatted(runId));
      }
    }
    storage.delete(warehouse.drafts());
  }

  /** A run that publishes holds the lease, and that is held by us; one that does not may live. */
  private boolean isGone(RunFolder run) throws IOException {
    Optional<ObjectNode> owner = owner(run);
    return owner.isEmpty()
        ? !storage.exists(run.tables())
        : owner.get().path("publishes").asBoolean() || Holder.parse(owner.get()).isProvablyGone();
  }

  private void drop(String runId, RunFolder run) throws IOException {
    Optional<ObjectNode> owner = owner(run);
    storage.delete(run.work());
    storage.delete(run.tables());
    if (owner.isEmpty() || !owner.get().path("publishes").asBoolean()) {
      storage.delete(run.path());
      return;
    }
    ObjectNode manifest =
        Json.object()
            .put("run_id", runId)
            .put("command", owner.get().path("command").asText())
            .put("started_at", owner.get().path("started_at").asText())
            .put("verdict", "interrupted")
            .put("message", "The process ended before anything was published.");
    storage.replace(run.manifest(), Json.text(manifest));
  }

  private Optional<ObjectNode> owner(RunFolder run) throws IOException {
    try {
      return Json.read(storage, run.owner());
    } catch (UnreadableException e) {
      return Optional.empty(); // It was killed while it wrote its very first file.
    }
  }
}
