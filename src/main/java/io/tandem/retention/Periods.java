package io.tandem.retention;

import static io.tandem.table.Columns.PERIOD;
import static io.tandem.table.Columns.PERIOD_START;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trunc;

import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The periods that a day belongs to: itself, its week (from Monday), its month, and all of them.
 */
final class Periods {
  private static final String PERIODS = "periods";

  private final Column start;

  /** Periods of a shop whose first order fell on this day. */
  Periods(LocalDate firstDay) {
    this.start = lit(Date.valueOf(firstDay));
  }

  /**
   * Each row once for every period that its day falls in, with the columns period and period_start.
   */
  Dataset<Row> of(Dataset<Row> rows, String day) {
    Column all =
        array(
            period("day", col(day)),
            period("week", trunc(col(day), "week")),
            period("month", trunc(col(day), "month")),
            period("all", start));
    return rows.withColumn(PERIODS, explode(all))
        .withColumn(PERIOD, col(PERIODS + "." + PERIOD))
        .withColumn(PERIOD_START, col(PERIODS + "." + PERIOD_START))
        .drop(PERIODS);
  }

  private static Column period(String name, Column start) {
    return struct(lit(name).as(PERIOD), to_date(start).as(PERIOD_START));
  }
}
