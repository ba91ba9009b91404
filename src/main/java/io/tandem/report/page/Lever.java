package io.tandem.report.page;

import java.util.List;

/**
 * One of the two columns: cross-selling or personalization, and what measures it.
 *
 * @param id the anchor, which also chooses the colour
 * @param name which lever
 * @param question what its yardstick answers
 * @param notes sentences above the numbers, such as what is missing and why
 * @param tiles the numbers, the main one first
 * @param charts how they went over time
 */
public record Lever(
    String id,
    String name,
    String question,
    List<String> notes,
    List<Tile> tiles,
    List<Chart> charts) {
  public Lever {
    notes = List.copyOf(notes);
    tiles = List.copyOf(tiles);
    charts = List.copyOf(charts);
  }
}
