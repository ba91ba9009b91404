package io.tandem.report;

import static io.tandem.table.Claims.CLAIMS;
import static io.tandem.table.Columns.ARM;
import static io.tandem.table.Columns.CONTRAST;
import static io.tandem.table.Columns.EXPERIMENT;
import static io.tandem.table.Columns.HORIZON_DAYS;
import static io.tandem.table.Columns.METRIC;
import static io.tandem.table.ExperimentArms.EXPERIMENT_ARMS;
import static io.tandem.table.ExperimentChecks.EXPERIMENT_CHECKS;
import static io.tandem.table.ExperimentEffects.EXPERIMENT_EFFECTS;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.slice;

import io.tandem.table.ExperimentOutcomes;
import io.tandem.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Reads the experiments that the page tells: of the nightly one everything, of each measured
 * elsewhere the longest horizon of the first arms, so that the page does not grow with them.
 */
final class PublishedExperiments {
  private static final int MOST_EXPERIMENTS = 4;
  private static final int MOST_NAMES = 200;
  private static final int MOST_ARMS = 6;
  private static final int MOST_CHECKS = 16;

  /** More than the nightly experiment and the others that are told can have. */
  private static final int MOST_ROWS = 400;

  private final ReportInputs inputs;
  private final List<Cells> overview;

  PublishedExperiments(ReportInputs inputs) {
    this.inputs = inputs;
    this.overview =
        Cells.collect("which experiments there are", overview(inputs).limit(MOST_NAMES));
  }

  /** How many experiments there are that {@link #told} leaves to the tables. */
  int untold() {
    return Math.max(0, overview.size() - MOST_EXPERIMENTS);
  }

  /** The nightly experiment first, the others by name. */
  List<Experiment> told() {
    List<Cells> told = overview.stream().limit(MOST_EXPERIMENTS).toList();
    if (told.isEmpty()) {
      return List.of();
    }
    Map<Claim.Key, Claim> claims = new HashMap<>();
    for (Cells row : rows("what experiments say", CLAIMS, told, CONTRAST)) {
      claims.put(Claim.Key.of(row), Claim.of(row));
    }
    Map<String, List<Effect>> effects = new HashMap<>();
    for (Cells row : rows("differences between arms", EXPERIMENT_EFFECTS, told, CONTRAST)) {
      Optional<Yardstick> metric = Yardstick.named(row.text(METRIC));
      Optional<Claim> claim = Optional.ofNullable(claims.get(Claim.Key.of(row)));
      if (metric.isPresent() && claim.isPresent()) {
        effects
            .computeIfAbsent(row.text(EXPERIMENT), none -> new ArrayList<>())
            .add(Effect.of(row, metric.get(), claim.get()));
      }
    }
    List<Arm> arms = new ArrayList<>();
    for (Cells row : rows("what arms came to", EXPERIMENT_ARMS, told, ARM)) {
      Yardstick.named(row.text(METRIC)).ifPresent(metric -> arms.add(Arm.of(row, metric)));
    }
    List<ExperimentCheck> checks = checks(told).stream().map(ExperimentCheck::of).toList();
    return told.stream()
        .map(
            row -> {
              String name = row.text(EXPERIMENT);
              return new Experiment(
                  name,
                  row.is("is_nightly"),
                  row.optional("longest").map(Double::intValue).orElse(0),
                  row.count("horizons"),
                  row.count("tested"),
                  row.texts("contrasts"),
                  effects.getOrDefault(name, List.of()),
                  arms.stream().filter(arm -> arm.experiment().equals(name)).toList(),
                  checks.stream().filter(check -> check.experiment().equals(name)).toList());
            })
        .toList();
  }

  /** One row per experiment; one with checks alone has nothing to compare. */
  private static Dataset<Row> overview(ReportInputs inputs) {
    return inputs
        .rows(EXPERIMENT_EFFECTS)
        .select(col(EXPERIMENT), col(CONTRAST), col(HORIZON_DAYS), col("is_primary"))
        .unionByName(
            inputs
                .rows(EXPERIMENT_CHECKS)
                .select(
                    col(EXPERIMENT),
                    lit(null).cast("string").as(CONTRAST),
                    lit(null).cast("int").as(HORIZON_DAYS),
                    lit(false).as("is_primary")))
        .groupBy(EXPERIMENT)
        .agg(
            // Only the nightly experiment names its primaries.
            max("is_primary").as("is_nightly"),
            max(HORIZON_DAYS).as("longest"),
            count_distinct(col(HORIZON_DAYS)).as("horizons"),
            count_distinct(col(CONTRAST)).as("tested"),
            slice(array_sort(collect_set(CONTRAST)), 1, MOST_ARMS).as("contrasts"))
        .orderBy(col("is_nightly").desc(), col(EXPERIMENT));
  }

  /** Rows of what is told of these experiments, in the order of their keys. */
  private List<Cells> rows(String step, Table table, List<Cells> told, String group) {
    Column isTold = lit(false);
    for (Cells experiment : told) {
      Column isOfIt = col(EXPERIMENT).equalTo(experiment.text(EXPERIMENT));
      if (!experiment.is("is_nightly")) {
        List<String> groups = new ArrayList<>(experiment.texts("contrasts"));
        groups.add(ExperimentOutcomes.CONTROL);
        isOfIt =
            isOfIt
                .and(col(group).isInCollection(groups))
                .and(
                    col(HORIZON_DAYS)
                        .equalTo(experiment.optional("longest").orElse(0.0).intValue()));
      }
      isTold = isTold.or(isOfIt);
    }
    return Cells.collect(
        step,
        inputs
            .rows(table)
            .where(isTold)
            .orderBy(EXPERIMENT, group, METRIC, HORIZON_DAYS)
            .limit(MOST_ROWS));
  }

  private List<Cells> checks(List<Cells> told) {
    List<String> names = told.stream().map(row -> row.text(EXPERIMENT)).toList();
    return Cells.collect(
        "what was checked",
        inputs
            .rows(EXPERIMENT_CHECKS)
            .where(col(EXPERIMENT).isInCollection(names))
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy(EXPERIMENT)
                            .orderBy(
                                col("is_passed"),
                                // What the arms are comes before what they were.
                                col("check").equalTo("balance"),
                                col("check"),
                                col("subject"))))
            .where(col("place").leq(MOST_CHECKS))
            .orderBy(EXPERIMENT, "place"));
  }
}
