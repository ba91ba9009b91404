package io.tandem.query;

import io.tandem.refusal.Refusal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers SQL over what a warehouse has published: each table under its name with the rows of one
 * night, and under {@code history} with those of all nights.
 */
public final class Queries {
  private final PublishedTables published;
  private final Optional<LocalDate> runDate;

  private Queries(PublishedTables published, Optional<LocalDate> runDate) {
    this.published = published;
    this.runDate = runDate;
  }

  /**
   * Queries over the warehouse in this folder.
   *
   * @param runDate the night to show; else each table's newest
   */
  public static Queries over(String warehouse, Optional<LocalDate> runDate) {
    PublishedTables published = PublishedTables.in(warehouse);
    runDate.ifPresent(published::requireNight);
    return new Queries(published, runDate);
  }

  /** Prints an answer as a table, as much of it as a person reads. */
  public void print(String sql, Consumer<String> lines) {
    Optional<Boolean> printed =
        answer(
            sql,
            answer -> {
              TerminalTable.print(answer, lines);
              return true;
            });
    if (printed.isEmpty()) {
      lines.accept("Done.");
    }
  }

  /** Writes an answer, all of it, and says how many rows that were and where they are. */
  public void write(String sql, String file, Consumer<String> lines) {
    CsvFile csv = CsvFile.at(file, published.directory());
    long rows =
        answer(sql, csv::write)
            .orElseThrow(
                () ->
                    Refusal.wrongUsage(
                        "Cannot write %s: the last statement answers no rows.".formatted(file)));
    lines.accept("Wrote %,d %s to %s.".formatted(rows, rows == 1 ? "row" : "rows", file));
  }

  /** Prints which tables there are: the night shown, its rows, of how many nights, the grain. */
  public void list(Consumer<String> lines) {
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
    } catch (SQLException e) {
      throw Mistake.in(published, runDate, e);
    }
    TerminalTable.print(List.of("table", "run_date", "rows", "nights", "one row is"), rows, lines);
  }

  private <T> Optional<T> answer(String sql, DuckDb.Reader<T> reader) {
    try (DuckDb database = DuckDb.over(published, runDate, sql, DuckDb.Answers.STREAMED)) {
      return database.answer(sql, reader);
    } catch (SQLException e) {
      throw Mistake.in(published, runDate, DuckDb.isUntold(e) ? told(sql, e) : e);
    }
  }

  /** The error behind one that does not say what was wrong: asked again, and not as a stream. */
  private SQLException told(String sql, SQLException untold) {
    try (DuckDb database = DuckDb.over(published, runDate, sql, DuckDb.Answers.WHOLE)) {
      database.answer(sql, answer -> true);
      return untold;
    } catch (SQLException e) {
      return e;
    }
  }
}
