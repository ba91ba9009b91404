package io.tandem.publish.commit;

import java.io.IOException;

/**
 * A change that is written down, and that this process could neither finish nor undo: the next
 * start does.
 */
public final class UndecidedException extends IOException {
  private static final long serialVersionUID = 1L;

  UndecidedException(String runId, Exception cause) {
    super(
        "the change of run %s is half done (%s); the next start finishes it"
            .formatted(runId, cause.getMessage()),
        cause);
  }
}
