package io.tandem.report;

import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Statements;
import io.tandem.report.page.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * The section on what can be said where chance has drawn nobody's arm: associations, or nothing.
 */
record WithoutExperimentTopic(OtherClaims claims, MatchedGrids matched) {
  static final String ID = "without-experiment";

  boolean hasComparisons() {
    return !claims.matched().isEmpty() || !matched.comparisons().isEmpty();
  }

  Topic topic() {
    List<String> paragraphs = new ArrayList<>();
    List<Exhibit> exhibits = new ArrayList<>();
    if (hasComparisons()) {
      paragraphs.add(
          "Customers who were shown recommendations are compared with customers who were not and"
              + " who had ordered alike before. Nobody drew by chance who was shown what, so each"
              + " difference is an association: it cannot be told from whatever else sets the two"
              + " groups apart.");
      if (!claims.matched().isEmpty()) {
        exhibits.add(
            new Statements(
                "What may be said",
                "Associations with the known error of such comparisons, word for word from the table"
                    + " claims; below each what was checked.",
                claims.matched().stream()
                    .map(claim -> claim.labelledAndChecked(Claim.name(claim.key().contrast())))
                    .toList()));
      }
      matched.compared().ifPresent(exhibits::add);
      matched.negativeControl().ifPresent(exhibits::add);
      if (matched.negativeControl().isEmpty()) {
        paragraphs.add("There is no negative control, so that the bias cannot be guessed at.");
      }
      matched.alike().ifPresent(exhibits::add);
    } else {
      paragraphs.add(
          "Nothing can be said about what cross-selling or personalization does: this run has no"
              + " experiment that has begun, and no customers who were shown recommendations and"
              + " could be compared with like customers who were not. The numbers of this page"
              + " describe what was ordered."
              + (claims.notStarted().isEmpty()
                  ? " The settings experiment.name and experiment.starts-on begin an experiment."
                  : ""));
    }
    if (!claims.descriptive().isEmpty()) {
      exhibits.add(
          new Statements(
              "What was",
              "Descriptions, word for word from the table claims.",
              claims.descriptive().stream().map(claim -> claim.labelled(claim.about())).toList()));
    }
    return new Topic(ID, "What can be said without an experiment", paragraphs, List.of(), exhibits);
  }
}
