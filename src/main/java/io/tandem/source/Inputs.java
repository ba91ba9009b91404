package io.tandem.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.tandem.refusal.Refusal;
import io.tandem.table.Assortment;
import io.tandem.table.Columns;
import io.tandem.table.Customers;
import io.tandem.table.Events;
import io.tandem.table.ExperimentOutcomes;
import io.tandem.table.Exposures;
import io.tandem.table.Midnight;
import io.tandem.table.OrderLines;
import io.tandem.table.Products;
import io.tandem.table.Table;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a run reads, as the shop was at the beginning of the run date: nothing dated later is in it.
 *
 * @param runDate the first day not read
 * @param orderLines typed order lines before the run date, with the status they had then, where the
 *     shop has the input
 * @param products the catalogue, where the shop has one
 * @param customers customers registered before the run date, where the shop has the input
 * @param assortment curated complements, where the shop has the input
 * @param events what visitors did before the run date, where the shop has the input
 * @param exposures recommendations shown before the run date, or kept from being shown, where the
 *     shop has the input
 * @param experimentOutcomes of experiments measured elsewhere, where the shop has the input
 * @param counts what became of the rows, per input
 * @param rejects reject_reason and raw_text of each input's rejects, by input
 */
public record Inputs(
    LocalDate runDate,
    Optional<Dataset<Row>> orderLines,
    Optional<Dataset<Row>> products,
    Optional<Dataset<Row>> customers,
    Optional<Dataset<Row>> assortment,
    Optional<Dataset<Row>> events,
    Optional<Dataset<Row>> exposures,
    Optional<Dataset<Row>> experimentOutcomes,
    List<SourceCounts> counts,
    Map<String, Dataset<Row>> rejects) {

  /**
   * Reads and types the inputs that the settings name.
   *
   * @param requested the run date, if the caller chose one; else the day after the newest completed
   *     order that is not later than today
   * @param today the caller's date: orders after it do not make a run date
   * @param keep where typed rows are written once, for the length of the run
   */
  public static Inputs read(
      SparkSession spark,
      SourcesSettings settings,
      Optional<LocalDate> requested,
      LocalDate today,
      Keep keep) {
    requested
        .filter(date -> date.isAfter(today.plusDays(1)))
        .ifPresent(
            date -> {
              throw Refusal.badConfiguration(
                  "Invalid run-date: %s (must not be later than tomorrow, %s)"
                      .formatted(date, today.plusDays(1)));
            });
    Optional<Input> orderLines =
        optional(spark, OrderLines.ORDER_LINES, settings.orderLines(), keep);
    Optional<Input> products = optional(spark, Products.PRODUCTS, settings.products(), keep);
    Optional<Input> customers = optional(spark, Customers.CUSTOMERS, settings.customers(), keep);
    Optional<Input> assortment =
        optional(spark, Assortment.ASSORTMENT, settings.assortment(), keep);
    Optional<Input> events = optional(spark, Events.EVENTS, settings.events(), keep);
    Optional<Input> exposures = optional(spark, Exposures.EXPOSURES, settings.exposures(), keep);
    Optional<Input> outcomes =
        optional(
            spark, ExperimentOutcomes.EXPERIMENT_OUTCOMES, settings.experimentOutcomes(), keep);

    LocalDate runDate = requested.orElseGet(() -> dayAfterNewestOrder(orderLines, today));
    List<SourceCounts> counts = new ArrayList<>();
    Map<String, Dataset<Row>> rejects = new LinkedHashMap<>();
    BiFunction<Optional<Input>, UnaryOperator<Dataset<Row>>, Optional<Dataset<Row>>> use =
        (input, asOfRunDate) ->
            input.map(
                read -> {
                  Dataset<Row> used = asOfRunDate.apply(read.valid());
                  counts.add(read.counts(used));
                  rejects.put(read.name(), read.rejects());
                  return used;
                });
    orderLines.ifPresent(read -> refuseUnusable(read, runDate, settings.orderLines()));
    return new Inputs(
        runDate,
        use.apply(orderLines, lines -> linesBefore(runDate, lines)),
        use.apply(products, rows -> rows),
        use.apply(customers, rows -> registeredBefore(runDate, rows)),
        use.apply(assortment, rows -> rows),
        use.apply(events, rows -> rows.where(col(Columns.OCCURRED_AT).lt(Midnight.of(runDate)))),
        use.apply(exposures, rows -> rows.where(col(Columns.SHOWN_AT).lt(Midnight.of(runDate)))),
        use.apply(outcomes, rows -> rows),
        List.copyOf(counts),
        rejects);
  }

  /** The order lines before an earlier day, with the status that they had then. */
  public Dataset<Row> orderLinesBefore(LocalDate day) {
    return linesBefore(day, orderLines.orElseThrow());
  }

  private static Dataset<Row> linesBefore(LocalDate day, Dataset<Row> lines) {
    return lines
        .where(col(Columns.ORDERED_AT).lt(Midnight.of(day)))
        .transform(rows -> asOf(day, rows));
  }

  private static Optional<Input> optional(
      SparkSession spark, Table table, SourceSettings settings, Keep keep) {
    return settings.isPresent()
        ? Optional.of(Input.read(spark, table, settings, keep))
        : Optional.empty();
  }

  private static LocalDate dayAfterNewestOrder(Optional<Input> read, LocalDate today) {
    Input orderLines =
        read.orElseThrow(
            () ->
                Refusal.badConfiguration(
                    "Missing setting: run-date. Without order lines nothing says which day it is; set run-date in the settings or give --run-date."));
    Column counts =
        col(Columns.STATUS)
            .equalTo(OrderLines.COMPLETED)
            .and(col(Columns.ORDERED_AT).lt(Midnight.of(today.plusDays(1))));
    Row newest = orderLines.valid().agg(max(when(counts, col(Columns.ORDERED_AT)))).head();
    if (newest.isNullAt(0)) {
      throw Refusal.dataRefused(
          "Refused %s: it has no completed order up to %s.".formatted(orderLines.where(), today));
    }
    return utcDay(newest.getTimestamp(0)).plusDays(1);
  }

  private static void refuseUnusable(Input input, LocalDate runDate, SourceSettings settings) {
    Dataset<Row> lines = linesBefore(runDate, input.valid());
    if (lines.isEmpty()) {
      LocalDate first =
          utcDay(input.valid().agg(min(col(Columns.ORDERED_AT))).head().getTimestamp(0));
      throw Refusal.dataRefused(
          "Refused run date %s: %s has no order before it (the first is of %s)."
              .formatted(runDate, input.where(), first));
    }
    if (settings.columns().containsKey(OrderLines.CURRENCY)) {
      refuseTwoCurrencies(input, lines);
    }
  }

  /** Sums over prices in several currencies would mean nothing, in whatever table they stand. */
  private static void refuseTwoCurrencies(Input input, Dataset<Row> lines) {
    List<Row> currencies =
        lines
            .where(col(OrderLines.CURRENCY).isNotNull())
            .groupBy(upper(trim(col(OrderLines.CURRENCY))).as(OrderLines.CURRENCY))
            .agg(count(lit(1)).as("lines"))
            .orderBy(col("lines").desc(), col(OrderLines.CURRENCY))
            .limit(3)
            .collectAsList();
    if (currencies.size() > 1) {
      throw Refusal.dataRefused(
          "Refused %s: its prices are in several currencies (%s). Convert unit_price in the mapping, or keep one currency with ignore."
              .formatted(
                  input.where(),
                  currencies.stream()
                      .map(
                          row ->
                              "%s: %,d %s"
                                  .formatted(
                                      row.getString(0),
                                      row.getLong(1),
                                      row.getLong(1) == 1 ? "line" : "lines"))
                      .collect(Collectors.joining(", "))));
    }
  }

  /** What happened to a line on or after this day had not happened yet. */
  private static Dataset<Row> asOf(LocalDate day, Dataset<Row> lines) {
    Column later = col(Columns.STATUS_CHANGED_AT).geq(Midnight.of(day));
    return OrderLines.ORDER_LINES.shape(
        lines
            .withColumn(
                Columns.STATUS,
                when(later, lit(OrderLines.COMPLETED)).otherwise(col(Columns.STATUS)))
            .withColumn(
                Columns.RETURNED_QUANTITY,
                when(later, lit(null)).otherwise(col(Columns.RETURNED_QUANTITY)))
            .withColumn(
                Columns.STATUS_CHANGED_AT,
                when(later, lit(null)).otherwise(col(Columns.STATUS_CHANGED_AT))));
  }

  private static Dataset<Row> registeredBefore(LocalDate runDate, Dataset<Row> customers) {
    Column registered = col(Columns.REGISTERED_AT);
    // An opt-out holds from the moment it is known, for orders may be older than the account.
    Column optedOut = coalesce(col(Columns.PERSONALIZATION_OPT_OUT), lit(false));
    return customers.where(
        registered.isNull().or(registered.lt(Midnight.of(runDate))).or(optedOut));
  }

  private static LocalDate utcDay(Timestamp time) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(time.getTime()), ZoneOffset.UTC);
  }
}
