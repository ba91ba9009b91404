package io.tandem.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.coverage.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Checks as they come out: for people line by line, for programs in a file. */
final class CheckLog {
  private final ObjectMapper json = new ObjectMapper();
  private final StringBuilder lines = new StringBuilder();
  private final Consumer<ObjectNode> settings;
  private boolean broken;

  /**
   * @param settings adds to each line of the file what all checks have in common
   */
  CheckLog(Consumer<ObjectNode> settings) {
    this.settings = settings;
  }

  /**
   * Makes some checks and prints them.
   *
   * @param shop in which kind of shop
   * @param inWords how large it is
   */
  void check(String shop, String inWords, Supplier<List<Check>> checks) {
    System.out.printf("%s: %s%n", shop, inWords);
    long start = System.nanoTime();
    List<Check> results = checks.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Check result : results) {
      System.out.printf("  %s%n", result.inWords());
      broken |= !result.holds();
      ObjectNode line = json.createObjectNode();
      line.put("shop", shop)
          .put("check", result.name())
          .put("observed", result.observed())
          .put("bound", result.bound())
          .put("holds", result.holds())
          .put("result", result.result())
          .put("shop_count", result.shops());
      settings.accept(line);
      lines.append(line.put("seconds", seconds)).append('\n');
    }
    System.out.printf(Locale.ROOT, "  %.0f seconds%n", seconds);
  }

  /** Whether a claim did not survive. */
  boolean isBroken() {
    return broken;
  }

  /** Writes one JSON object per line and check. */
  void write(Path file) throws IOException {
    Files.writeString(file, lines);
  }
}
