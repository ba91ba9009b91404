package io.tandem.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A warehouse of a few rows, each night of a table written from a query. */
final class TinyWarehouse {
  private final Path root;

  TinyWarehouse(Path root) {
    this.root = root;
  }

  /** Publishes what a query answers as one night of a table. */
  TinyWarehouse publish(String table, String runDate, String select) {
    return publish(table, runDate, "part-00000.parquet", select);
  }

  /** The same, as one of several files. */
  TinyWarehouse publish(String table, String runDate, String file, String select) {
    Path partition = root.resolve(table).resolve("run_date=" + runDate);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      Files.createDirectories(partition);
      statement.execute(
          "COPY (%s) TO %s (FORMAT parquet)"
              .formatted(select, Views.literal(partition.resolve(file).toString())));
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says in {@code _latest.json} that these files stand, each table's in an entry of its own. */
  @SafeVarargs
  final TinyWarehouse latest(List<String>... files) {
    return latest(
        Stream.of(files)
            .map(
                list ->
                    "\"%s\": [%s]"
                        .formatted(
                            list.get(0).substring(0, list.get(0).indexOf('/')),
                            list.stream()
                                .map("\"%s\""::formatted)
                                .collect(Collectors.joining(", "))))
            .collect(Collectors.joining(", ", "{\"files\": {", "}}")));
  }

  /** Writes {@code _latest.json}, in one step. */
  TinyWarehouse latest(String json) {
    try {
      Path draft = Files.writeString(root.resolve("_draft"), json);
      Files.move(draft, root.resolve("_latest.json"), StandardCopyOption.ATOMIC_MOVE);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that a query prints, of each table its newest night. */
  List<String> lines(String sql) {
    return lines(Optional.empty(), sql);
  }

  /** The lines that a query prints of one night. */
  List<String> linesOf(String runDate, String sql) {
    return lines(Optional.of(LocalDate.parse(runDate)), sql);
  }

  /** The lines that the list of tables has, blanks between columns as one. */
  List<String> list() {
    List<String> lines = new ArrayList<>();
    Queries.over(root.toString(), Optional.empty()).list(lines::add);
    return lines.stream().map(line -> line.replaceAll(" +", " ")).toList();
  }

  /** What a query writes as CSV. */
  String csv(String sql, Path file) {
    Queries.over(root.toString(), Optional.empty()).write(sql, file.toString(), line -> {});
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines(Optional<LocalDate> runDate, String sql) {
    List<String> lines = new ArrayList<>();
    Queries.over(root.toString(), runDate).print(sql, lines::add);
    return lines;
  }
}
