package io.tandem.report.page;

import java.util.List;

/**
 * A small table of large numbers.
 *
 * @param caption what it holds
 * @param headings the columns; the first names the rows
 * @param rows top to bottom
 */
public record Matrix(String caption, List<String> headings, List<Line> rows) implements Exhibit {
  public Matrix {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
  }

  /**
   * A row.
   *
   * @param name of the row
   * @param style the side that chooses the colour: left, right or other
   * @param fields one for each further column
   */
  public record Line(String name, String style, List<Field> fields) {
    public Line {
      fields = List.copyOf(fields);
    }
  }

  /**
   * One number and how sure it is.
   *
   * @param value the number, or a dash
   * @param detail its interval, or nothing
   * @param verdict in a word or two
   * @param mark such as primary, or nothing
   */
  public record Field(String value, String detail, String verdict, String mark) {}
}
