package io.tandem.query;

import io.tandem.refusal.Refusal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers SQL over what a warehouse has published: each table under its name with the rows of one
 * night, and under {@code history} with those of all nights.
 */
public final class Queries {
  private final String warehouse;
  private final Optional<LocalDate> runDate;

  private Queries(String warehouse, Optional<LocalDate> runDate) {
    this.warehouse = warehouse;
    this.runDate = runDate;
  }

  /**
   * Queries over the warehouse in this folder.
   *
   * @param runDate the night to show; else each table's newest
   */
  public static Queries over(String warehouse, Optional<LocalDate> runDate) {
    return new Queries(warehouse, runDate);
  }

  /** Prints an answer as a table, as much of it as a person reads. */
  public void print(String sql, Consumer<String> lines) {
    // Nothing is printed of an answer that may have to be begun again.
    List<String> printed =
        whileFilesAreGone(
            published ->
                answer(
                        published,
                        sql,
                        answer -> {
                          List<String> table = new ArrayList<>();
                          TerminalTable.print(answer, table::add);
                          return table;
                        })
                    .orElse(List.of("Done.")));
    printed.forEach(lines);
  }

  /** Writes an answer, all of it, and says how many rows that were and where they are. */
  public void write(String sql, String file, Consumer<String> lines) {
    long rows =
        whileFilesAreGone(
            published -> {
              CsvFile csv = CsvFile.at(file, warehouse);
              return answer(published, sql, csv::write)
                  .orElseThrow(
                      () ->
                          Refusal.wrongUsage(
                              "Cannot write %s: the last statement answers no rows."
                                  .formatted(file)));
            });
    lines.accept("Wrote %,d %s to %s.".formatted(rows, rows == 1 ? "row" : "rows", file));
  }

  /** Prints which tables there are: the night shown, its rows, of how many nights, the grain. */
  public void list(Consumer<String> lines) {
    List<List<Value>> rows = whileFilesAreGone(this::tables);
    TerminalTable.print(List.of("table", "run_date", "rows", "nights", "one row is"), rows, lines);
  }

  private List<List<Value>> tables(PublishedTables published) {
    Grains grains = Grains.read();
    List<List<Value>> rows = new ArrayList<>();
    try (DuckDb database = DuckDb.over(published, runDate, "", DuckDb.Answers.STREAMED)) {
      for (PublishedTable table : published.all()) {
        LocalDate night = runDate.orElse(table.newest());
        if (table.nights().containsKey(night)) {
          rows.add(
              List.of(
                  new Value.Text(table.name()),
                  new Value.Moment(night.toString()),
                  new Value.Numeric(database.count(table)),
                  new Value.Numeric(table.nights().size()),
                  new Value.Text(grains.of(table.name()))));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw refused(published, e);
    }
  }

  /** Asks what stands, and asks again where that is replaced meanwhile. */
  private <T> T whileFilesAreGone(Function<PublishedTables, T> question) {
    return Retry.whileFilesAreGone(
        () -> {
          PublishedTables published = PublishedTables.in(warehouse);
          runDate.ifPresent(published::requireNight);
          return question.apply(published);
        });
  }

  private <T> Optional<T> answer(PublishedTables published, String sql, DuckDb.Reader<T> reader) {
    try (DuckDb database = DuckDb.over(published, runDate, sql, DuckDb.Answers.STREAMED)) {
      return database.answer(sql, reader);
    } catch (SQLException e) {
      throw refused(published, DuckDb.isUntold(e) ? told(published, sql, e) : e);
    }
  }

  private RuntimeException refused(PublishedTables published, SQLException error) {
    Optional<GoneException> gone = GoneException.in(error, published.all());
    return gone.isPresent() ? gone.get() : Mistake.in(published, runDate, error);
  }

  /** The error behind one that does not say what was wrong: asked again, and not as a stream. */
  private SQLException told(PublishedTables published, String sql, SQLException untold) {
    try (DuckDb database = DuckDb.over(published, runDate, sql, DuckDb.Answers.WHOLE)) {
      database.answer(sql, answer -> true);
      return untold;
    } catch (SQLException e) {
      return e;
    }
  }
}
