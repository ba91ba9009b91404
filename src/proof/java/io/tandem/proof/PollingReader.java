package io.tandem.proof;

import io.tandem.query.Queries;
import io.tandem.refusal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An analyst in a process of its own, who asks the same of the newest night again and again, with
 * DuckDB, until a file appears: how many factors customers and products have, and how many itemsets
 * there are. Prints each kind of answer once, and at the end how many answers there were and how
 * often there was none because the night was just being replaced.
 */
public final class PollingReader {
  private static final String QUESTION =
      """
      SELECT (SELECT min(len(factors)) || ' to ' || max(len(factors)) FROM als_user_factors)
        || ', ' || (SELECT min(len(factors)) || ' to ' || max(len(factors)) FROM als_item_factors)
        || ', ' || (SELECT count(*) || ' of ' || min(support) FROM frequent_itemsets) AS night
      """;

  /**
   * Asks until told to stop.
   *
   * @param arguments the warehouse, and the file whose appearance ends it
   */
  public static void main(String[] arguments) throws InterruptedException {
    Set<String> kinds = new TreeSet<>();
    long answers = 0;
    long unanswered = 0;
    while (!Files.exists(Path.of(arguments[1]))) {
      List<String> lines = new ArrayList<>();
      try {
        Queries.over(arguments[0], Optional.empty()).print(QUESTION, lines::add);
        answers++;
        String answer = String.join(" ", lines).replaceAll("[^0-9a-z., ]", "").strip();
        if (kinds.add(answer)) {
          System.out.println("answer: " + answer);
        }
      } catch (Refusal e) {
        if (e.kind() != Refusal.Kind.TEMPORARY) {
          System.out.println("refused: " + e.getMessage());
        }
        unanswered++;
      }
      Thread.sleep(50);
    }
    System.out.printf("answers: %d%nunanswered: %d%n", answers, unanswered);
  }

  private PollingReader() {}
}
