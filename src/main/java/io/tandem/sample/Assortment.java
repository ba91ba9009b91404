package io.tandem.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What kinds of products a sample shop sells, in which categories, and which kinds complement each
 * other; read from {@code assortment.txt}, which explains its own form.
 *
 * @param kinds in the order of the file
 * @param complements groups of kinds that are bought together
 * @param trickyTitles by kind: a title that is hard on CSV, HTML and fonts
 */
record Assortment(
    List<Kind> kinds, List<List<String>> complements, Map<String, String> trickyTitles) {

  private static final Map<String, Double> SOUGHT_AS =
      Map.of("sought", 1.3, "known", 0.5, "rare", -1.5, "apart", 0.0);

  /** A category and what its products share. */
  record Section(String category, int taste, int peakMonth, double swing, List<String> looks) {
    String topCategory() {
      return category.substring(0, category.indexOf('/'));
    }
  }

  /** What a product is: a kettle, say. The price is the usual one, in whole currency units. */
  record Kind(
      Section section,
      String name,
      double price,
      List<String> measures,
      List<String> traits,
      List<String> looks) {
    boolean has(String trait) {
      return traits.contains(trait);
    }

    /** How popular its first product is, where a plant needs that; empty: as chance has it. */
    OptionalDouble soughtAs() {
      return SOUGHT_AS.entrySet().stream()
          .filter(trait -> has(trait.getKey()))
          .mapToDouble(Map.Entry::getValue)
          .findFirst();
    }
  }

  static Assortment read() {
    try (InputStream stream = Assortment.class.getResourceAsStream("assortment.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return parse(lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Assortment parse(List<String> lines) {
    List<Kind> kinds = new ArrayList<>();
    List<List<String>> complements = new ArrayList<>();
    Map<String, String> trickyTitles = new LinkedHashMap<>();
    Section section = new Section("", 0, 1, 0, List.of());
    for (String line : lines) {
      switch (line.charAt(0)) {
        case '[' -> section = section(line);
        case '+' -> complements.add(list(line.substring(1), ","));
        case '!' -> {
          List<String> sides = list(line.substring(1), "=");
          trickyTitles.put(sides.get(0), sides.get(1));
        }
        default -> kinds.add(kind(section, line));
      }
    }
    return new Assortment(kinds, complements, trickyTitles);
  }

  private static Section section(String line) {
    int end = line.indexOf(']');
    List<String> cells = list(line.substring(end + 1), ",");
    return new Section(
        line.substring(1, end),
        Integer.parseInt(cells.get(0)),
        Integer.parseInt(cells.get(1)),
        Double.parseDouble(cells.get(2)),
        cells.subList(3, cells.size()));
  }

  private static Kind kind(Section section, String line) {
    String[] cells = Arrays.copyOf(line.split("\\|", -1), 5);
    List<String> looks = list(cells[4], ",");
    return new Kind(
        section,
        cells[0].strip(),
        Double.parseDouble(cells[1].strip()),
        list(cells[2], ";"),
        list(cells[3], ","),
        looks.isEmpty() ? section.looks() : looks);
  }

  /** The parts without blanks around them; a cell that is missing or blank has none. */
  private static List<String> list(String cell, String separator) {
    return cell == null || cell.isBlank()
        ? List.of()
        : Arrays.stream(cell.split(separator, -1)).map(String::strip).toList();
  }
}
