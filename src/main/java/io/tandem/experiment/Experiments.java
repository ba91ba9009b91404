package io.tandem.experiment;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tandem.experiment.analysis.Moments;
import io.tandem.retention.Horizon;
import io.tandem.table.Columns;
import io.tandem.table.ExperimentMoments;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The nightly 2×2, where the shop runs one, and experiments measured elsewhere: who was assigned to
 * what, what became of them, and what may be concluded.
 */
public final class Experiments {
  private final ExperimentSettings settings;
  private final Horizon horizon;
  private final ZoneId timeZone;

  /**
   * @param horizon how far the run sees
   */
  public Experiments(ExperimentSettings settings, Horizon horizon, ZoneId timeZone) {
    this.settings = settings;
    this.horizon = horizon;
    this.timeZone = timeZone;
  }

  /** Whether the shop runs an experiment of its own that has begun. */
  public boolean hasStarted() {
    return settings.startsOn().filter(start -> start.isBefore(horizon.firstOpenDay())).isPresent();
  }

  /** The rows of {@code experiment_assignments} of an experiment that has begun. */
  public Dataset<Row> assignments(
      Dataset<Row> orders,
      Optional<Dataset<Row>> customers,
      Optional<Dataset<Row>> events,
      Optional<Dataset<Row>> exposures) {
    return new Enrolment(settings, timeZone).of(orders, customers, events, exposures);
  }

  /** The moments of the nightly experiment: rows of {@code experiment_moments}. */
  public Dataset<Row> moments(Dataset<Row> assignments, Dataset<Row> orders, double winsorizeAt) {
    return MomentRows.of(new Outcomes(settings, winsorizeAt, horizon).of(assignments, orders));
  }

  /** The moments of experiments measured elsewhere; what cannot be so is refused. */
  public Dataset<Row> elsewhere(Dataset<Row> outcomes) {
    MeasuredElsewhere.refuseUnusable(outcomes, settings.name());
    return MomentRows.of(MeasuredElsewhere.outcomes(outcomes, horizon.lastDay()));
  }

  /**
   * What may be concluded.
   *
   * @param moments all rows of {@code experiment_moments}
   * @param assignments of the nightly experiment, where it has begun
   * @param exposures where the shop has the input
   */
  public Conclusions conclusions(
      Dataset<Row> moments, Optional<Dataset<Row>> assignments, Optional<Dataset<Row>> exposures) {
    List<Row> rows = MomentRows.collect(moments);
    Map<String, NavigableMap<Integer, Map<String, Moments>>> experiments =
        MomentRows.byHorizon(rows);
    Conclusions conclusions = new Conclusions();
    if (settings.isPresent()) {
      Design design = Design.nightly(settings);
      if (assignments.isEmpty()) {
        conclusions.notStarted(design);
      } else {
        NavigableMap<Integer, Map<String, Moments>> byHorizon =
            experiments.getOrDefault(design.name(), new TreeMap<>());
        Checks checks =
            Checks.of(
                design,
                counts(assignments.get()),
                past(rows, design.name()),
                exposures.stream()
                    .map(logged -> Opportunities.of(logged, assignments.get()))
                    .toList());
        conclusions.add(design, byHorizon, Effects.of(design, horizons(), byHorizon), checks);
      }
      experiments.remove(design.name());
    }
    experiments.forEach(
        (name, byHorizon) -> conclusions.add(elsewhere(name, byHorizon), byHorizon));
    return conclusions;
  }

  private Design elsewhere(String name, Map<Integer, Map<String, Moments>> byHorizon) {
    SortedSet<String> arms = new TreeSet<>();
    byHorizon.values().forEach(moments -> arms.addAll(moments.keySet()));
    return Design.elsewhere(name, arms, settings);
  }

  /**
   * The horizons of the nightly experiment, and whether those enrolled at the start have completed
   * it.
   */
  private NavigableMap<Integer, Boolean> horizons() {
    LocalDate start = settings.startsOn().orElseThrow();
    NavigableMap<Integer, Boolean> horizons = new TreeMap<>();
    for (int days : Outcomes.HORIZONS) {
      horizons.put(days, start.plusDays(days).isBefore(horizon.firstOpenDay()));
    }
    return horizons;
  }

  private static Map<String, Long> counts(Dataset<Row> assignments) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row arm : assignments.groupBy(Columns.ARM).agg(count(lit(1))).collectAsList()) {
      counts.put(arm.getString(0), arm.getLong(1));
    }
    return counts;
  }

  /** Moments of the customers who were enrolled at the start, which hold their past. */
  private static Map<String, Moments> past(List<Row> moments, String experiment) {
    List<Row> atTheStart =
        moments.stream()
            .filter(row -> row.getAs(Columns.EXPERIMENT).equals(experiment))
            .filter(row -> row.<Integer>getAs(Columns.HORIZON_DAYS) == 0)
            .filter(
                row -> row.getAs(Columns.METRIC_SET).equals(ExperimentMoments.EXISTING_CUSTOMERS))
            .toList();
    return MomentRows.byHorizon(atTheStart)
        .getOrDefault(experiment, new TreeMap<>())
        .getOrDefault(0, new TreeMap<>());
  }
}
