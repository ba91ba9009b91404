package io.tandem.report;

import static io.tandem.table.Columns.PERIOD;
import static io.tandem.table.Columns.PERIOD_START;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether customers came back: over all time, and by month of their first order.
 *
 * @param all over all time; absent where no customer has an id
 * @param months the last 60
 */
record RetentionHistory(
    Optional<RetentionPeriod> all, NavigableMap<YearMonth, RetentionPeriod> months) {

  static RetentionHistory read(Dataset<Row> retentionMetrics, LocalDate runDate) {
    List<Cells> rows =
        Cells.collect(
            "whether customers came back",
            retentionMetrics.where(
                col(PERIOD)
                    .equalTo("all")
                    .or(
                        col(PERIOD)
                            .equalTo("month")
                            .and(
                                col(PERIOD_START)
                                    .geq(lit(Date.valueOf(Months.first(runDate).atDay(1))))))));
    Optional<RetentionPeriod> all = Optional.empty();
    NavigableMap<YearMonth, RetentionPeriod> months = new TreeMap<>();
    for (Cells row : rows) {
      RetentionPeriod period = RetentionPeriod.of(row);
      if (row.text(PERIOD).equals("all")) {
        all = Optional.of(period);
      } else {
        months.put(YearMonth.from(period.start()), period);
      }
    }
    return new RetentionHistory(all, months);
  }

  /** The latest month that was over on the run date. */
  Optional<YearMonth> latestFullMonth(LocalDate runDate) {
    return months.keySet().stream()
        .filter(month -> Months.isOver(month, runDate))
        .reduce((earlier, later) -> later);
  }
}
