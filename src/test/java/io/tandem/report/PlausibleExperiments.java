package io.tandem.report;

import static io.tandem.table.Claims.CLAIMS;
import static io.tandem.table.ExperimentArms.EXPERIMENT_ARMS;
import static io.tandem.table.ExperimentChecks.EXPERIMENT_CHECKS;
import static io.tandem.table.ExperimentEffects.EXPERIMENT_EFFECTS;
import static io.tandem.table.ExperimentMoments.EXPERIMENT_MOMENTS;
import static io.tandem.table.MatchedBalance.MATCHED_BALANCE;
import static io.tandem.table.MatchedComparisons.MATCHED_COMPARISONS;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.experiment.Conclusions;
import io.tandem.experiment.ExperimentSettings;
import io.tandem.experiment.Experiments;
import io.tandem.experiment.MatchedClaims;
import io.tandem.experiment.analysis.Moments;
import io.tandem.experiment.analysis.Variable;
import io.tandem.retention.Horizon;
import io.tandem.table.ExperimentMoments;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Experiments of a shop that never was. Every arm has the same 400 customers, 25 times each, who
 * differ only in what is planted: so what is shown is what was planted. All statements are those
 * that the experiments' own code makes of their moments.
 */
final class PlausibleExperiments {
  static final String NAME = "spring";
  static final String HOSTILE = "<script>alert(2)</script>";
  private static final LocalDate START = LocalDate.parse("2025-11-20");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int CUSTOMERS = 400;
  private static final int TIMES = 25;

  /** What was concluded from each case: once, however many tests look at it. */
  private static final Map<String, Conclusions> CONCLUSIONS = new ConcurrentHashMap<>();

  /** The shop's own experiment, 112 days old. */
  static ReportInputs running(ReportInputs inputs) {
    return with(inputs, once("running", () -> nightly(inputs, 10_000)));
  }

  /** The same with an arm that lost a tenth of its customers. */
  static ReportInputs broken(ReportInputs inputs) {
    return with(inputs, once("broken", () -> nightly(inputs, 9_000)));
  }

  static ReportInputs notStarted(ReportInputs inputs) {
    SparkSession spark = inputs.titles().sparkSession();
    return with(
        inputs,
        new Experiments(settings(LocalDate.parse("2026-04-01")), horizon(), ZONE)
            .conclusions(moments(spark, List.of()), Optional.empty(), Optional.empty()));
  }

  /** Two experiments measured elsewhere, and nothing else; the second has hostile names. */
  static ReportInputs elsewhere(SparkSession spark) {
    return with(nothing(spark), once("elsewhere", () -> outcomes(spark, elsewhereRows())));
  }

  /** The shop's own, and those measured elsewhere. */
  static ReportInputs both(ReportInputs inputs) {
    SparkSession spark = inputs.titles().sparkSession();
    return with(
        inputs,
        once(
            "both",
            () -> {
              List<Row> rows = new ArrayList<>(nightlyRows());
              rows.addAll(elsewhereRows());
              return new Experiments(settings(START), horizon(), ZONE)
                  .conclusions(
                      moments(spark, rows),
                      Optional.of(assignments(spark, 10_000)),
                      Optional.empty());
            }));
  }

  /** Outcomes of an experiment that has no control. */
  static ReportInputs withoutControl(SparkSession spark) {
    return with(
        nothing(spark),
        once(
            "without control",
            () ->
                outcomes(
                    spark,
                    List.of(
                        moments("odd", "a", ExperimentMoments.OUTCOMES, 14, customers(14, 1, 1)),
                        moments(
                            "odd", "b", ExperimentMoments.OUTCOMES, 14, customers(14, 1, 1))))));
  }

  /** One experiment of many arms at many horizons. */
  static ReportInputs large(SparkSession spark, int arms, int horizons) {
    List<Row> rows = new ArrayList<>();
    for (int days = 1; days <= horizons; days++) {
      rows.add(moments("large", "control", "outcomes", days, customers(days, 1, 1)));
      for (int arm = 0; arm < arms; arm++) {
        rows.add(
            moments("large", "arm " + (100 + arm), "outcomes", days, customers(days, 1.02, 1)));
      }
    }
    return with(nothing(spark), outcomes(spark, rows));
  }

