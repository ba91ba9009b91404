package io.tandem.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One experiment, as far as the page tells it.
 *
 * @param isNightly whether it is the shop's own 2×2; else it was measured elsewhere
 * @param longest horizon in days
 * @param horizons how many there are
 * @param tested how many arms, or levers, are compared
 * @param contrasts those of them that are told
 * @param effects of these
 * @param arms their values
 * @param checks the failed first
 */
record Experiment(
    String name,
    boolean isNightly,
    int longest,
    long horizons,
    long tested,
    List<String> contrasts,
    List<Effect> effects,
    List<Arm> arms,
    List<ExperimentCheck> checks) {
  private static final String CUSTOMERS_ASSIGNED = "sample_ratio";

  Experiment {
    contrasts = List.copyOf(contrasts);
    effects = List.copyOf(effects);
    arms = List.copyOf(arms);
    checks = List.copyOf(checks);
  }

  /** Whether a check has failed, so that none of its numbers may be read. */
  boolean isBroken() {
    return !failures().isEmpty()
        || effects.stream().anyMatch(effect -> effect.claim().verdict() == Verdict.BROKEN);
  }

  /** What the failed checks found. */
  List<String> failures() {
    return checks.stream()
        .filter(check -> !check.isPassed())
        .map(ExperimentCheck::finding)
        .toList();
  }

  Optional<Effect> effect(String contrast, Yardstick metric, int horizonDays) {
    return effects.stream()
        .filter(
            effect ->
                effect.contrast().equals(contrast)
                    && effect.metric() == metric
                    && effect.horizonDays() == horizonDays)
        .findFirst();
  }

  Optional<Arm> arm(String arm, Yardstick metric, int horizonDays) {
    return arms.stream()
        .filter(
            value ->
                value.name().equals(arm)
                    && value.metric() == metric
                    && value.horizonDays() == horizonDays)
        .findFirst();
  }

  /** Customers who take part; absent where nobody counted them. */
  Optional<Long> customers() {
    return checks.stream()
        .filter(check -> check.kind().equals(CUSTOMERS_ASSIGNED))
        .map(ExperimentCheck::observations)
        .findFirst();
  }

  /** The metrics that it has, in the order of the page. */
  List<Yardstick> metrics() {
    List<Yardstick> metrics = new ArrayList<>(List.of(Yardstick.values()));
    metrics.removeIf(metric -> effects.stream().noneMatch(effect -> effect.metric() == metric));
    return metrics;
  }
}
