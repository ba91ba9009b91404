package io.tandem.query;

import io.tandem.refusal.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * A CSV file that is there whole or not at all: it is written beside its place and renamed when the
 * last row stands. RFC 4180, UTF-8, a header, and memory for one row at a time.
 */
final class CsvFile {
  private final String asTyped;
  private final Path file;

  private CsvFile(String asTyped, Path file) {
    this.asTyped = asTyped;
    this.file = file;
  }

  /** The file of this name, which a rename can put there. */
  static CsvFile at(String name, String warehouse) {
    try {
      Path file = Path.of(name).toAbsolutePath();
      // A link is followed, so that what it points to is replaced and not the link.
      Path place = Files.exists(file) ? file.toRealPath() : file.normalize();
      Path folder = place.getParent();
      if (Files.exists(place) && !Files.isRegularFile(place)) {
        throw refused(name, Files.isDirectory(place) ? "it is a folder" : "it is not a file");
      } else if (folder == null || !Files.isDirectory(folder)) {
        throw refused(name, "there is no folder " + folder);
      } else if (folder.toRealPath().startsWith(Path.of(warehouse).toRealPath())) {
        throw refused(name, "it is in the warehouse, where only runs publish");
      }
      return new CsvFile(name, place);
    } catch (InvalidPathException e) {
      throw refused(name, e.getReason());
    } catch (IOException e) {
      throw refused(name, Trouble.with(e));
    }
  }

  /** Writes all rows of an answer and says how many these are. */
  long write(Answer answer) throws SQLException {
    Path draft =
        file.resolveSibling(".%s.%s.draft".formatted(file.getFileName(), UUID.randomUUID()));
    draft.toFile().deleteOnExit(); // Of an interrupted answer nothing stays.
    try {
      long count = 0;
      try (BufferedWriter out =
          Files.newBufferedWriter(
              draft,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE)) {
        out.write(CsvText.line(names(answer)));
        while (answer.next()) {
          out.write(CsvText.line(answer.values()));
          count++;
        }
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return count;
    } catch (IOException e) {
      throw refused(asTyped, Trouble.with(e));
    } finally {
      delete(draft);
    }
  }

  private static List<Value> names(Answer answer) {
    return answer.names().stream().<Value>map(Value.Text::new).toList();
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal refused(String name, String reason) {
    return Refusal.cannotPublish("Cannot write %s: %s.".formatted(name, reason));
  }
}
