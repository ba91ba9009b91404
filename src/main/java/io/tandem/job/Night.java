package io.tandem.job;

import static io.tandem.table.OrderLines.ORDER_LINES;

import io.tandem.catalogue.Catalogue;
import io.tandem.publish.Publication;
import io.tandem.publish.audit.Audited;
import io.tandem.recommendation.Recommendations;
import io.tandem.recommendation.RecommendationsSettings;
import io.tandem.retention.Horizon;
import io.tandem.source.Inputs;
import io.tandem.table.Table;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the jobs of one run share: the inputs as of the run date, the catalogue, and the stage for
 * their tables.
 */
public final class Night {
  private final SparkSession spark;
  private final RunRequest request;
  private final NightSettings settings;
  private final Inputs inputs;
  private final Catalogue catalogue;
  private final Publication publication;
  private final Progress progress;
  private final Map<String, Map<String, Object>> verdicts = new LinkedHashMap<>();

  Night(
      SparkSession spark,
      RunRequest request,
      NightSettings settings,
      Inputs inputs,
      Publication publication,
      Progress progress) {
    this.spark = spark;
    this.request = request;
    this.settings = settings;
    this.inputs = inputs;
    this.catalogue =
        Catalogue.of(
            inputs.products(), inputs.orderLines().orElseGet(() -> rows(ORDER_LINES, List.of())));
    this.publication = publication;
    this.progress = progress;
  }

  LocalDate runDate() {
    return inputs.runDate();
  }

  /** How far the run sees, in days of the shop's time zone. */
  Horizon horizon() {
    return Horizon.of(runDate(), settings.timeZone());
  }

  RunRequest request() {
    return request;
  }

  NightSettings settings() {
    return settings;
  }

  Inputs inputs() {
    return inputs;
  }

  /** The order lines, which every job needs but the report: {@link Job#require} has seen to it. */
  Dataset<Row> orderLines() {
    return inputs.orderLines().orElseThrow();
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Progress progress() {
    return progress;
  }

  Publication publication() {
    return publication;
  }

  /** Does a step of a job and says how it went. */
  <T> T phase(String name, Supplier<T> work, Function<T, String> result) {
    return progress.phase(spark, name, work, result);
  }

  /**
   * Computes, writes and audits a table.
   *
   * @param ifEmpty what to tell the operator where no row came out and the table may not be empty
   * @return the rows as they were written
   */
  Dataset<Row> stage(Table table, Dataset<Row> rows, String ifEmpty) {
    return phase(
        table.name(),
        () -> publication.stage(table, rows, runDate(), ifEmpty),
        staged -> "%,d rows".formatted(rowsOf(table)));
  }

  /** A table of this run, else of the newest published run up to its date. */
  Optional<Dataset<Row>> latest(Table table) {
    return publication.latest(table, runDate());
  }

  /** The table of the last published run with an earlier run date; empty where there is none. */
  Dataset<Row> before(Table table) {
    return publication.before(table, runDate()).orElseGet(() -> rows(table, List.of()));
  }

  /** What suits customers, seen from this or an earlier day. */
  Recommendations recommendations(LocalDate day, RecommendationsSettings with) {
    return new Recommendations(
        catalogue.soldAs(inputs.orderLinesBefore(day)),
        catalogue.shown(),
        inputs.customers(),
        day,
        with);
  }

  /** Rows that were computed here. */
  Dataset<Row> rows(Table table, List<Row> rows) {
    return spark.createDataFrame(rows, table.schema());
  }

  /** Notes a verdict for the manifest. */
  void remember(String what, Map<String, Object> verdict) {
    verdicts.put(what, verdict);
  }

  /** The verdicts so far. */
  Map<String, Map<String, Object>> verdicts() {
    return Collections.unmodifiableMap(verdicts);
  }

  private long rowsOf(Table table) {
    return publication.audited().stream()
        .filter(audited -> audited.table().equals(table.name()))
        .mapToLong(Audited::rows)
        .findFirst()
        .orElse(0);
  }
}
