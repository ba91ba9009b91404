package io.tandem.publish.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;

/**
 * An object store: an object appears whole, and is replaced whole, when its writer closes it; there
 * are no folders to move.
 */
final class ObjectStorage extends Storage {
  /** Hadoop's name for a put that the store refuses where an object stands already. */
  private static final String ONLY_IF_ABSENT = "fs.option.create.conditional.overwrite";

  private static final int READ_ATTEMPTS = 10;

  ObjectStorage(FileSystem fileSystem, Configuration hadoop, Path drafts) {
    super(fileSystem, hadoop, drafts, false);
  }

  @Override
  public boolean createNew(Path file, String text) throws IOException {
    FSDataOutputStreamBuilder<?, ?> put = fileSystem().createFile(file).overwrite(true).recursive();
    FSDataOutputStream out;
    try {
      out = put.must(ONLY_IF_ABSENT, true).build();
    } catch (IllegalArgumentException e) {
      out = createWithoutOption(file); // A store that has no such option, but its own way.
    }
    try (FSDataOutputStream open = out) {
      open.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (exists(file)) {
        return isText(file, text);
      }
      throw e;
    }
    return true;
  }

  /**
   * The text of a small file. It is asked for twice, first for what there is, then for that very
   * version; where that was replaced in between, the store refuses it, and the new one is read.
   */
  @Override
  public Optional<String> read(Path file) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return super.read(file);
      } catch (PathIOException e) {
        if (attempt == READ_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private FSDataOutputStream createWithoutOption(Path file) throws IOException {
    return fileSystem().create(file, false);
  }

  @Override
  public void replace(Path file, String text) throws IOException {
    try (FSDataOutputStream out = fileSystem().create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
