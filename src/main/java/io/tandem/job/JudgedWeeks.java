package io.tandem.job;

import io.tandem.evaluation.TemporalSplit;
import io.tandem.recommendation.RecommendationsSettings.Evaluation;
import java.time.LocalDate;

/**
 * The weeks before the run date in which models are judged, and the weeks before those in which
 * they are chosen: never the same ones.
 *
 * @param validationFrom the first day that models on validation do not know
 * @param testFrom the first day after validation, and the first that the judged models do not know
 * @param until the first day after the test
 */
record JudgedWeeks(LocalDate validationFrom, LocalDate testFrom, LocalDate until) {
  static JudgedWeeks before(LocalDate runDate, Evaluation evaluation) {
    LocalDate testFrom = TemporalSplit.lastWeeks(evaluation.testWeeks(), runDate).cut();
    return new JudgedWeeks(
        TemporalSplit.lastWeeks(evaluation.validationWeeks(), testFrom).cut(), testFrom, runDate);
  }
}