  /** Like customers compared, with a negative control, and descriptions. */
  static ReportInputs matched(ReportInputs inputs) {
    SparkSession spark = inputs.titles().sparkSession();
    Map<String, Dataset<Row>> tables = new HashMap<>(inputs.tables());
    Dataset<Row> comparisons = PlausibleTables.matchedComparisons(spark);
    List<Row> claims = new ArrayList<>(MatchedClaims.of(comparisons.collectAsList()));
    claims.add(PlausibleTables.describedClaim("All orders were worth 61.37 on average."));
    tables.put(MATCHED_COMPARISONS.name(), comparisons);
    tables.put(MATCHED_BALANCE.name(), PlausibleTables.matchedBalance(spark));
    tables.put(CLAIMS.name(), spark.createDataFrame(claims, CLAIMS.schema()));
    return new ReportInputs(tables, inputs.titles(), inputs.facts());
  }

  private static Conclusions once(String name, Supplier<Conclusions> found) {
    return CONCLUSIONS.computeIfAbsent(name, first -> found.get());
  }

  private static ReportInputs nothing(SparkSession spark) {
    return new ReportInputs(Map.of(), PlausibleShop.titles(spark).limit(0), PlausibleShop.facts());
  }

  private static ReportInputs with(ReportInputs inputs, Conclusions found) {
    SparkSession spark = inputs.titles().sparkSession();
    Map<String, Dataset<Row>> tables = new HashMap<>(inputs.tables());
    tables.put(CLAIMS.name(), spark.createDataFrame(found.claims(), CLAIMS.schema()));
    tables.put(
        EXPERIMENT_ARMS.name(), spark.createDataFrame(found.arms(), EXPERIMENT_ARMS.schema()));
    tables.put(
        EXPERIMENT_EFFECTS.name(),
        spark.createDataFrame(found.effects(), EXPERIMENT_EFFECTS.schema()));
    tables.put(
        EXPERIMENT_CHECKS.name(),
        spark.createDataFrame(found.checks(), EXPERIMENT_CHECKS.schema()));
    return new ReportInputs(tables, inputs.titles(), inputs.facts());
  }

  private static Conclusions nightly(ReportInputs inputs, long least) {
    SparkSession spark = inputs.titles().sparkSession();
    return new Experiments(settings(START), horizon(), ZONE)
        .conclusions(
            moments(spark, nightlyRows()),
            Optional.of(assignments(spark, least)),
            Optional.empty());
  }

  private static Conclusions outcomes(SparkSession spark, List<Row> rows) {
    return new Experiments(none(), horizon(), ZONE)
        .conclusions(moments(spark, rows), Optional.empty(), Optional.empty());
  }

  private static ExperimentSettings settings(LocalDate start) {
    return new ExperimentSettings(
        Optional.of(NAME),
        Optional.of(start),
        Optional.empty(),
        Optional.empty(),
        .5,
        .5,
        List.of(),
        90,
        40_000,
        Map.of(),
        .05);
  }

