package io.tandem.query;

import io.tandem.refusal.Refusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * One DuckDB of its own, in memory: it fetches no extensions, keeps to two gigabytes and the
 * system's temporary folder, and tells times in UTC.
 */
final class DuckDb implements AutoCloseable {
  /** How an answer comes. */
  enum Answers {
    /** Row by row, as they are computed: memory does not grow with the answer. */
    STREAMED("true"),
    /** Once all of it is computed. */
    WHOLE("false");

    private final String streamResults;

    Answers(String streamResults) {
      this.streamResults = streamResults;
    }
  }

  /** Does something with the rows of an answer. */
  interface Reader<T> {
    T read(Answer answer) throws SQLException;
  }

  /** Instead of why a stream could not begin, the driver says no more than this. */
  private static final String UNTOLD = "Invalid result set";

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /** A database that knows these tables as views, and their history if that is asked for. */
  static DuckDb over(
      PublishedTables published, Optional<LocalDate> runDate, String sql, Answers answers) {
    try {
      DuckDb database = new DuckDb(connect(answers));
      try {
        database.define(published, runDate, sql);
        return database;
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs one statement or several, and reads what the last one answers; nothing where that one
   * answers no rows.
   */
  <T> Optional<T> answer(String sql, Reader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return Optional.empty();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return Optional.of(reader.read(Answer.of(rows)));
      }
    }
  }

  /** How many rows a table has, in the night that is shown; Parquet files say so by themselves. */
  long count(PublishedTable table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM " + Views.identifier(table.name()))) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Whether an error hides what was wrong, as happens while streams begin. */
  static boolean isUntold(SQLException error) {
    return String.valueOf(error.getMessage()).contains(UNTOLD);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(Answers answers) throws SQLException {
    Path temporary =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("tandem-query-" + ProcessHandle.current().pid());
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", answers.streamResults);
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", "2GB");
    settings.setProperty("temp_directory", temporary.toString());
    return DriverManager.getConnection("jdbc:duckdb:", settings);
  }

  private void define(PublishedTables published, Optional<LocalDate> runDate, String sql)
      throws SQLException {
    execute("SET TimeZone = 'UTC'");
    execute("CREATE SCHEMA " + Views.HISTORY);
    boolean historyIsNamed = sql.toLowerCase(Locale.ROOT).contains(Views.HISTORY);
    // Only what the question names, where it names any: a view opens files, and with years of
    // nights that takes longer than most answers.
    List<PublishedTable> tables = published.namedIn(sql);
    for (PublishedTable table : tables) {
      LocalDate night = runDate.orElse(table.newest());
      if (table.nights().containsKey(night)) {
        define(table, Views.ofNight(table, night));
      }
      if (historyIsNamed) {
        define(table, Views.ofHistory(table));
      }
    }
  }

  private void define(PublishedTable table, String view) {
    try {
      execute(view);
    } catch (SQLException e) {
      Optional<GoneException> gone = GoneException.in(e, List.of(table));
      if (gone.isPresent()) {
        throw gone.get();
      }
      throw Refusal.dataRefused(
          "Cannot read %s: %s".formatted(table.name(), Mistake.firstParagraph(e)), e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
