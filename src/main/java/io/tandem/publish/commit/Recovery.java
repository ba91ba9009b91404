package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Manifests;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Storage;
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
  private final Lease lease;
  private final Consumer<String> lines;

  /**
   * @param lease held by this process
   * @param lines told what was found
   */
  public Recovery(Warehouse warehouse, Lease lease, Consumer<String> lines) {
    this.warehouse = warehouse;
    this.storage = warehouse.storage();
    this.lease = lease;
    this.lines = lines;
  }

  /** Leaves a warehouse in which nothing is half done. */
  public void run() throws IOException {
    Commit commit = new Commit(warehouse, lease);
    for (String runId : warehouse.runIds()) {
      switch (commit.resume(runId)) {
        case FINISHED -> lines.accept("finished what run %s had begun to publish".formatted(runId));
        case UNDONE -> lines.accept("undid what run %s had begun to publish".formatted(runId));
        case NONE_LEFT -> {}
      }
      clear(runId);
    }
    storage.delete(warehouse.drafts());
    refuseLostStanding();
  }

  private void clear(String runId) throws IOException {
    RunFolder run = warehouse.run(runId);
    if (storage.exists(run.expired())) {
      new Deletion(warehouse, lease).of(runId);
      lines.accept("deleted what was left of run %s, which has expired".formatted(runId));
    } else if (!storage.exists(run.manifest()) && !storage.exists(run.standing())) {
      Optional<ObjectNode> beginning = new Manifests(warehouse).beginning(runId);
      if (isGone(run, beginning)) {
        drop(runId, run, beginning);
        lines.accept("dropped what run %s had not published".formatted(runId));
      }
    }
  }

  private void refuseLostStanding() throws IOException {
    if (storage.exists(warehouse.standing())) {
      return;
    }
    for (String runId : warehouse.runIds()) {
      if (storage.exists(warehouse.run(runId).standing())) {
        throw new IOException(
            "%s is not there any more; %s"
                .formatted(Warehouse.readable(warehouse.standing()), Standing.REMEDY));
      }
    }
  }

  /** A run that publishes holds the lease, and that is held by us; one that does not may live. */
  private boolean isGone(RunFolder run, Optional<ObjectNode> beginning) throws IOException {
    return beginning.isEmpty()
        ? !storage.exists(run.tables())
        : beginning.get().path("publishes").asBoolean()
            || Holder.parse(beginning.get()).isProvablyGone();
  }

  private void drop(String runId, RunFolder run, Optional<ObjectNode> beginning)
      throws IOException {
    lease.requireHeld();
    storage.delete(run.work());
    storage.delete(run.tables());
    if (beginning.isEmpty() || !beginning.get().path("publishes").asBoolean()) {
      storage.delete(run.path());
      return;
    }
    ObjectNode manifest =
        Json.object()
            .put("run_id", runId)
            .put("command", beginning.get().path("command").asText())
            .put("started_at", beginning.get().path("started_at").asText())
            .put("verdict", "interrupted")
            .put("message", "The process ended before anything was published.");
    storage.replace(run.manifest(), Json.text(manifest));
  }
}
