package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells whether the holder of a lease is gone. One of this machine is when its process is. One of
 * another machine is when it has not changed its file for the whole expiry while this process
 * watched, or when the file is that old by the clock and has not changed for the length of several
 * signs either. So a clock that is wrong makes nobody gone.
 */
final class Watch {
  private static final int MISSED_SIGNS = 3;

  private final Duration expiry;
  private final InstantSource clock;
  private ObjectNode last;
  private long since;
  private boolean hasGivenSign;

  Watch(Duration expiry, InstantSource clock) {
    this.expiry = expiry;
    this.clock = clock;
  }

  /** Asked again and again, each time with the file as it then is. */
  boolean isGone(FoundLease found) {
    if (found.holder().filter(Holder::isProvablyGone).isPresent()) {
      return true;
    }
    if (isOfThisMachine(found)) {
      return false; // It is alive: it may be stopped, but it is not gone.
    }
    if (!found.content().equals(last)) {
      hasGivenSign |= last != null;
      last = found.content();
      since = System.nanoTime();
    }
    Duration unchanged = Duration.ofNanos(System.nanoTime() - since);
    Duration allowed = expiry(found);
    return unchanged.compareTo(allowed) >= 0
        || (isNearlyGone(found)
            && unchanged.compareTo(allowed.multipliedBy(MISSED_SIGNS).dividedBy(Lease.SIGNS)) >= 0);
  }

  /** Whether watching it a little longer will tell. */
  boolean isNearlyGone(FoundLease found) {
    return !hasGivenSign
        && !isOfThisMachine(found)
        && found
            .at()
            .map(at -> Duration.between(at, clock.instant()).compareTo(expiry(found)) >= 0)
            .orElse(false);
  }

  /** The longer of what this process and the holder think: it gives its signs by its own. */
  private Duration expiry(FoundLease found) {
    return found.expiry().filter(own -> own.compareTo(expiry) > 0).orElse(expiry);
  }

  private static boolean isOfThisMachine(FoundLease found) {
    return found.holder().filter(Holder::isOfThisMachine).isPresent();
  }
}
