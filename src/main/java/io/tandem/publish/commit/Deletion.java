package io.tandem.publish.commit;

import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.publish.warehouse.Warehouse.RunFolder;
import java.io.IOException;

/**
 * Lets a run go with all that lies in its folder. A folder with many files does not go in one step,
 * so it is marked first: of a run that is marked nothing is put back any more, and the next start
 * deletes what is left.
 */
public final class Deletion {
  private final Warehouse warehouse;
  private final Storage storage;
  private final Lease lease;

  /**
   * @param lease held by this process
   */
  public Deletion(Warehouse warehouse, Lease lease) {
    this.warehouse = warehouse;
    this.storage = warehouse.storage();
    this.lease = lease;
  }

  /** Deletes the folder of a run; nothing of it may stand. */
  public void of(String runId) throws IOException {
    RunFolder run = warehouse.run(runId);
    lease.requireHeld();
    if (!storage.exists(run.expired())) {
      storage.replace(run.expired(), "");
    }
    storage.delete(run.tables()); // The mark goes last.
    storage.delete(run.work());
    storage.delete(run.path());
  }
}
