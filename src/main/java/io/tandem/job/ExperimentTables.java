package io.tandem.job;

import static io.tandem.table.Claims.CLAIMS;
import static io.tandem.table.ExperimentArms.EXPERIMENT_ARMS;
import static io.tandem.table.ExperimentAssignments.EXPERIMENT_ASSIGNMENTS;
import static io.tandem.table.ExperimentChecks.EXPERIMENT_CHECKS;
import static io.tandem.table.ExperimentEffects.EXPERIMENT_EFFECTS;
import static io.tandem.table.ExperimentMoments.EXPERIMENT_MOMENTS;
import static io.tandem.table.MatchedBalance.MATCHED_BALANCE;
import static io.tandem.table.MatchedComparisons.MATCHED_COMPARISONS;
import static io.tandem.table.OrderMetrics.ORDER_METRICS;
import static io.tandem.table.RetentionMetrics.RETENTION_METRICS;

import io.tandem.experiment.Conclusions;
import io.tandem.experiment.DescriptiveClaims;
import io.tandem.experiment.Experiments;
import io.tandem.experiment.MatchedClaims;
import io.tandem.experiment.MatchedComparison;
import io.tandem.source.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who is in which arm, what became of them, and what may be concluded: stages the tables of
 * experiments, and {@code claims}.
 */
final class ExperimentTables {
  private final Night night;
  private final Experiments experiments;

  ExperimentTables(Night night) {
    this.night = night;
    this.experiments =
        new Experiments(
            night.settings().experiment(), night.horizon(), night.settings().timeZone());
  }

  /**
   * Stages the tables.
   *
   * @param orders as {@code Orders.from} gives them, where the shop has order lines
   */
  void stage(Optional<Dataset<Row>> orders) {
    Inputs inputs = night.inputs();
    Optional<Dataset<Row>> enrolledFrom = orders.filter(any -> experiments.hasStarted());
    Dataset<Row> assignments =
        night.stage(
            EXPERIMENT_ASSIGNMENTS,
            enrolledFrom
                .map(
                    rows ->
                        experiments.assignments(
                            rows, inputs.customers(), inputs.events(), inputs.exposures()))
                .orElseGet(() -> night.rows(EXPERIMENT_ASSIGNMENTS, List.of())),
            "");
    List<Dataset<Row>> moments = new ArrayList<>();
    enrolledFrom.ifPresent(
        rows ->
            moments.add(
                experiments.moments(assignments, rows, night.settings().report().winsorizeAt())));
    inputs.experimentOutcomes().ifPresent(rows -> moments.add(experiments.elsewhere(rows)));
    Dataset<Row> allMoments =
        night.stage(
            EXPERIMENT_MOMENTS,
            moments.stream()
                .reduce(Dataset::unionByName)
                .orElseGet(() -> night.rows(EXPERIMENT_MOMENTS, List.of())),
            "");
    Conclusions conclusions =
        night.phase(
            "effects",
            () ->
                experiments.conclusions(
                    allMoments, enrolledFrom.map(rows -> assignments), inputs.exposures()),
            found -> "%,d effects".formatted(found.effects().size()));
    conclusions.remarks().forEach(remark -> night.progress().say("  " + remark));
    night.remember("experiments", Map.of("remarks", conclusions.remarks()));
    night.stage(EXPERIMENT_ARMS, night.rows(EXPERIMENT_ARMS, conclusions.arms()), "");
    night.stage(EXPERIMENT_EFFECTS, night.rows(EXPERIMENT_EFFECTS, conclusions.effects()), "");
    night.stage(EXPERIMENT_CHECKS, night.rows(EXPERIMENT_CHECKS, conclusions.checks()), "");
    List<Row> claims = new ArrayList<>(conclusions.claims());
    claims.addAll(stageMatched(orders));
    orders.ifPresent(
        any ->
            claims.addAll(
                DescriptiveClaims.of(
                    night.latest(ORDER_METRICS).orElseThrow(),
                    night.latest(RETENTION_METRICS).orElseThrow())));
    night.stage(CLAIMS, night.rows(CLAIMS, claims), "");
  }

  /** Only where there is no experiment, which would tell more; gives back the claims. */
  private List<Row> stageMatched(Optional<Dataset<Row>> orders) {
    Optional<MatchedComparison> matched =
        night.settings().experiment().isPresent()
            ? Optional.empty()
            : orders.flatMap(
                rows -> night.inputs().exposures().map(logged -> matched(rows, logged)));
    night.stage(
        MATCHED_COMPARISONS,
        night.rows(
            MATCHED_COMPARISONS, matched.map(MatchedComparison::comparisons).orElse(List.of())),
        "");
    night.stage(
        MATCHED_BALANCE,
        night.rows(MATCHED_BALANCE, matched.map(MatchedComparison::balance).orElse(List.of())),
        "");
    return matched.map(found -> MatchedClaims.of(found.comparisons())).orElse(List.of());
  }

  private MatchedComparison matched(Dataset<Row> orders, Dataset<Row> exposures) {
    MatchedComparison matched =
        night.phase(
            "matched customers",
            () ->
                MatchedComparison.of(
                    orders, exposures, night.horizon(), night.settings().timeZone()),
            found -> "%,d comparisons".formatted(found.comparisons().size()));
    matched.remarks().forEach(remark -> night.progress().say("  " + remark));
    return matched;
  }
}
