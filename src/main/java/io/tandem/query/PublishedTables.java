package io.tandem.query;

import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is published in a warehouse. {@code _latest.json} tells which tables there are and which
 * files are the newest night of each; a folder may hold others for a while, of a run that is
 * publishing. Older nights are as their folders tell, and so is everything in a warehouse whose
 * {@code _latest.json} lists no files. What begins with an underscore is the runs' own, and the
 * report is a page.
 */
final class PublishedTables {
  private static final String PARTITION = "run_date=";

  /** So many nights are named where one is asked for that is not there. */
  private static final int NAMED_NIGHTS = 5;

  private final String directory;
  private final List<PublishedTable> tables;

  private PublishedTables(String directory, List<PublishedTable> tables) {
    this.directory = directory;
    this.tables = tables;
  }

  /** The tables in this folder, by name; at least one. */
  static PublishedTables in(String directory) {
    try {
      Path root = Path.of(directory);
      if (!Files.isDirectory(root)) {
        throw Refusal.inputMissing(
            "Cannot find a warehouse in %s: there is no such local folder. Check --warehouse."
                .formatted(directory));
      }
      List<PublishedTable> tables =
          LatestNights.in(root)
              .map(latest -> tables(root, latest))
              .orElseGet(() -> tables(root))
              .toList();
      if (tables.isEmpty()) {
        throw Refusal.inputMissing(
            "Cannot find a published table in %s. Check --warehouse, or run scripts/nightly."
                .formatted(directory));
      }
      return new PublishedTables(directory, tables);
    } catch (InvalidPathException e) {
      throw Refusal.inputMissing(
          "Cannot find a warehouse in %s: %s. Check --warehouse."
              .formatted(directory, e.getReason()));
    }
  }

  /** The folder as it was typed. */
  String directory() {
    return directory;
  }

  List<PublishedTable> all() {
    return tables;
  }

  /**
   * The tables that a text speaks of. Where it names none, it may still ask for them in other ways,
   * as {@code SHOW TABLES} does: then all of them.
   */
  List<PublishedTable> namedIn(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    List<PublishedTable> named =
        tables.stream()
            .filter(table -> words.contains(table.name().toLowerCase(Locale.ROOT)))
            .toList();
    return named.isEmpty() ? tables : named;
  }

  Optional<PublishedTable> named(String name) {
    return tables.stream().filter(table -> table.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Refuses a night of which no table is published, and says which there are. */
  void requireNight(LocalDate runDate) {
    SortedSet<LocalDate> nights = new TreeSet<>();
    tables.forEach(table -> nights.addAll(table.nights().keySet()));
    if (!nights.contains(runDate)) {
      throw Refusal.wrongUsage(
          "Cannot find run date %s in %s: there %s."
              .formatted(runDate, directory, inWords(nights)));
    }
  }

  /** {@code is 2026-03-01}, or {@code are 2026-02-28 and 2026-03-01}. */
  static String inWords(SortedSet<LocalDate> nights) {
    List<String> newest =
        nights.stream()
            .skip(Math.max(0, nights.size() - NAMED_NIGHTS))
            .map(LocalDate::toString)
            .toList();
    String last = newest.get(newest.size() - 1);
    if (newest.size() == 1) {
      return "is " + last;
    }
    String others = String.join(", ", newest.subList(0, newest.size() - 1));
    return nights.size() > newest.size()
        ? "are %d, the newest %s and %s".formatted(nights.size(), others, last)
        : "are %s and %s".formatted(others, last);
  }

  private static Stream<PublishedTable> tables(Path root) {
    return entries(root, Files::isDirectory).stream()
        .filter(folder -> mayBeTable(name(folder)))
        .map(folder -> new PublishedTable(name(folder), nights(folder)))
        .filter(table -> !table.nights().isEmpty());
  }

  private static Stream<PublishedTable> tables(Path root, LatestNights latest) {
    return latest.byTable().entrySet().stream()
        .filter(table -> mayBeTable(table.getKey()))
        .map(
            table -> {
              LatestNights.Night newest = table.getValue();
              Path folder = root.resolve(table.getKey());
              SortedMap<LocalDate, List<Path>> nights =
                  Files.isDirectory(folder) ? nights(folder) : new TreeMap<>();
              // A later one is not yet, or no longer, published.
              nights.tailMap(newest.runDate()).clear();
              nights.put(newest.runDate(), newest.files());
              return new PublishedTable(table.getKey(), nights);
            });
  }

  private static boolean mayBeTable(String name) {
    return !name.startsWith("_") && !name.startsWith(".") && !name.equals("report");
  }

  private static SortedMap<LocalDate, List<Path>> nights(Path folder) {
    SortedMap<LocalDate, List<Path>> nights = new TreeMap<>();
    for (Path partition : entries(folder, Files::isDirectory)) {
      runDate(name(partition))
          .ifPresent(
              runDate -> {
                List<Path> files = entries(partition, PublishedTables::isData);
                if (!files.isEmpty()) {
                  nights.put(runDate, files);
                }
              });
    }
    return nights;
  }

  /** Whether a file of a partition holds rows. */
  static boolean isData(Path file) {
    String name = name(file);
    return name.endsWith(".parquet") && !name.startsWith("_") && !name.startsWith(".");
  }

  private static Optional<LocalDate> runDate(String partition) {
    if (!partition.startsWith(PARTITION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(partition.substring(PARTITION.length())));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static List<Path> entries(Path folder, Predicate<Path> kept) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(kept).sorted().collect(Collectors.toList());
    } catch (NoSuchFileException e) {
      throw new GoneException(folder.toString(), folder, e);
    } catch (IOException e) {
      throw Refusal.inputMissing("Cannot read %s: %s.".formatted(folder, Trouble.with(e)));
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
