package io.tandem.publish;

import io.tandem.publish.audit.DriftSettings;
import io.tandem.publish.commit.LeaseTerms;
import io.tandem.publish.warehouse.Storage;
import io.tandem.refusal.Refusal;
import java.time.Duration;

/**
 * How tables are written and published; {@code reference.conf} explains each setting.
 *
 * @param fileSize megabytes of cached rows that become one Parquet file
 * @param move how what was staged gets to its place
 * @param leaseWait seconds to wait for another run that is at work
 * @param leaseExpiry seconds without a sign of life after which a run of another machine is gone
 * @param drift how different from the run before a run may be
 */
public record PublishSettings(
    int fileSize, Storage.MoveUnit move, int leaseWait, int leaseExpiry, DriftSettings drift) {
  public PublishSettings {
    Refusal.unless(fileSize >= 1, "file-size", fileSize, "at least 1");
    Refusal.unless(leaseWait >= 0, "lease-wait", leaseWait, "at least 0");
    Refusal.unless(leaseExpiry >= 10, "lease-expiry", leaseExpiry, "at least 10");
  }

  LeaseTerms lease() {
    return new LeaseTerms(Duration.ofSeconds(leaseExpiry), Duration.ofSeconds(leaseWait));
  }
}
