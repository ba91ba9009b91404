package io.tandem.publish.warehouse;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file of the warehouse's own that is not what a run wrote. */
public final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableException(Path file, Throwable cause) {
    super(Warehouse.readable(file) + " is not what a run wrote; move it away", cause);
  }
}
