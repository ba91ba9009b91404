package io.tandem.experiment;

import io.tandem.experiment.analysis.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** What experiments came to: the rows of four published tables, and remarks for the log. */
public final class Conclusions {
  private final List<Row> arms = new ArrayList<>();
  private final List<Row> effects = new ArrayList<>();
  private final List<Row> checks = new ArrayList<>();
  private final List<Row> claims = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  void notStarted(Design design) {
    addAlone(RandomizedClaims.notStarted(design));
  }

  /** Adds a claim that is all that can be said of its experiment. */
  private void addAlone(Row claim) {
    claims.add(claim);
    remarks.add(claim.getString(claim.length() - 1));
  }

  /** Adds an experiment measured elsewhere. */
  void add(Design design, NavigableMap<Integer, Map<String, Moments>> byHorizon) {
    NavigableMap<Integer, Boolean> horizons = new TreeMap<>();
    Map<String, Moments> first = byHorizon.firstEntry().getValue();
    Map<String, Long> counts = new TreeMap<>();
    byHorizon.keySet().forEach(days -> horizons.put(days, true));
    first.forEach((arm, moments) -> counts.put(arm, moments.count()));
    if (design.contrasts().isEmpty()) {
      addAlone(RandomizedClaims.withoutControl(design));
    }
    add(
        design,
        byHorizon,
        Effects.of(design, horizons, byHorizon),
        Checks.of(design, counts, first, List.of()));
  }

  void add(
      Design design,
      Map<Integer, Map<String, Moments>> byHorizon,
      List<Finding> findings,
      Checks made) {
    arms.addAll(Effects.arms(design, byHorizon));
    findings.forEach(finding -> effects.add(finding.row(made.sampleRatioP())));
    made.all().forEach(check -> checks.add(check.row()));
    claims.addAll(RandomizedClaims.of(findings, made));
    made.failure()
        .ifPresent(
            failure ->
                remarks.add(
                    "Experiment %s is not to be read. A check failed: %s."
                        .formatted(design.name(), failure)));
  }

  /** Rows of {@code experiment_arms}. */
  public List<Row> arms() {
    return List.copyOf(arms);
  }

  /** Rows of {@code experiment_effects}. */
  public List<Row> effects() {
    return List.copyOf(effects);
  }

  /** Rows of {@code experiment_checks}. */
  public List<Row> checks() {
    return List.copyOf(checks);
  }

  /** Rows of {@code claims}. */
  public List<Row> claims() {
    return List.copyOf(claims);
  }

  /** What an operator should know. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }
}
