package io.tandem.report.page;

import java.util.List;

/**
 * A table on the page.
 *
 * @param caption what it holds
 * @param headings the columns; the first names the row
 * @param rows the cells
 */
public record Grid(String caption, List<Heading> headings, List<List<String>> rows)
    implements Exhibit {
  public Grid {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** A column's name, and how its cells are aligned. */
  public record Heading(String text, String style) {
    /** A column of words, aligned left. */
    public static Heading words(String text) {
      return new Heading(text, "words");
    }

    /** A column of numbers, aligned right. */
    public static Heading number(String text) {
      return new Heading(text, "number");
    }
  }
}
