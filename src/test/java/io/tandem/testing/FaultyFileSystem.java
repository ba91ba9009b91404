package io.tandem.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system in memory, under the scheme {@code faulty}, that fails at one operation of its
 * caller's: before the operation has its effect, or after. It keeps the promises of HDFS and no
 * more, or those of an object store.
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

  /** Path → content; of a folder, none. */
  private static TreeMap<String, byte[]> files = new TreeMap<>();

  private static final byte[] FOLDER = {};

  private static boolean isObjectStore;
  private static int operations;
  private static int failing;
  private static Side side;
  private static Then then;
  private static boolean isDead;
  private static String fired;
  private static int interrupting;
  private static Runnable meanwhile;

  /** Settings with which Hadoop finds this file system. */
  public static Configuration configuration() {
    Configuration hadoop = new Configuration(false);
    hadoop.setClass("fs.faulty.impl", FaultyFileSystem.class, FileSystem.class);
    hadoop.set("fs.AbstractFileSystem.faulty.impl", Context.class.getName());
    return hadoop;
  }

  /**
   * Empties it.
   *
   * @param asObjectStore whether files appear when their writer closes them, and are renamed by a
   *     copy and a removal; else they appear when they are created, and a rename is one step
   */
  public static void clear(boolean asObjectStore) {
    files = new TreeMap<>();
    isObjectStore = asObjectStore;
    heal();
  }

  /** All that it holds. */
  public static Map<String, byte[]> snapshot() {
    return new TreeMap<>(files);
  }

  /** Holds what it held then, without a fault. */
  public static void restore(Map<String, byte[]> snapshot) {
    files = new TreeMap<>(snapshot);
    heal();
  }

  /** Works without a fault from here on, and counts operations from 0. */
  public static void heal() {
    operations = 0;
    failing = 0;
    interrupting = 0;
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

  /**
   * Right before the operation of this number somebody else does something, and then it happens.
   */
  public static void interruptAt(int operation, Runnable somebodyElse) {
    heal();
    interrupting = operation;
    meanwhile = somebodyElse;
  }

  /** Operations since it was healed. */
  public static int operations() {
    return operations;
  }

  /** Which operation failed, or was interrupted; null: none. */
  public static String fired() {
    return fired;
  }

  /** Whether there is a file, or a folder, of this path. */
  public static boolean holds(String path) {
    return files.containsKey(path);
  }

  /** The text of a file. */
  public static String text(String path) {
    return new String(files.get(path), StandardCharsets.UTF_8);
  }

  /** The names directly in a folder, in order. */
  public static List<String> names(String folder) {
    return below(folder).keySet().stream()
        .map(path -> path.substring(folder.length() + 1))
        .filter(name -> name.indexOf('/') < 0)
        .toList();
  }

  private static Map<String, byte[]> below(String folder) {
    return files.subMap(folder + "/", folder + "0"); // 0 comes after the slash.
  }

  /** What an operation does. */
  @FunctionalInterface
  private interface Effect<T> {
    T happen() throws IOException;
  }

  private static synchronized <T> T operate(String what, Effect<T> effect) throws IOException {
    operations++;
    if (isDead) {
      throw new IOException("dead since " + fired);
    }
    if (operations == interrupting) {
      interrupting = 0;
      fired = "interrupted " + what + ", operation " + operations;
      meanwhile.run();
    }
    if (operations != failing) {
      return effect.happen();
    }
    fired = side + " " + what + ", operation " + failing;
    isDead = then == Then.DEATH;
    if (side == Side.AFTER) {
      effect.happen();
    }
    throw new IOException("planned failure " + fired);
  }

  private static String key(Path path) {
    return path.toUri().getPath();
  }

  private static void makeFolders(Path path) throws IOException {
    for (Path folder = path; folder != null; folder = folder.getParent()) {
      byte[] found = files.putIfAbsent(key(folder), FOLDER);
      if (found != null && found != FOLDER) {
        throw new FileAlreadyExistsException(folder + " is a file");
      }
    }
  }

  private static FileStatus status(String key) throws IOException {
    byte[] found = files.get(key);
    if (found == null) {
      throw new FileNotFoundException(key);
    }
    return new FileStatus(
        found.length, found == FOLDER, 1, 1 << 20, 0, new Path(SCHEME, null, key));
  }

  private static void move(String from, String to) {
    Map<String, byte[]> moved = new TreeMap<>();
    moved.put(to, files.remove(from));
    new TreeMap<>(below(from))
        .forEach(
            (path, content) -> {
              files.remove(path);
              moved.put(to + path.substring(from.length()), content);
            });
    files.putAll(moved);
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
          if (status(key(path)).isDirectory()) {
            throw new IOException(path + " is a folder");
          }
          return new FSDataInputStream(new Content(files.get(key(path))));
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
    if (!isObjectStore) {
      operate(
          "create " + path.getName(),
          () -> {
            makeFolders(path.getParent());
            if (!overwrite && files.containsKey(key(path))) {
              throw new FileAlreadyExistsException(key(path));
            }
            return files.put(key(path), new byte[0]);
          });
    }
    return new FSDataOutputStream(new Writer(path, !overwrite), null);
  }

  /** What was written is there when it is closed. */
  private static final class Writer extends ByteArrayOutputStream {
    private final Path path;
    private final boolean onlyIfAbsent;

    Writer(Path path, boolean onlyIfAbsent) {
      this.path = path;
      this.onlyIfAbsent = onlyIfAbsent;
    }

    @Override
    public void close() throws IOException {
      operate(
          "close " + path.getName(),
          () -> {
            makeFolders(path.getParent());
            if (isObjectStore && onlyIfAbsent && files.containsKey(key(path))) {
              throw new FileAlreadyExistsException(key(path));
            }
            return files.put(key(path), toByteArray());
          });
    }
  }

  @Override
  public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
    return isObjectStore ? new PutBuilder(this, path) : super.createFile(path);
  }

  private static final class PutBuilder
      extends FSDataOutputStreamBuilder<FSDataOutputStream, PutBuilder> {
    PutBuilder(FaultyFileSystem store, Path path) {
      super(store, path);
    }

    @Override
    public PutBuilder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      boolean onlyIfAbsent = getMandatoryKeys().contains("fs.option.create.conditional.overwrite");
      return new FSDataOutputStream(new Writer(getPath(), onlyIfAbsent), null);
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
          () -> {
            status(key(from));
            return files.put(key(to), files.get(key(from)));
          });
      return delete(from, false);
    }
    return operate(
        "rename " + from.getName() + " to " + to.getName(),
        () -> {
          if (files.containsKey(key(to)) || !files.containsKey(key(from))) {
            return false;
          }
          move(key(from), key(to));
          return true;
        });
  }

  /** A folder goes file by file. */
  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (recursive) {
      for (String below : new TreeMap<>(below(key(path))).descendingKeySet()) {
        delete(new Path(below), false);
      }
    }
    return operate(
        "delete " + path.getName(),
        () -> {
          if (!below(key(path)).isEmpty()) {
            throw new IOException(path + " is not empty");
          }
          return files.remove(key(path)) != null;
        });
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return operate(
        "list " + path.getName(),
        () -> {
          status(key(path));
          List<String> names = names(key(path));
          FileStatus[] found = new FileStatus[names.size()];
          for (int i = 0; i < found.length; i++) {
            found[i] = status(key(path) + "/" + names.get(i));
          }
          return found;
        });
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return operate(
        "mkdirs " + path.getName(),
        () -> {
          makeFolders(path);
          return true;
        });
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return operate("look at " + path.getName(), () -> status(key(path)));
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
  private static final class Content extends ByteArrayInputStream
      implements Seekable, PositionedReadable {
    Content(byte[] bytes) {
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

  /** The same for Hadoop's other interface, which renames onto files in one step. */
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
          () -> {
            status(key(from));
            move(key(from), key(to));
            return true;
          });
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
        Options.ChecksumOpt checksum,
        boolean createParent) {
      throw new UnsupportedOperationException();
    }
  }
}
