package io.tandem.publish.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.io.IOUtils;

/**
 * The few things that a warehouse asks of a file system, each with what it promises: a file is
 * created by one caller only, is replaced in one step, and a folder moves in one step to where
 * nothing stands. This class keeps those promises on HDFS and its like; {@link LocalStorage} and
 * {@link ObjectStorage} keep them where Hadoop's own way does not.
 */
public class Storage {
  /** How what was staged gets to its place. */
  public enum MoveUnit {
    /** As the scheme of the warehouse's path suggests. */
    AUTO,
    /** A partition at a time: a rename of a folder is one step here. */
    DIRECTORIES,
    /** A file at a time: on object stores a rename of a folder is many copies. */
    FILES
  }

  private static final Set<String> RENAME_DIRECTORIES =
      Set.of("file", "hdfs", "viewfs", "webhdfs", "swebhdfs");

  private static final int CREATE_ATTEMPTS = 3;

  private final FileSystem fileSystem;
  private final Configuration hadoop;
  private final Path drafts;
  private final boolean movesDirectories;

  Storage(FileSystem fileSystem, Configuration hadoop, Path drafts, boolean movesDirectories) {
    this.fileSystem = fileSystem;
    this.hadoop = hadoop;
    this.drafts = drafts;
    this.movesDirectories = movesDirectories;
  }

  /**
   * The storage below a folder.
   *
   * @param drafts folder for files that are being written; on the same file system
   */
  static Storage of(Path root, Configuration hadoop, MoveUnit move, Path drafts)
      throws IOException {
    FileSystem fileSystem = root.getFileSystem(hadoop);
    String scheme = fileSystem.getUri().getScheme().toLowerCase(Locale.ROOT);
    boolean hasDirectories = move == MoveUnit.DIRECTORIES || RENAME_DIRECTORIES.contains(scheme);
    boolean movesDirectories = hasDirectories && move != MoveUnit.FILES;
    if (fileSystem instanceof LocalFileSystem local) {
      return new LocalStorage(local.getRaw(), hadoop, drafts, movesDirectories);
    }
    return hasDirectories
        ? new Storage(fileSystem, hadoop, drafts, movesDirectories)
        : new ObjectStorage(fileSystem, hadoop, drafts);
  }

  /** Whether partitions move as folders, in one step; else file by file. */
  public boolean movesDirectories() {
    return movesDirectories;
  }

  FileSystem fileSystem() {
    return fileSystem;
  }

  public boolean exists(Path path) throws IOException {
    try {
      return fileSystem.exists(path);
    } catch (ParentNotDirectoryException e) {
      return false;
    }
  }

  public boolean isFile(Path path) throws IOException {
    try {
      return fileSystem.getFileStatus(path).isFile();
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return false;
    }
  }

  /** Bytes of a file; empty where there is none. */
  public Optional<Long> length(Path file) throws IOException {
    try {
      return Optional.of(fileSystem.getFileStatus(file).getLen());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The text of a small file; empty where there is no such file. */
  public Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(text(file));
    } catch (IOException e) {
      if (e instanceof FileNotFoundException && !exists(file)) {
        return Optional.empty();
      }
      // HDFS misses its blocks where it was replaced between being opened and being read; and where
      // one may not read it, Java tells of it as of one that is not there.
      return Optional.of(text(file));
    }
  }

  private String text(Path file) throws IOException {
    try (InputStream in = fileSystem.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FSError e) {
      throw ofDisk(e);
    }
  }

