package io.tandem.query;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Published tables as SQL. The run date comes from the folder's name by our own hand: DuckDB would
 * take every {@code key=value} of the path for a column, the warehouse's own folders included.
 */
final class Views {
  static final String HISTORY = "history";

  /** Where DuckDB says which file a row is of; no published column is called so. */
  private static final String FILE = "__file";

  private Views() {}

  /** One night of a table under its name, run_date last. */
  static String ofNight(PublishedTable table, LocalDate runDate) {
    return "CREATE VIEW %s AS SELECT *, DATE '%s' AS run_date FROM read_parquet(%s, hive_partitioning = false)"
        .formatted(identifier(table.name()), runDate, paths(table.nights().get(runDate)));
  }

  /**
   * All nights of a table, run_date last. Columns go by name: a night before a column was invented
   * has nulls there.
   */
  static String ofHistory(PublishedTable table) {
    return """
        CREATE VIEW %s.%s AS
        SELECT * EXCLUDE (%s), CAST(regexp_extract(%s, 'run_date=([0-9-]+).[^/\\\\]*$', 1) AS DATE) AS run_date
        FROM read_parquet(%s, filename = '%s', union_by_name = true, hive_partitioning = false)
        """
        .formatted(HISTORY, identifier(table.name()), FILE, FILE, paths(table.files()), FILE);
  }

  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  private static String paths(List<Path> files) {
    return files.stream()
        .map(file -> literal(file.toAbsolutePath().toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
