package io.tandem.query;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Aligned columns, two blanks apart: numbers on the right, point below point, all else on the left.
 */
final class TerminalTable {
  private static final int SHOWN_ROWS = 1_000;

  /** So many more rows are counted; of an endless answer nobody wants to know how long it is. */
  private static final long COUNTED_ROWS = 1_000_000;

  private TerminalTable() {}

  /** Prints the first rows of an answer, and says how many more there are. */
  static void print(Answer answer, Consumer<String> lines) throws SQLException {
    List<List<Value>> shown = new ArrayList<>();
    while (shown.size() < SHOWN_ROWS && answer.next()) {
      shown.add(answer.values());
    }
    print(answer.names(), shown, lines);
    if (shown.isEmpty()) {
      lines.accept("(no rows)");
    }
    long more = 0;
    while (shown.size() == SHOWN_ROWS && more <= COUNTED_ROWS && answer.next()) {
      more++;
    }
    if (more > 0) {
      lines.accept(
          "… and %s%,d more %s; --csv FILE writes all."
              .formatted(
                  more > COUNTED_ROWS ? "more than " : "",
                  Math.min(more, COUNTED_ROWS),
                  more == 1 ? "row" : "rows"));
    }
  }

  /** Prints rows below the names of their columns. */
  static void print(List<String> names, List<List<Value>> rows, Consumer<String> lines) {
    List<Column> columns =
        IntStream.range(0, names.size())
            .mapToObj(
                index ->
                    Column.of(names.get(index), rows.stream().map(row -> row.get(index)).toList()))
            .toList();
    for (int line = 0; line <= rows.size(); line++) {
      StringBuilder text = new StringBuilder();
      for (Column column : columns) {
        text.append(text.isEmpty() ? "" : "  ").append(column.cell(line));
      }
      lines.accept(text.toString().stripTrailing());
    }
  }

  /**
   * One column.
   *
   * @param cells its name, then its values
   * @param width of the widest
   * @param isNumeric whether it is aligned on the right
   */
  private record Column(List<String> cells, int width, boolean isNumeric) {
    static Column of(String name, List<Value> values) {
      boolean isNumeric =
          values.stream().anyMatch(Value.Numeric.class::isInstance)
              && values.stream()
                  .allMatch(
                      value -> value instanceof Value.Numeric || value instanceof Value.Missing);
      List<String> texts = values.stream().map(TerminalText::of).toList();
      int decimals = isNumeric ? texts.stream().mapToInt(Column::decimals).max().orElse(0) : 0;
      List<String> cells = new ArrayList<>();
      cells.add(TerminalText.visible(name));
      for (String text : texts) {
        cells.add(isNumeric ? text + " ".repeat(decimals - decimals(text)) : text);
      }
      return new Column(cells, cells.stream().mapToInt(Column::width).max().orElse(0), isNumeric);
    }

    String cell(int line) {
      String text = cells.get(line);
      String blanks = " ".repeat(width - width(text));
      return isNumeric ? blanks + text : text + blanks;
    }

    /** The point and what follows it. */
    private static int decimals(String number) {
      int point = number.indexOf('.');
      return point < 0 ? 0 : number.length() - point;
    }

    private static int width(String text) {
      return text.codePointCount(0, text.length());
    }
  }
}
