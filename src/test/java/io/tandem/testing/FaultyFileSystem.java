package io.tandem.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files under the scheme {@code faulty}, as a file system that fails at one operation of its
 * caller's: before the operation has its effect, or after. A rename onto a file replaces it in one
 * step for those who ask for that, as on HDFS.
 */
public final class FaultyFileSystem extends FileSystem {
  /** When an operation fails. */
  public enum Side {
    BEFORE,
    AFTER
  }

  /** What comes after the failure. */
  public enum Then {
    /** The process is dead: nothing it asks for happens any more. */
    DEATH,
    /** Everything works again. */
    HEALTH
  }

  private static final String SCHEME = "faulty";
  private static final URI ROOT = URI.create(SCHEME + ":///");

  private static int operations;
  private static int failing;
  private static Side side;
  private static Then then;
  private static boolean isDead;
  private static boolean isObjectStore;
  private static String fired;

  /** Settings with which Hadoop finds this file system. */
  public static Configuration configuration() {
    Configuration hadoop = new Configuration(false);
    hadoop.setClass("fs.faulty.impl", FaultyFileSystem.class, FileSystem.class);
    hadoop.set("fs.AbstractFileSystem.faulty.impl", Context.class.getName());
    return hadoop;
  }

  /** The path of a local folder under this scheme. */
  public static String path(java.nio.file.Path folder) {
    return SCHEME + "://" + folder.toAbsolutePath();
  }

  /**
   * Whether files appear when their writer closes them, are only created where the store says so,
   * and are renamed by a copy and a removal; else they appear when they are created, and a rename
   * is one step.
   */
  public static void beObjectStore(boolean is) {
    isObjectStore = is;
  }

  /** Works without a fault from here on, and counts operations from 0. */
  public static void heal() {
    operations = 0;
    failing = 0;
    isDead = false;
    fired = null;
  }

  /** Fails at the operation of this number, counted from 1. */
  public static void failAt(int operation, Side atSide, Then andThen) {
    heal();
    failing = operation;
    side = atSide;
    then = andThen;
  }

  /** Operations since it was healed. */
  public static int operations() {
    return operations;
  }

  /** Which operation failed; null: none has. */
  public static String fired() {
    return fired;
  }

  /** What an operation does. */
  @FunctionalInterface
  private interface Effect<T> {
    T happen() throws IOException;
  }

  private static <T> T operate(String what, Effect<T> effect) throws IOException {
    operations++;
    if (isDead) {
      throw new IOException("dead since " + fired);
    }
    if (operations != failing) {
      return effect.happen();
    }
    if (side == Side.AFTER) {
      try {
        effect.happen();
      } finally {
        fail(what);
      }
    } else {
      fail(what);
    }
    throw new IOException("planned failure " + fired);
  }

  private static void fail(String what) {
    fired = side + " " + what + ", operation " + failing;
    isDead = then == Then.DEATH;
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static FileStatus status(java.nio.file.Path path) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileStatus(
          found.size(),
          found.isDirectory(),
          1,
          1 << 20,
          found.lastModifiedTime().toMillis(),
          new Path(SCHEME, null, path.toString()));
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(path.toString());
    }
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    setConf(conf);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return operate(
        "open " + path.getName(),
        () -> {
          try {
            return new FSDataInputStream(new Bytes(Files.readAllBytes(local(path))));
          } catch (NoSuchFileException e) {
            throw new FileNotFoundException(path.toString());
          }
        });
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (isObjectStore) {
      return new FSDataOutputStream(new Put(path, !overwrite), null);
    }
    OutputStream out =
        operate(
            "create " + path.getName(),
            () -> {
              Files.createDirectories(local(path).getParent());
              return Files.newOutputStream(local(path));
            });
    return new FSDataOutputStream(
        new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            operate(
                "write " + path.getName(),
                () -> {
                  out.write(bytes, from, length);
                  return null;
                });
          }

