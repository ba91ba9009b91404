package io.tandem.publish.commit;

import java.time.Duration;

/**
 * How long to be patient with others.
 *
 * @param expiry a holder of another machine that gives no sign of life for so long is gone
 * @param patience how long to wait for one that is at work
 */
public record LeaseTerms(Duration expiry, Duration patience) {}
