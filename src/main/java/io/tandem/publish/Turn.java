package io.tandem.publish;

import io.tandem.publish.commit.Holder;
import io.tandem.publish.commit.Lease;
import io.tandem.publish.commit.Recovery;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The time in which one run alone may change a warehouse. It begins with a warehouse in which
 * nothing is half done, whatever became of the run before.
 */
public final class Turn implements AutoCloseable {
  private final Lease lease;

  private Turn(Lease lease) {
    this.lease = lease;
  }

  /**
   * Waits for its turn; leaves with {@link Refusal.Kind#TEMPORARY} where that takes too long.
   *
   * @param lines told whom this waits for, and what was left by others
   */
  public static Turn take(
      Warehouse warehouse,
      String runId,
      Holder holder,
      PublishSettings settings,
      InstantSource clock,
      Consumer<String> lines) {
    try {
      Lease lease = Lease.take(warehouse, runId, holder, settings.lease(), clock, lines);
      try {
        new Recovery(warehouse, lease, lines).run();
        return new Turn(lease);
      } catch (IOException | RuntimeException e) {
        lease.close();
        throw e;
      }
    } catch (IOException e) {
      throw Refusal.cannotPublish(
          "Cannot publish to this warehouse: %s.".formatted(e.getMessage()), e);
    }
  }

  Lease lease() {
    return lease;
  }

  /** Refuses to go on where another run has taken the place of this one. */
  public void requireHeld() {
    try {
      lease.requireHeld();
    } catch (IOException e) {
      throw Refusal.cannotPublish(
          "Cannot publish to this warehouse: %s.".formatted(e.getMessage()), e);
    }
  }

  /** Lets the next one begin. */
  @Override
  public void close() {
    lease.close();
  }
}
