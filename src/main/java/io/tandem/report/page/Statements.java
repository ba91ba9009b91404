package io.tandem.report.page;

import java.util.List;

/**
 * Sentences as they were published, word for word.
 *
 * @param title what they are about
 * @param note where they come from
 * @param statements in the order of the page
 */
public record Statements(String title, String note, List<Statement> statements) implements Exhibit {
  public Statements {
    statements = List.copyOf(statements);
  }

  /**
   * One of them.
   *
   * @param label its place among the others, such as primary
   * @param verdict how sure it is, in a word or two
   * @param style the side that chooses the colour: left, right or other
   * @param text word for word
   * @param note what was checked, or nothing
   */
  public record Statement(String label, String verdict, String style, String text, String note) {}
}
