package io.tandem.report;

import static io.tandem.table.Claims.CLAIMS;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/** Words that claim a cause: only the statements of randomized experiments may use them. */
final class CausalWords {
  private static final Pattern VERBS =
      Pattern.compile(
          "\\b(raise[sd]?|raising|lower(ed|s|ing)|dr[io]ves?|driven|driving|moved|moves"
              + "|caus(e|ed|es|ing)|thanks to|uplifts?|l[ei]ds? to|leads to|boost(s|ed|ing)?"
              + "|due to|because of|increase[sd]|decreased|improve[sd]?|improving"
              + "|result(s|ed)? in|gained|lifted|lifts|owing to|impact(s|ed)?|affect(s|ed)?)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Nouns that have their place in a definition. */
  private static final Pattern NOUNS =
      Pattern.compile("\\beffects?( of| on)?\\b", Pattern.CASE_INSENSITIVE);

  /** Those of the page that stand outside the statements of randomized experiments. */
  static List<String> on(ReportInputs inputs) {
    return on(ReportPage.render(inputs), inputs);
  }

  static List<String> on(String html, ReportInputs inputs) {
    String text = without(inputs, PageText.everyWord(html));
    String definitions = PageText.text(PageText.section(html, "definitions"));
    List<String> found = new ArrayList<>();
    VERBS.matcher(text).results().forEach(match -> found.add(match.group()));
    NOUNS
        .matcher(text.replace(definitions.strip(), " "))
        .results()
        .forEach(match -> found.add(match.group()));
    return found;
  }

  private static String without(ReportInputs inputs, String text) {
    String rest = text;
    List<String> wordings = new ArrayList<>();
    for (Row claim :
        inputs.rows(CLAIMS).where(col("design").equalTo("randomized")).collectAsList()) {
      wordings.add(claim.getAs("wording"));
    }
    wordings.sort(Comparator.comparing(String::length).reversed());
    for (String wording : wordings) {
      rest = rest.replace(wording, " ");
    }
    return rest;
  }

  private CausalWords() {}
}
