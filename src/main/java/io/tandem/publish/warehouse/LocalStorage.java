package io.tandem.publish.warehouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder of this machine. Hadoop's own local file system is not used where it promises less than
 * POSIX: it looks before it creates instead of creating exclusively, and copies where it cannot
 * rename.
 */
final class LocalStorage extends Storage {
  LocalStorage(FileSystem raw, Configuration hadoop, Path drafts, boolean movesDirectories) {
    super(raw, hadoop, drafts, movesDirectories);
  }

  /** By a second name for the draft: a link to a name that is taken fails. */
  @Override
  boolean renameNew(Path draft, Path file) throws IOException {
    try {
      Files.createLink(local(file), local(draft));
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      throw e; // Somebody has cleared the drafts.
    } catch (UnsupportedOperationException | FileSystemException e) {
      // No links here, as on some disks for exchange: the file is there a moment before its text.
      try {
        Files.createFile(local(file));
      } catch (FileAlreadyExistsException taken) {
        return false;
      }
      Files.move(local(draft), local(file), StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
    Files.delete(local(draft));
    return true;
  }

  @Override
  void renameOver(Path draft, Path file) throws IOException {
    Files.move(local(draft), local(file), StandardCopyOption.ATOMIC_MOVE);
    force(local(file).getParent());
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    try {
      Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(
          "%s lies on another disk than %s: a warehouse is one file system"
              .formatted(Warehouse.readable(to), Warehouse.readable(from)),
          e);
    }
    force(local(to).getParent());
  }

  @Override
  public void harden(Path directory) throws IOException {
    for (FileStatus file : files(directory)) {
      force(local(file.getPath()));
    }
    force(local(directory));
  }

  /** Writes what the operating system still holds back; of a folder, its names. */
  private static void force(java.nio.file.Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows opens no folders.
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
