package io.tandem.publish.warehouse;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file of the warehouse's own that is not what a run wrote. */
public final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableException(Path file, Throwable cause) {
    super(
        "%s is not what a run wrote; %s".formatted(Warehouse.readable(file), remedy(file)), cause);
  }

  private static String remedy(Path file) {
    return switch (file.getName()) {
      case "intent.json" -> "restore it from a backup, for it says what was to be moved";
      case "_standing.json" -> Standing.REMEDY;
      default -> "move it away";
    };
  }
}
