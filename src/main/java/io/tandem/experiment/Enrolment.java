package io.tandem.experiment;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ENROLLED_AT;
import static io.tandem.table.Columns.ENROLLED_ON;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;

import io.tandem.table.Columns;
import io.tandem.table.ExperimentAssignments;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who takes part in the nightly experiment: the rows of {@code experiment_assignments}.
 *
 * <p>Customers with an order before the start are enrolled at the start. Others are enrolled when
 * their account is opened or they are first seen in events or exposures, whichever is earlier:
 * never at their first order, which an arm may already have had a part in. Guests are outside.
 */
final class Enrolment {
  private final ExperimentSettings settings;
  private final ZoneId timeZone;
  private final LocalDate start;

  Enrolment(ExperimentSettings settings, ZoneId timeZone) {
    this.settings = settings;
    this.timeZone = timeZone;
    this.start = settings.startsOn().orElseThrow();
  }

  /**
   * The customers of the experiment.
   *
   * @param orders as {@code Orders.from} gives them
   */
  Dataset<Row> of(
      Dataset<Row> orders,
      Optional<Dataset<Row>> customers,
      Optional<Dataset<Row>> events,
      Optional<Dataset<Row>> exposures) {
    Instant begin = start.atStartOfDay(timeZone).toInstant();
    Dataset<Row> existing =
        orders
            .where(col(CUSTOMER_ID).isNotNull().and(col(DAY).lt(lit(Date.valueOf(start)))))
            .select(CUSTOMER_ID)
            .distinct()
            .withColumn(Columns.STRATUM, lit(ExperimentAssignments.EXISTING))
            .withColumn(ENROLLED_AT, lit(Timestamp.from(begin)));
    Dataset<Row> everybody =
        firstSeen(begin, customers, events, exposures)
            .map(
                seen ->
                    existing.unionByName(
                        seen.join(
                            existing,
                            seen.col(CUSTOMER_ID).equalTo(existing.col(CUSTOMER_ID)),
                            "left_anti")))
            .orElse(existing);
    Column isInTime =
        settings.endsOn().map(end -> col(ENROLLED_ON).lt(lit(Date.valueOf(end)))).orElse(lit(true));
    return everybody
        .where(not(col(CUSTOMER_ID).isInCollection(settings.excludedCustomers())))
        .withColumn(Columns.EXPERIMENT, lit(settings.name().orElseThrow()))
        .withColumn(Columns.ARM, Cell.of(settings))
        .withColumn("cross_selling", Cell.crossSelling(settings))
        .withColumn("personalization", Cell.personalization(settings))
        .withColumn(ENROLLED_ON, to_date(from_utc_timestamp(col(ENROLLED_AT), timeZone.getId())))
        .where(isInTime)
        .transform(ExperimentAssignments.EXPERIMENT_ASSIGNMENTS::shape);
  }

  /** Customers with a sign of them since the start, and when the first was. */
  private static Optional<Dataset<Row>> firstSeen(
      Instant begin,
      Optional<Dataset<Row>> customers,
      Optional<Dataset<Row>> events,
      Optional<Dataset<Row>> exposures) {
    List<Dataset<Row>> signs = new ArrayList<>();
    customers.ifPresent(rows -> signs.add(sign(rows, Columns.REGISTERED_AT)));
    events.ifPresent(rows -> signs.add(sign(rows, Columns.OCCURRED_AT)));
    exposures.ifPresent(rows -> signs.add(sign(rows, Columns.SHOWN_AT)));
    return signs.stream()
        .reduce(Dataset::unionByName)
        .map(
            seen ->
                seen.where(
                        col(CUSTOMER_ID)
                            .isNotNull()
                            .and(col(ENROLLED_AT).geq(lit(Timestamp.from(begin)))))
                    .groupBy(CUSTOMER_ID)
                    .agg(min(ENROLLED_AT).as(ENROLLED_AT))
                    .withColumn(Columns.STRATUM, lit(ExperimentAssignments.NEW)));
  }

  private static Dataset<Row> sign(Dataset<Row> rows, String at) {
    return rows.select(col(CUSTOMER_ID), col(at).as(ENROLLED_AT));
  }
}
