package io.tandem.report.page;

import java.util.List;

/**
 * A section below the two columns.
 *
 * @param id the anchor
 * @param title what it is about
 * @param paragraphs what to know before reading on
 * @param points a list of sentences
 * @param charts pictures, each with its table
 * @param grids tables of their own
 */
public record Topic(
    String id,
    String title,
    List<String> paragraphs,
    List<String> points,
    List<Chart> charts,
    List<Grid> grids) {
  public Topic {
    paragraphs = List.copyOf(paragraphs);
    points = List.copyOf(points);
    charts = List.copyOf(charts);
    grids = List.copyOf(grids);
  }
}
