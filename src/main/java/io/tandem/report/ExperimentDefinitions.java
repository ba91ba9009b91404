package io.tandem.report;

import static io.tandem.table.ExperimentArms.EXPERIMENT_ARMS;
import static io.tandem.table.ExperimentEffects.EXPERIMENT_EFFECTS;
import static io.tandem.table.MatchedBalance.MATCHED_BALANCE;
import static io.tandem.table.MatchedComparisons.MATCHED_COMPARISONS;

import io.tandem.table.Columns;
import java.util.List;

/** How the numbers of experiments, and of comparisons without one, are defined. */
final class ExperimentDefinitions {
  static List<List<String>> rows() {
    return List.of(
        List.of(
            "Intention to treat",
            "Every customer counts in the arm that was drawn, whatever was shown, with orders or"
                + " without: who sees something has been chosen by more than chance.",
            "experiment_arms.customer_count"),
        effect("Difference (effect), on less off", Columns.CONTRAST),
        List.of(
            "AOV difference",
            "AOV of an arm is Σ revenue / Σ orders over all its customers, a ratio of two sums; arms"
                + " are never thrown together. Its variance is that of such a ratio, by the delta"
                + " method, with the customer as unit.",
            "experiment_effects.estimate, standard_error"),
        List.of("Horizon", Definitions.of(EXPERIMENT_ARMS, Columns.HORIZON_DAYS), "horizon_days"),
        effect("Matured", "is_matured"),
        effect("Primary", "is_primary"),
        effect("Relative difference", "relative_estimate"),
        List.of(
            "Sequential interval",
            "Lower end: "
                + Definitions.of(EXPERIMENT_EFFECTS, "sequential_lower")
                + " It is wider than one that may be read once. Of experiments measured elsewhere the"
                + " interval is the one read once.",
            "experiment_effects.sequential_lower, _upper"),
        effect("Adjusted p", "adjusted_p"),
        effect("Smallest detectable effect", "smallest_detectable_effect"),
        effect("With CUPED", "cuped_estimate"),
        effect("Sample ratio", "sample_ratio_p"),
        List.of(
            "Verdict",
            "Shown: the adjusted p is at most 0.05. None beyond the margin: the whole interval lies"
                + " inside a margin that was set beforehand. Not shown: neither.",
            "claims.verdict"));
  }

  static List<List<String>> matched() {
    return List.of(
        List.of(
            "Difference between like customers",
            Definitions.of(MATCHED_COMPARISONS, Columns.ESTIMATE),
            "matched_comparisons.estimate"),
        List.of(
            "Negative control",
            Definitions.of(MATCHED_COMPARISONS, "is_negative_control"),
            "matched_comparisons.is_negative_control"),
        List.of(
            "Apart before matching, and after",
            Definitions.of(MATCHED_BALANCE, "difference_before"),
            "matched_balance.difference_before, difference_after"));
  }

  private static List<String> effect(String name, String column) {
    return List.of(
        name, Definitions.of(EXPERIMENT_EFFECTS, column), "experiment_effects." + column);
  }

  private ExperimentDefinitions() {}
}
