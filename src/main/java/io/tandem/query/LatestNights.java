package io.tandem.query;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code _latest.json} says stands: of each table the files of its newest night. The file is
 * replaced in one step once all of a run's tables are in their places, so all that is read of it at
 * one time is of whole nights.
 */
final class LatestNights {
  private static final String FILE = "_latest.json";
  private static final String FILES = "files";
  private static final Pattern PLACE = Pattern.compile("([^/]+)/run_date=([0-9-]+)/([^/]+)");

  private final Path root;
  private final SortedMap<String, Night> byTable = new TreeMap<>();

  private LatestNights(Path root) {
    this.root = root;
  }

  /**
   * The newest night of a table.
   *
   * @param files its Parquet files, at least one
   */
  record Night(LocalDate runDate, List<Path> files) {}

  /** The newest nights; nothing in a warehouse of a version that did not yet list files. */
  static Optional<LatestNights> in(Path root) {
    Object files = json(root).get(FILES);
    if (files == null) {
      return Optional.empty();
    } else if (!(files instanceof Map<?, ?> byTable)) {
      throw refused(root, "its \"files\" are not listed by table");
    } else {
      LatestNights nights = new LatestNights(root);
      byTable.forEach((name, list) -> nights.put(String.valueOf(name), list));
      return Optional.of(nights);
    }
  }

  /** By table, and the report is among them. */
  SortedMap<String, Night> byTable() {
    return Collections.unmodifiableSortedMap(byTable);
  }

  private static Map<String, Object> json(Path root) {
    try {
      return ConfigFactory.parseString(
              Files.readString(root.resolve(FILE)),
              ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
          .root()
          .unwrapped();
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (ConfigException e) {
      throw refused(root, "it is not a JSON object");
    } catch (IOException e) {
      throw refused(root, Trouble.with(e));
    }
  }

  private void put(String name, Object list) {
    List<Path> files = new ArrayList<>();
    LocalDate runDate = null;
    for (Object item : list instanceof List<?> items ? items : Collections.singletonList(list)) {
      Matcher place = PLACE.matcher(String.valueOf(item));
      if (!(item instanceof String file)
          || !place.matches()
          || !place.group(1).equals(name)
          || isStep(name)
          || isStep(place.group(3))) {
        throw misplaced(name, item);
      }
      try {
        LocalDate night = LocalDate.parse(place.group(2));
        if (runDate != null && !night.equals(runDate)) {
          throw misplaced(name, item);
        }
        runDate = night;
        Path path = root.resolve(file);
        if (PublishedTables.isData(path) && !files.contains(path)) {
          files.add(path);
        }
      } catch (DateTimeParseException | InvalidPathException e) {
        throw misplaced(name, item);
      }
    }
    if (!files.isEmpty()) {
      byTable.put(name, new Night(runDate, files));
    }
  }

  /** Such a name leads out of the folder that it is looked up in, or not into it. */
  private static boolean isStep(String name) {
    return name.equals(".") || name.equals("..");
  }

  private Refusal misplaced(String name, Object item) {
    return refused(
        root, "%s is no file of one night of %s".formatted(TerminalText.visible("" + item), name));
  }

  private static Refusal refused(Path root, String reason) {
    return Refusal.dataRefused("Cannot read %s: %s.".formatted(root.resolve(FILE), reason));
  }
}
