package io.tandem.report.page;

import java.util.List;

/**
 * A section below the two columns.
 *
 * @param id the anchor
 * @param title what it is about
 * @param paragraphs what to know before reading on
 * @param points a list of sentences
 * @param exhibits pictures, each with its table, and tables of their own, in the order of the page
 */
public record Topic(
    String id, String title, List<String> paragraphs, List<String> points, List<Exhibit> exhibits) {
  public Topic {
    paragraphs = List.copyOf(paragraphs);
    points = List.copyOf(points);
    exhibits = List.copyOf(exhibits);
  }
}
