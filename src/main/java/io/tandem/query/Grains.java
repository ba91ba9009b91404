package io.tandem.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one row of each table is that Tandem publishes, with or without a warehouse. Read from a
 * file that is generated from the contract's classes: those know Spark, whose start takes longer
 * than any answer.
 */
final class Grains {
  private static final String FILE = "published-tables.tsv";
  private static final Pattern CLAUSE_END = Pattern.compile("[:;]|\\.$");

  private final Map<String, String> byTable;

  private Grains(Map<String, String> byTable) {
    this.byTable = byTable;
  }

  static Grains read() {
    try (InputStream in = Grains.class.getResourceAsStream(FILE)) {
      Map<String, String> grains = new LinkedHashMap<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          grains.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
      return new Grains(grains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the docs speak of this table. */
  boolean know(String table) {
    return byTable.containsKey(table);
  }

  /** The first clause of what one row is; nothing for a table that is not ours. */
  String of(String table) {
    return CLAUSE_END.split(byTable.getOrDefault(table, ""), 2)[0];
  }
}