  private static ExperimentSettings none() {
    return new ExperimentSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        .5,
        .5,
        List.of(),
        90,
        40_000,
        Map.of(),
        .05);
  }

  private static Horizon horizon() {
    return Horizon.of(PlausibleShop.RUN_DATE, ZONE);
  }

  private static List<Row> nightlyRows() {
    List<Row> rows = new ArrayList<>();
    for (int days : List.of(0, 7, 30, 90, 365)) {
      if (START.plusDays(days).isBefore(horizon().firstOpenDay())) {
        for (String cell : List.of("on/on", "on/off", "off/on", "off/off")) {
          rows.add(
              moments(
                  NAME,
                  cell,
                  ExperimentMoments.EXISTING_CUSTOMERS,
                  days,
                  customers(
                      days, cell.startsWith("on") ? 1.07 : 1, cell.endsWith("/on") ? 1.12 : 1)));
        }
      }
    }
    return rows;
  }

  private static List<Row> elsewhereRows() {
    List<Row> rows = new ArrayList<>();
    Map<String, Double> arms = Map.of("control", 1.0, "Mens E-Mail", 1.02, "Womens E-Mail", 1.0);
    arms.forEach(
        (arm, worth) ->
            rows.add(
                moments(
                    "hillstrom",
                    arm,
                    ExperimentMoments.OUTCOMES,
                    14,
                    customers(14, worth, arm.equals("control") ? 1 : 1.3))));
    for (String arm : List.of("control", HOSTILE, "\"><img src=x onerror=alert(3)>")) {
      rows.add(
          moments("z" + HOSTILE, arm, ExperimentMoments.OUTCOMES, 0, customers(30, 1.01, 1.02)));
    }
    return rows;
  }

  private static Dataset<Row> moments(SparkSession spark, List<Row> rows) {
    return spark.createDataFrame(rows, EXPERIMENT_MOMENTS.schema());
  }

  /** Customers who order so often, and for so much: always the same ones. */
  private static Moments customers(int days, double worth, double activity) {
    Random random = new Random(7);
    Moments all = Moments.none();
    for (int i = 0; i < CUSTOMERS; i++) {
      double habit = .03 * Math.exp(.7 * random.nextGaussian());
      double past = random.nextDouble();
      double orders = 0;
      double revenue = 0;
      double repeats = 0;
      for (int slot = 0; slot < 12; slot++) {
        double when = Math.floor((slot + 2 * random.nextDouble()) / (habit * activity));
        double value = 60 * worth * Math.exp(.5 * random.nextGaussian() - .125);
        if (when <= days) {
          orders++;
          revenue += Math.rint(100 * value) / 100;
          repeats = orders > 1 ? 1 : 0;
        }
      }
      all =
          all.plus(
              revenue,
              orders,
              Math.min(revenue, 150 * orders),
              .04 * revenue,
              repeats,
              600 * habit * past,
              Math.rint(90 * habit * past),
              1);
    }
    return all;
  }

  private static Row moments(
      String experiment, String arm, String set, int days, Moments customers) {
    boolean isOutcome = set.equals(ExperimentMoments.OUTCOMES);
    List<Object> values =
        new ArrayList<>(
            List.of(
                experiment,
                arm,
                set,
                days,
                Date.valueOf(START.plusDays(days)),
                (long) TIMES * CUSTOMERS,
                customers.largest()));
    for (Variable one : Variable.values()) {
      values.add(isUnknown(isOutcome, one) ? null : TIMES * customers.sum(one));
    }
    for (Variable one : Variable.values()) {
      for (Variable other : Variable.values()) {
        if (one.index() <= other.index()) {
          values.add(
              isUnknown(isOutcome, one) || isUnknown(isOutcome, other)
                  ? null
                  : TIMES * customers.products()[one.index()][other.index()]);
        }
      }
    }
    return row(values.toArray());
  }

  /** What is not measured elsewhere. */
  private static boolean isUnknown(boolean isOutcome, Variable variable) {
    return isOutcome && List.of(Variable.CAPPED_REVENUE, Variable.REFUNDS).contains(variable);
  }

  /** As many customers in each arm, but for one. */
  private static Dataset<Row> assignments(SparkSession spark, long least) {
    Dataset<Row> arms =
        rows(
            spark,
            "arm string, size bigint",
            row("on/on", least),
            row("on/off", 10_000L),
            row("off/on", 10_000L),
            row("off/off", 10_000L));
    return arms.join(spark.range(0, 10_000, 1, 1).toDF("n"), col("n").lt(col("size")))
        .select(lit(NAME).as("experiment"), col("n").cast("string").as("customer_id"), col("arm"));
  }

  private PlausibleExperiments() {}
}
