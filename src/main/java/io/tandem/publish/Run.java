package io.tandem.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.commit.Commit;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.commit.UndecidedException;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.publish.warehouse.Warehouse.RunFolder;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;

/** The life of one run in a warehouse, whatever it writes: begun, and then published or not. */
final class Run {
  private final Warehouse warehouse;
  private final Storage storage;
  private final String id;
  private final RunFolder folder;
  private final Optional<Turn> turn;
  private boolean isUndecided;

  private Run(Warehouse warehouse, String id, Optional<Turn> turn) {
    this.warehouse = warehouse;
    this.storage = warehouse.storage();
    this.id = id;
    this.folder = warehouse.run(id);
    this.turn = turn;
  }

  /**
   * Begins a run: its folder is created, and is nobody else's.
   *
   * @param turn of a run that is to publish; without one it only computes
   * @param begun what is remembered of a run that is killed: its command, when it was started
   */
  static Run begin(
      Warehouse warehouse, String id, Optional<Turn> turn, Holder holder, ObjectNode begun) {
    Run run = new Run(warehouse, id, turn);
    try {
      ObjectNode beginning = begun.deepCopy().put("publishes", turn.isPresent());
      holder.write(beginning);
      if (!run.storage.createNew(run.folder.beginning(), Json.text(beginning))) {
        throw Refusal.temporary("Cannot start run %s: it exists already. Try again.".formatted(id));
      }
      return run;
    } catch (IOException e) {
      throw run.cannotPublish(e);
    }
  }

  RunFolder folder() {
    return folder;
  }

  /**
   * Makes everything staged stand, with the manifest, and points {@code _latest.json} at the run;
   * or leaves everything as it was.
   *
   * @param names of the partitions, which lie in the run's folder
   * @param manifest what is to be remembered of the run
   */
  void publish(LocalDate runDate, SortedSet<String> names, ObjectNode manifest) {
    try {
      for (String name : names) {
        storage.harden(folder.table(name, runDate));
      }
      Standing after = Standing.of(warehouse).with(runDate, id, names);
      new Commit(warehouse, turn.orElseThrow().lease()).perform(id, after, Optional.of(manifest));
    } catch (UndecidedException e) {
      isUndecided = true;
      throw Refusal.cannotPublish("Cannot publish run %s: %s.".formatted(id, e.getMessage()), e);
    } catch (IOException e) {
      throw cannotPublish(e);
    }
  }

  /**
   * Drops what the run staged and remembers why it published nothing; unless it has begun to
   * publish, or another run has taken its place: then its folder is in the hands of who holds the
   * lease.
   */
  void abandon(ObjectNode manifest) {
    try {
      if (isUndecided || storage.exists(folder.intent()) || storage.exists(folder.standing())) {
        return;
      }
      if (turn.isPresent()) {
        turn.get().lease().requireHeld();
      }
      storage.delete(folder.tables());
      storage.delete(folder.work());
      storage.replace(folder.manifest(), Json.text(manifest));
    } catch (IOException e) {
      throw cannotPublish(e);
    }
  }

  /** Drops everything of the run, so that the warehouse is as if it had not been. */
  void forget() {
    try {
      storage.delete(folder.path());
    } catch (IOException e) {
      throw cannotPublish(e);
    }
  }

  Refusal cannotPublish(IOException e) {
    return Refusal.cannotPublish(
        "Cannot publish run %s: %s. Nothing of an earlier run was lost."
            .formatted(id, e.getMessage()),
        e);
  }
}
