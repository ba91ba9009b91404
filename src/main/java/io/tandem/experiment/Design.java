package io.tandem.experiment;

import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Metric;
import io.tandem.experiment.analysis.Sequential;
import io.tandem.refusal.Refusal;
import io.tandem.table.ExperimentEffects;
import io.tandem.table.ExperimentOutcomes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an experiment was set up to tell: its arms with their shares, what is compared, and by which
 * interval it is decided.
 *
 * @param name of the experiment
 * @param shares of the customers, by arm
 * @param contrasts what is compared
 * @param primaries the effects that the experiment is for
 * @param startsOn of the nightly experiment; absent for one that was measured elsewhere
 * @param sequential the interval of an experiment that is looked at every night; absent for one
 *     that has ended and is read once
 * @param margin within which an effect is none, as a share of the metric without the lever
 */
record Design(
    String name,
    Map<String, Double> shares,
    List<Contrast> contrasts,
    List<Primary> primaries,
    Optional<LocalDate> startsOn,
    Optional<Sequential> sequential,
    double margin) {
  private static final double ROUNDING = 1e-6;

  /** An effect that was named beforehand. */
  record Primary(String contrast, Metric metric, int horizonDays) {}

  /** The 2×2 of the nightly. */
  static Design nightly(ExperimentSettings settings) {
    Contrast interaction =
        Contrast.ofSums(
            ExperimentEffects.INTERACTION,
            List.of(Cell.BOTH.written(), Cell.NEITHER.written()),
            List.of(Cell.CROSS_SELLING_ONLY.written(), Cell.PERSONALIZATION_ONLY.written()));
    return new Design(
        settings.name().orElseThrow(),
        Cell.shares(settings),
        List.of(
            Contrast.ofMeans(
                ExperimentEffects.CROSS_SELLING,
                Cell.where(Cell::hasCrossSelling),
                Cell.where(cell -> !cell.hasCrossSelling())),
            Contrast.ofMeans(
                ExperimentEffects.PERSONALIZATION,
                Cell.where(Cell::hasPersonalization),
                Cell.where(cell -> !cell.hasPersonalization())),
            interaction),
        List.of(
            new Primary(ExperimentEffects.CROSS_SELLING, Metric.AVERAGE_ORDER_VALUE, 30),
            new Primary(ExperimentEffects.PERSONALIZATION, Metric.REPEAT_PURCHASE_RATE, 90)),
        settings.startsOn(),
        Optional.of(new Sequential(settings.expectedCustomers())),
        settings.margin());
  }

  /**
   * Of an experiment measured elsewhere: every arm beside control; without one nothing is compared.
   */
  static Design elsewhere(String name, SortedSet<String> arms, ExperimentSettings settings) {
    SortedSet<String> tested = new TreeSet<>(arms);
    if (!tested.remove(ExperimentOutcomes.CONTROL)) {
      tested.clear();
    }
    return new Design(
        name,
        shares(name, arms, settings.armShares()),
        tested.stream().map(arm -> Contrast.between(arm, ExperimentOutcomes.CONTROL)).toList(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        settings.margin());
  }

  private static Map<String, Double> shares(
      String name, SortedSet<String> arms, Map<String, String> armShares) {
    String prefix = name + "/";
    Map<String, Double> shares = new TreeMap<>();
    armShares.forEach(
        (key, share) -> {
          if (key.startsWith(prefix)) {
            shares.put(key.substring(prefix.length()), Double.parseDouble(share));
          }
        });
    if (shares.isEmpty()) {
      arms.forEach(arm -> shares.put(arm, 1.0 / arms.size()));
      return shares;
    }
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!shares.keySet().containsAll(arms) || Math.abs(sum - 1) > ROUNDING) {
      throw Refusal.badConfiguration(
          "Invalid experiment.arm-shares of %s: %s (must name all its arms, %s, and add up to 1)"
              .formatted(name, shares, String.join(", ", arms)));
    }
    return shares;
  }

  boolean isPrimary(String contrast, Metric metric, int horizonDays) {
    return primaries.contains(new Primary(contrast, metric, horizonDays));
  }
}
