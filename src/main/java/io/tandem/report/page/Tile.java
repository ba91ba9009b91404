package io.tandem.report.page;

import java.util.List;

/**
 * One number with its definition.
 *
 * @param name what it is
 * @param value the number, or a dash
 * @param detail its interval and what it counts, or why it is absent
 * @param lines the same number for other customers, windows or months
 * @param definition how it is computed, in one line
 */
public record Tile(String name, String value, String detail, List<Line> lines, String definition) {
  public Tile {
    lines = List.copyOf(lines);
  }

  /** The same number for somebody else. */
  public record Line(String label, String value, String detail) {}
}
