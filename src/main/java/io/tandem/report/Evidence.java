package io.tandem.report;

import static io.tandem.table.Claims.CLAIMS;
import static io.tandem.table.MatchedBalance.MATCHED_BALANCE;
import static io.tandem.table.MatchedComparisons.MATCHED_COMPARISONS;

import io.tandem.report.page.Page;
import io.tandem.report.page.Statements;
import io.tandem.report.page.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * What the run knows of what the levers do: experiments, or associations, or nothing.
 *
 * @param experiments the nightly one first
 * @param untold how many more there are in the tables
 * @param claims beside those of experiments
 * @param matched like customers compared
 */
record Evidence(
    List<Experiment> experiments, int untold, OtherClaims claims, MatchedGrids matched) {
  static Evidence read(ReportInputs inputs) {
    PublishedExperiments published = new PublishedExperiments(inputs);
    return new Evidence(
        published.told(),
        published.untold(),
        OtherClaims.read(inputs.rows(CLAIMS)),
        MatchedGrids.read(inputs.rows(MATCHED_COMPARISONS), inputs.rows(MATCHED_BALANCE)));
  }

  /** Whether an experiment has begun. */
  boolean isExperimental() {
    return !experiments.isEmpty();
  }

  boolean isMatched() {
    return withoutExperiment().hasComparisons();
  }

  /** Whether a check of an experiment has failed. */
  boolean isBroken() {
    return experiments.stream().anyMatch(Experiment::isBroken);
  }

  /** The sections, with at least one. */
  List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    claims.notStarted().stream().map(Evidence::notStarted).forEach(topics::add);
    int elsewhere = 0;
    for (Experiment experiment : experiments) {
      topics.add(
          experiment.isNightly()
              ? new NightlyTopic(experiment).topic()
              : new ElsewhereTopic(experiment, claims.of(experiment), ++elsewhere).topic());
    }
    if (isMatched() || !isExperimental()) {
      topics.add(withoutExperiment().topic());
    }
    return topics;
  }

  /** A sentence for each experiment that is not to be read. */
  List<Page.Pointer> warnings() {
    List<Page.Pointer> warnings = new ArrayList<>();
    int elsewhere = 0;
    for (Experiment experiment : experiments) {
      String id = experiment.isNightly() ? NightlyTopic.ID : "experiment-" + ++elsewhere;
      if (experiment.isBroken()) {
        warnings.add(new Page.Pointer(NightlyTopic.broken(experiment).title() + ".", id));
      }
    }
    return warnings;
  }

  private WithoutExperimentTopic withoutExperiment() {
    return new WithoutExperimentTopic(claims, matched);
  }

  private static Topic notStarted(Claim claim) {
    return new Topic(
        NightlyTopic.ID,
        "What the experiment will show",
        List.of(
            "Once it has begun, known customers are drawn into four arms: cross-selling on or off,"
                + " personalization on or off. Their orders are compared from the day of enrolment"
                + " on; until then this section has no number."),
        List.of(),
        List.of(
            new Statements(
                "What may be said",
                "Word for word from the table claims.",
                List.of(claim.labelled("Experiment")))));
  }
}