          @Override
          public void close() throws IOException {
            operate(
                "close " + path.getName(),
                () -> {
                  out.close();
                  return null;
                });
          }
        },
        null);
  }

  /** A put: nothing is there before it is closed, and then all of it. */
  private final class Put extends ByteArrayOutputStream {
    private final Path path;
    private final boolean onlyIfAbsent;

    Put(Path path, boolean onlyIfAbsent) {
      this.path = path;
      this.onlyIfAbsent = onlyIfAbsent;
    }

    @Override
    public void close() throws IOException {
      operate(
          "put " + path.getName(),
          () -> {
            Files.createDirectories(local(path).getParent());
            return onlyIfAbsent
                ? Files.write(local(path), toByteArray(), StandardOpenOption.CREATE_NEW)
                : Files.write(local(path), toByteArray());
          });
    }
  }

  @Override
  public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
    return isObjectStore ? new PutBuilder(this, path) : super.createFile(path);
  }

  private static final class PutBuilder
      extends FSDataOutputStreamBuilder<FSDataOutputStream, PutBuilder> {
    private final FaultyFileSystem store;

    PutBuilder(FaultyFileSystem store, Path path) {
      super(store, path);
      this.store = store;
    }

    @Override
    public PutBuilder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() {
      boolean onlyIfAbsent =
          getMandatoryKeys().contains("fs.option.create.conditional.overwrite");
      return new FSDataOutputStream(store.new Put(getPath(), onlyIfAbsent), null);
    }
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (isObjectStore) {
      operate(
          "copy " + from.getName(),
          () -> Files.copy(local(from), local(to)));
      return delete(from, false);
    }
    return operate(
        "rename " + from.getName() + " to " + to.getName(),
        () -> {
          if (Files.exists(local(to))) {
            return false; // As HDFS, for a file.
          }
          Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
          return true;
        });
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return operate(
        "delete " + path.getName(),
        () -> {
          if (!Files.exists(local(path))) {
            return false;
          }
          if (recursive) {
            deleteAll(local(path));
          } else {
            Files.delete(local(path));
          }
          return true;
        });
  }

  private static void deleteAll(java.nio.file.Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (DirectoryStream<java.nio.file.Path> entries = Files.newDirectoryStream(path)) {
        for (java.nio.file.Path entry : entries) {
          deleteAll(entry);
        }
      }
    }
    Files.delete(path);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return operate(
        "list " + path.getName(),
        () -> {
          List<FileStatus> found = new ArrayList<>();
          try (DirectoryStream<java.nio.file.Path> entries =
              Files.newDirectoryStream(local(path))) {
            for (java.nio.file.Path entry : entries) {
              found.add(status(entry));
            }
          } catch (NoSuchFileException e) {
            throw new FileNotFoundException(path.toString());
          }
          return found.toArray(new FileStatus[0]);
        });
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return operate(
        "mkdirs " + path.getName(),
        () -> {
          Files.createDirectories(local(path));
          return true;
        });
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return operate("look at " + path.getName(), () -> status(local(path)));
  }

  @Override
  public void setWorkingDirectory(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(ROOT);
  }

  /** A file that was read. */
  private static final class Bytes extends ByteArrayInputStream
      implements Seekable, PositionedReadable {
    Bytes(byte[] bytes) {
      super(bytes);
    }

    @Override
    public void seek(long position) {
      pos = Math.toIntExact(position);
    }

    @Override
    public long getPos() {
      return pos;
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void readFully(long position, byte[] into, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void readFully(long position, byte[] into) {
      throw new UnsupportedOperationException();
    }
  }

  /** The same for Hadoop's other interface, which renames onto files. */
  public static final class Context extends DelegateToFileSystem {
    /** Called by Hadoop. */
    public Context(URI name, Configuration conf) throws IOException, URISyntaxException {
      super(name, FileSystem.get(name, conf), conf, SCHEME, false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      operate(
          "rename " + from.getName() + " over " + to.getName(),
          () -> Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public FSDataOutputStream createInternal(
        Path path,
        EnumSet<CreateFlag> flag,
        FsPermission permission,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress,
        org.apache.hadoop.fs.Options.ChecksumOpt checksum,
        boolean createParent) {
      throw new UnsupportedOperationException();
    }
  }
}
