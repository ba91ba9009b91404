package io.tandem.publish.warehouse;

import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where everything lies, on whatever file system Hadoop knows:
 *
 * <pre>
 * &lt;warehouse&gt;/&lt;table&gt;/run_date=YYYY-MM-DD/part-*.parquet   published
 * &lt;warehouse&gt;/report/run_date=YYYY-MM-DD/index.html
 * &lt;warehouse&gt;/_latest.json                                   the newest published run
 * &lt;warehouse&gt;/_quarantine/&lt;table&gt;/run_date=…/
 * &lt;warehouse&gt;/_runs/_standing.json                          which run each partition is of
 * &lt;warehouse&gt;/_runs/_leases/…                               who may publish
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/run.json                        who began it
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/manifest.json                   how it ended
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/standing.json                   what stood when it was published
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/intent.json                     from its commit point until all is done
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/expired                         while it is deleted
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/tables/…                        its partitions while they do not stand in
 *                                                         their places: not yet, or not any more
 * &lt;warehouse&gt;/_runs/&lt;run_id&gt;/work/…                          while it computes
 * </pre>
 *
 * A partition is called by its place below the warehouse without the date: {@code bundles}, {@code
 * report}, {@code _quarantine/order_lines}.
 */
public final class Warehouse {
  /** The report's place, beside the tables'. */
  public static final String REPORT = "report";

  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final String QUARANTINE = "_quarantine";
  private static final String PARTITION = "run_date=";

  private final Path root;
  private final Storage storage;

  private Warehouse(Path root, Storage storage) {
    this.root = root;
    this.storage = storage;
  }

  /**
   * The warehouse in this folder; it need not exist yet, but nothing else may stand in its place.
   */
  public static Warehouse at(String directory, Configuration hadoop, Storage.MoveUnit move) {
    try {
      Path root = new Path(directory);
      root = root.getFileSystem(hadoop).makeQualified(root);
      Storage storage = Storage.of(root, hadoop, move, new Path(root, "_runs/_drafts"));
      for (Path place = root; place != null; place = place.getParent()) {
        if (storage.isFile(place)) {
          throw Refusal.cannotPublish(
              "Cannot publish to %s: %s is a file, not a folder. Choose another --warehouse."
                  .formatted(directory, place.toUri().getPath()));
        }
      }
      return new Warehouse(root, storage);
    } catch (Refusal e) {
      throw e;
    } catch (IOException | RuntimeException | LinkageError e) {
      // Hadoop says in any of these ways that it does not know the scheme, or lacks its classes.
      throw Refusal.cannotPublish(
          "Cannot publish to %s: %s. Choose another --warehouse."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  public Storage storage() {
    return storage;
  }

  /** Where the partition of one run date stands once it is published. */
  public Path partition(String name, LocalDate runDate) {
    return new Path(new Path(root, name), PARTITION + runDate);
  }

  /** What the partition of an input's rejects is called. */
  public static String quarantine(String input) {
    return QUARANTINE + "/" + input;
  }

  /** The names of all that has a folder, rejects included. */
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path directory : storage.directories(root)) {
      if (!directory.getName().startsWith("_") && !directory.getName().startsWith(".")) {
        names.add(directory.getName());
      }
    }
    for (Path directory : storage.directories(new Path(root, QUARANTINE))) {
      names.add(quarantine(directory.getName()));
    }
    return names;
  }

  /** Whether a name is a table's or the report's: what {@code _latest.json} tells of. */
  public static boolean isShown(String name) {
    return !name.startsWith(QUARANTINE);
  }

  /** The published partitions of a name, oldest first. */
  public List<Path> partitions(String name) throws IOException {
    return storage.directories(new Path(root, name)).stream()
        .filter(directory -> runDate(directory).isPresent())
        .toList();
  }

  /** The run date of a partition's folder; empty where it is none. */
  public static Optional<LocalDate> runDate(Path partition) {
    String name = partition.getName();
    try {
      return name.startsWith(PARTITION)
          ? Optional.of(LocalDate.parse(name.substring(PARTITION.length())))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The file that names the newest published run and its tables. */
  public Path latest() {
    return new Path(root, "_latest.json");
  }

  /** The file that says which run each published partition is of. */
  public Path standing() {
    return new Path(runs(), "_standing.json");
  }

  /** The folder of those who may publish, one after the other. */
  public Path leases() {
    return new Path(runs(), "_leases");
  }

  /** The folder of files that are being written. */
  public Path drafts() {
    return new Path(runs(), "_drafts");
  }

  /** Everything that belongs to one run alone. */
  public RunFolder run(String runId) {
    return new RunFolder(new Path(runs(), runId));
  }

  /** The ids of all runs that have a folder, oldest first. */
  public List<String> runIds() throws IOException {
    return storage.directories(runs()).stream()
        .map(Path::getName)
        .filter(name -> RUN_ID.matcher(name).matches())
        .toList();
  }

  /**
   * Accepts what may be the id of a run.
   *
   * @throws IllegalArgumentException for anything else
   */
  static void requireRunId(String runId) {
    if (!RUN_ID.matcher(runId).matches()) {
      throw new IllegalArgumentException("not the id of a run: " + runId);
    }
  }

  /** The path of a file as {@code _latest.json} lists it: below the warehouse. */
  public Path listed(String file) {
    return new Path(root, file);
  }

  /** A path as a person types it: without {@code file:} for a local one. */
  public static String readable(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  private Path runs() {
    return new Path(root, "_runs");
  }

  /**
   * The folder of one run.
   *
   * @param path of the folder
   */
  public record RunFolder(Path path) {
    /** Who began it, and when. */
    public Path beginning() {
      return new Path(path, "run.json");
    }

    public Path manifest() {
      return new Path(path, "manifest.json");
    }

    public Path intent() {
      return new Path(path, "intent.json");
    }

    public Path standing() {
      return new Path(path, "standing.json");
    }

    /** There while the run is being deleted: nothing of it counts any more. */
    public Path expired() {
      return new Path(path, "expired");
    }

    public Path work() {
      return new Path(path, "work");
    }

    public Path tables() {
      return new Path(path, "tables");
    }

    /** Where a partition of the run is while it does not stand in its place. */
    public Path table(String name, LocalDate runDate) {
      return new Path(new Path(tables(), name), PARTITION + runDate);
    }
  }
}