  /** What Hadoop makes an error of, where a local disk is full or broken. */
  private static IOException ofDisk(FSError e) {
    return new IOException(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
  }

  /** The files directly in a folder, by name; none where there is no such folder. */
  public List<FileStatus> files(Path directory) throws IOException {
    return list(directory).stream().filter(FileStatus::isFile).toList();
  }

  /** The names of the files directly in a folder, in order. */
  public List<String> fileNames(Path directory) throws IOException {
    return files(directory).stream().map(FileStatus::getPath).map(Path::getName).toList();
  }

  /** The folders directly in a folder, by name; none where there is no such folder. */
  public List<Path> directories(Path directory) throws IOException {
    return list(directory).stream()
        .filter(FileStatus::isDirectory)
        .map(FileStatus::getPath)
        .toList();
  }

  private List<FileStatus> list(Path directory) throws IOException {
    try {
      List<FileStatus> entries = new ArrayList<>(List.of(fileSystem.listStatus(directory)));
      entries.sort(Comparator.comparing(entry -> entry.getPath().getName()));
      return entries;
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /**
   * Creates a file that nobody else has created. Whoever holds the lease clears the drafts of all,
   * so a draft may be gone before it is renamed; then it is written again.
   *
   * @return whether it was this call that created it
   */
  public boolean createNew(Path file, String text) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Path draft = draft(file, text);
        fileSystem.mkdirs(file.getParent());
        if (renameNew(draft, file)) {
          return true;
        }
        delete(draft);
        if (exists(file)) {
          return isText(file, text);
        }
        throw cannotMove(draft, file);
      } catch (IOException e) {
        if (exists(file)) {
          return isText(file, text);
        }
        if (attempt == CREATE_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Whether it was created by this process after all, and only the answer was lost. */
  final boolean isText(Path file, String text) throws IOException {
    return read(file).filter(text::equals).isPresent();
  }

  /**
   * Renames a file in one step to where nothing stands.
   *
   * @return whether that was so
   */
  boolean renameNew(Path draft, Path file) throws IOException {
    return !exists(file) && fileSystem.rename(draft, file);
  }

  /** Writes a file, whether there was one or not; a reader sees the old text or the new one. */
  public void replace(Path file, String text) throws IOException {
    if (exists(file) && !isFile(file)) {
      throw new IOException(Warehouse.readable(file) + " is a folder, where a file should be");
    }
    Path draft = draft(file, text);
    fileSystem.mkdirs(file.getParent());
    renameOver(draft, file);
  }

  private Path draft(Path file, String text) throws IOException {
    Path draft = new Path(drafts, file.getName() + "." + UUID.randomUUID());
    write(draft, text);
    return draft;
  }

  /** Writes a file that nobody reads while it is written. */
  public void write(Path file, String text) throws IOException {
    FSDataOutputStream out = fileSystem.create(file, true);
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
      out.close();
    } catch (FSError e) {
      closeQuietly(out);
      throw ofDisk(e);
    } catch (IOException | RuntimeException e) {
      closeQuietly(out);
      throw e;
    }
  }

  /** HDFS fails with the same exception again, which cannot be suppressed by itself. */
  private static void closeQuietly(FSDataOutputStream out) {
    try {
      IOUtils.closeStream(out);
    } catch (FSError e) {
      // It was told.
    }
  }

  /** Puts a file in the place of another one in one step. */
  void renameOver(Path draft, Path file) throws IOException {
    if (!exists(file)) {
      if (!fileSystem.rename(draft, file)) {
        throw cannotMove(draft, file);
      }
      return;
    }
    FileContext.getFileContext(fileSystem.getUri(), hadoop)
        .rename(draft, file, Options.Rename.OVERWRITE);
  }

  /**
   * Moves a file, or in one step a folder, to where nothing stands; Hadoop's own rename would nest
   * it into a folder that does.
   */
  public void move(Path from, Path to) throws IOException {
    if (exists(to)) {
      throw new IOException(Warehouse.readable(to) + " stands already");
    }
    fileSystem.mkdirs(to.getParent());
    rename(from, to);
  }

  void rename(Path from, Path to) throws IOException {
    if (!fileSystem.rename(from, to)) {
      throw cannotMove(from, to);
    }
  }

  static IOException cannotMove(Path from, Path to) {
    return new IOException(
        "cannot move %s to %s".formatted(Warehouse.readable(from), Warehouse.readable(to)));
  }

  /** Deletes a file, or a folder with all that is in it; there need not be one. */
  public void delete(Path path) throws IOException {
    if (!fileSystem.delete(path, true) && exists(path)) {
      throw new IOException("cannot delete " + Warehouse.readable(path));
    }
  }

  /** Deletes a folder if nothing is in it. */
  public void deleteIfEmpty(Path directory) throws IOException {
    if (exists(directory) && list(directory).isEmpty()) {
      fileSystem.delete(directory, false);
    }
  }

  /**
   * Leaves nothing but data in a folder that Spark has written: no job marker, no checksum files.
   */
  public void keepDataOnly(Path directory) throws IOException {
    for (FileStatus entry : list(directory)) {
      String name = entry.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        fileSystem.delete(entry.getPath(), true);
      }
    }
  }

  /** Sees to it that the files of a folder survive a power cut, where that takes anything. */
  public void harden(Path directory) throws IOException {
    // A file system of servers has its copies when a file is closed.
  }
}
