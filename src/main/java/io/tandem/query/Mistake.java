package io.tandem.query;

import io.tandem.refusal.Refusal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What DuckDB did not understand, in as few lines as help. */
final class Mistake {
  private static final Pattern NO_TABLE =
      Pattern.compile("Table with name \"?([^\"\\s]+)\"? does not exist");

  private Mistake() {}

  /** The refusal of a question: what is wrong and where in the SQL. */
  static Refusal in(PublishedTables published, Optional<LocalDate> runDate, SQLException error) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("No statements to execute")) {
      return Refusal.wrongUsage("Missing SQL: there is no statement in it.");
    }
    Matcher missing = NO_TABLE.matcher(message);
    if (missing.find()) {
      Optional<String> reason = whyMissing(missing.group(1), published, runDate);
      if (reason.isPresent()) {
        return Refusal.wrongUsage(reason.get());
      }
    }
    String text = "Cannot answer: " + firstParagraph(error) + place(message);
    return message.startsWith("IO Error") ? Refusal.inputMissing(text) : Refusal.wrongUsage(text);
  }

  /** DuckDB's first paragraph as one line: what follows it tells how DuckDB's own shell is set. */
  static String firstParagraph(SQLException error) {
    return String.valueOf(error.getMessage())
        .strip()
        .lines()
        .takeWhile(line -> !line.isBlank())
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  /** The line of the SQL and the marks below it; nothing where DuckDB does not say. */
  private static String place(String message) {
    List<String> lines = message.lines().dropWhile(line -> !line.startsWith("LINE ")).toList();
    return lines.stream()
        .limit(2)
        .map(line -> "\n" + line.stripTrailing())
        .collect(Collectors.joining());
  }

  private static Optional<String> whyMissing(
      String name, PublishedTables published, Optional<LocalDate> runDate) {
    String table = name.substring(name.lastIndexOf('.') + 1);
    Optional<PublishedTable> elsewhen = published.named(table);
    if (elsewhen.isPresent() && runDate.isPresent()) {
      return Optional.of(
          "Cannot read %s of %s: it is not published; of its nights there %s."
              .formatted(
                  table,
                  runDate.get(),
                  PublishedTables.inWords(new TreeSet<>(elsewhen.get().nights().keySet()))));
    }
    if (elsewhen.isEmpty() && Grains.read().know(table.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "Cannot read %s: it is not yet published in %s. See --list, or run scripts/nightly."
              .formatted(table, published.directory()));
    }
    return Optional.empty();
  }
}
