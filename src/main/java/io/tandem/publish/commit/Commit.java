package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.UnreadableException;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.publish.warehouse.Warehouse.RunFolder;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * One change of a warehouse from one state to the next. Once its intent is written it is finished,
 * by this process or by the next that holds the lease; where it cannot be finished, it is undone.
 * Whoever has lost the lease does nothing any more: the change is in the hands of who has it.
 */
public final class Commit {
  private final Warehouse warehouse;
  private final Storage storage;
  private final Lease lease;

  /**
   * @param lease held by this process
   */
  public Commit(Warehouse warehouse, Lease lease) {
    this.warehouse = warehouse;
    this.storage = warehouse.storage();
    this.lease = lease;
  }

  /**
   * Makes what is to stand stand.
   *
   * @param runId whose change it is; an intent lies in its folder while it is going on
   * @param after what will stand
   * @param manifest of the run that this publishes
   * @throws IOException where nothing has changed
   * @throws UndecidedException where this process could neither finish nor undo it
   */
  public void perform(String runId, Standing after, Optional<ObjectNode> manifest)
      throws IOException {
    Intent intent = Intent.plan(warehouse, runId, after, manifest);
    refuseWhatStandsInTheWay(intent);
    lease.requireHeld();
    writeDown(intent);
    finishOrUndo(intent);
  }

  /** The commit point. A failure does not tell whether the file is there, so it is taken away. */
  private void writeDown(Intent intent) throws IOException {
    Path file = warehouse.run(intent.runId()).intent();
    try {
      storage.replace(file, Json.text(intent.json()));
    } catch (IOException | RuntimeException failure) {
      lease.requireHeld();
      try {
        storage.delete(file);
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
        throw new UndecidedException(intent.runId(), failure);
      }
      throw failure;
    }
  }

  /** What came of a change that an earlier process left. */
  enum Resumed {
    NONE_LEFT,
    FINISHED,
    UNDONE
  }

  /** Finishes, or else undoes, what an earlier process left in the folder of this run. */
  Resumed resume(String runId) throws IOException {
    Optional<Intent> intent = read(runId);
    if (intent.isEmpty()) {
      return Resumed.NONE_LEFT;
    }
    try {
      finishOrUndo(intent.get());
      return Resumed.FINISHED;
    } catch (UndecidedException e) {
      throw e;
    } catch (IOException e) {
      return Resumed.UNDONE;
    }
  }

  private Optional<Intent> read(String runId) throws IOException {
    Path file = warehouse.run(runId).intent();
    Optional<ObjectNode> json = Json.read(storage, file);
    try {
      return json.map(whole -> Intent.parse(runId, whole));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new UnreadableException(file, e);
    }
  }

  private void finishOrUndo(Intent intent) throws IOException {
    try {
      finish(intent);
    } catch (Refusal lost) {
      throw lost; // Nobody but the lease refuses anything here.
    } catch (IOException | RuntimeException failure) {
      try {
        undo(intent);
      } catch (Refusal lost) {
        lost.addSuppressed(failure);
        throw lost;
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
        throw new UndecidedException(intent.runId(), failure);
      }
      throw failure;
    }
    try {
      tidy(intent);
    } catch (IOException | RuntimeException e) {
      // All stands; the next start tidies up.
    }
  }

  private void finish(Intent intent) throws IOException {
    Places places = Places.of(warehouse, intent.movesDirectories());
    for (Move move : intent.moves()) {
      lease.requireHeld();
      places.take(move);
    }
    lease.requireHeld();
    RunFolder run = warehouse.run(intent.runId());
    if (intent.manifest().isPresent()) {
      storage.replace(run.manifest(), Json.text(intent.manifest().get()));
      storage.replace(run.standing(), Json.text(intent.after().standing().json()));
    }
    lease.requireHeld();
    write(intent.after(), intent.before());
    for (Move move : intent.moves()) {
      lease.requireHeld();
      places.clear(move);
    }
  }

  private void undo(Intent intent) throws IOException {
    Places places = Places.of(warehouse, intent.movesDirectories());
    lease.requireHeld();
    write(intent.before(), intent.after());
    for (Move move : intent.moves()) {
      lease.requireHeld();
      places.undo(move);
    }
    lease.requireHeld();
    RunFolder run = warehouse.run(intent.runId());
    if (intent.manifest().isPresent()) {
      storage.delete(run.standing());
      storage.delete(run.manifest());
    }
    storage.delete(run.intent());
  }

  private void tidy(Intent intent) throws IOException {
    lease.requireHeld();
    RunFolder run = warehouse.run(intent.runId());
    storage.delete(run.work());
    if (intent.manifest().isPresent()) {
      storage.delete(run.tables()); // They stand: what is left of the folder is empty.
    }
    storage.delete(run.intent());
  }

  /** What the warehouse says of itself; a file that says it already is left alone. */
  private void write(Intent.State to, Intent.State from) throws IOException {
    if (!to.latest().equals(from.latest())) {
      if (to.latest().isPresent()) {
        storage.replace(warehouse.latest(), to.latest().get());
      } else {
        storage.delete(warehouse.latest());
      }
    }
    storage.replace(warehouse.standing(), Json.text(to.standing().json()));
  }

  private void refuseWhatStandsInTheWay(Intent intent) throws IOException {
    for (Move move : intent.moves()) {
      if (storage.isFile(move.place(warehouse).getParent())
          || storage.isFile(move.place(warehouse))) {
        throw new IOException(
            Warehouse.readable(move.place(warehouse).getParent())
                + " holds a file where the folders of a table should be");
      }
    }
    if (storage.exists(warehouse.latest()) && !storage.isFile(warehouse.latest())) {
      throw new IOException(
          Warehouse.readable(warehouse.latest()) + " is a folder, where a file should be");
    }
  }
}
