package io.tandem.query;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A published file is not where it was a moment ago: another run is taking its night's place, or
 * the night has expired.
 */
final class GoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what is being published, as the user knows it
   * @param file that is not there
   */
  GoneException(String what, Path file, Throwable cause) {
    super(
        "Cannot read %s: it is being published right now (%s is not there). Try again."
            .formatted(what, file),
        cause);
  }

  /** Whether it is a published file that DuckDB did not find, and which. */
  static Optional<GoneException> in(SQLException error, List<PublishedTable> tables) {
    String message = String.valueOf(error.getMessage());
    if (!message.startsWith("IO Error")) {
      return Optional.empty();
    }
    for (PublishedTable table : tables) {
      for (Path file : table.files()) {
        if (message.contains('"' + file.toAbsolutePath().toString() + '"')
            && (isNotFound(message) || !Files.exists(file))) {
          return Optional.of(new GoneException(table.name(), file, error));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isNotFound(String message) {
    return message.contains("No files found") || message.contains("No such file");
  }
}
