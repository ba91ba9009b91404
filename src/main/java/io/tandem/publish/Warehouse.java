package io.tandem.publish;

import io.tandem.refusal.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;

/**
 * Where everything lies, on whatever file system Hadoop knows:
 *
 * <pre>
 * &lt;warehouse&gt;/&lt;table&gt;/run_date=YYYY-MM-DD/part-*.parquet   published
 * &lt;warehouse&gt;/report/run_date=YYYY-MM-DD/index.html
 * &lt;warehouse&gt;/_latest.json
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/manifest.json
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/stage/…                       while the run lasts
 * &lt;warehouse&gt;/_quarantine/&lt;table&gt;/run_date=…/
 * </pre>
 */
public final class Warehouse {
  private final Path root;
  private final FileSystem fileSystem;

  private Warehouse(Path root, FileSystem fileSystem) {
    this.root = root;
    this.fileSystem = fileSystem;
  }

  /**
   * The warehouse in this folder; it need not exist yet, but nothing else may stand in its place.
   */
  public static Warehouse at(String directory, Configuration hadoop) {
    try {
      FileSystem fileSystem = new Path(directory).getFileSystem(hadoop);
      Path root = fileSystem.makeQualified(new Path(directory));
      for (Path place = root; place != null; place = place.getParent()) {
        if (isFile(fileSystem, place)) {
          throw Refusal.cannotPublish(
              "Cannot publish to %s: %s is a file, not a folder. Choose another --warehouse."
                  .formatted(directory, place.toUri().getPath()));
        }
      }
      return new Warehouse(root, fileSystem);
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.cannotPublish(
          "Cannot publish to %s: %s. Choose another --warehouse."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /**
   * Where the partition of one run date of a table, or of the report, stands once it is published.
   */
  public Path partition(String table, LocalDate runDate) {
    return new Path(new Path(root, table), runDatePartition(runDate));
  }

  /** The rows of a table that a run of this date could not type. */
  public Path quarantine(String table, LocalDate runDate) {
    return new Path(new Path(root, "_quarantine"), table + "/" + runDatePartition(runDate));
  }

  /** Everything that belongs to one run alone. */
  public Path run(String runId) {
    return new Path(new Path(root, "_runs"), runId);
  }

  /** The file that names the newest published run and its tables. */
  public Path latest() {
    return new Path(root, "_latest.json");
  }

  /** The folder of all runs. */
  Path runs() {
    return new Path(root, "_runs");
  }

  static String runDatePartition(LocalDate runDate) {
    return "run_date=" + runDate;
  }

  /** A path as a person types it: without {@code file:} for a local one. */
  public static String readable(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  boolean exists(Path path) throws IOException {
    return fileSystem.exists(path);
  }

  /** Creates a folder that nobody else has. */
  void createExclusively(Path directory) throws IOException {
    if (fileSystem.exists(directory)) {
      throw Refusal.temporary(
          "Cannot start run %s: it exists already. Try again.".formatted(directory.getName()));
    }
    if (!fileSystem.mkdirs(directory)) {
      throw new IOException("cannot create " + readable(directory));
    }
  }

  /**
   * Moves a folder to where nothing stands; Hadoop's own rename would nest it into a folder that
   * does.
   */
  void move(Path from, Path to) throws IOException {
    if (fileSystem.exists(to)) {
      throw new IOException(readable(to) + " stands already");
    }
    fileSystem.mkdirs(to.getParent());
    if (!fileSystem.rename(from, to)) {
      throw new IOException("cannot rename " + readable(from) + " to " + readable(to));
    }
  }

  void delete(Path path) throws IOException {
    fileSystem.delete(path, true);
  }

  /**
   * Writes a small file beside its place and renames it there, so that no reader sees half of it.
   */
  void write(Path file, String text) throws IOException {
    Path draft = new Path(file.getParent(), "." + file.getName() + ".draft");
    fileSystem.mkdirs(file.getParent());
    try (OutputStream out = fileSystem.create(draft, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    removeChecksumOf(draft);
    if (fileSystem.exists(file) && fileSystem.getFileStatus(file).isDirectory()) {
      throw new IOException(readable(file) + " is a folder");
    }
    // A POSIX rename replaces the file in one step; where the file system refuses that, the old one
    // goes first.
    if (!fileSystem.rename(draft, file)
        && !(fileSystem.delete(file, false) && fileSystem.rename(draft, file))) {
      throw new IOException("cannot rename " + readable(draft) + " to " + readable(file));
    }
  }

  Optional<String> read(Path file) throws IOException {
    try (InputStream in = fileSystem.open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The files directly in a folder. */
  List<FileStatus> files(Path directory) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus status : fileSystem.listStatus(directory)) {
      if (status.isFile()) {
        files.add(status);
      }
    }
    return files;
  }

  /** The folders directly in a folder, by name; none where there is no such folder. */
  List<Path> directories(Path directory) throws IOException {
    List<Path> directories = new ArrayList<>();
    if (fileSystem.exists(directory)) {
      for (FileStatus status : fileSystem.listStatus(directory)) {
        if (status.isDirectory()) {
          directories.add(status.getPath());
        }
      }
    }
    directories.sort(null);
    return directories;
  }

  /**
   * Leaves nothing but data in a folder that Spark has written: no job marker, no checksum files.
   */
  void keepDataOnly(Path directory) throws IOException {
    FileSystem plain = fileSystem instanceof LocalFileSystem local ? local.getRaw() : fileSystem;
    for (FileStatus status : plain.listStatus(directory)) {
      String name = status.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        plain.delete(status.getPath(), true);
      }
    }
  }

  private void removeChecksumOf(Path file) throws IOException {
    if (fileSystem instanceof LocalFileSystem local) {
      local.getRaw().delete(local.getChecksumFile(file), false);
    }
  }

  private static boolean isFile(FileSystem fileSystem, Path path) throws IOException {
    try {
      return fileSystem.exists(path) && fileSystem.getFileStatus(path).isFile();
    } catch (ParentNotDirectoryException e) {
      return false; // The parent is the file; it is looked at next.
    }
  }
}
