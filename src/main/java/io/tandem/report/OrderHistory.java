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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What orders were worth: over all time, by month and by day.
 *
 * @param all over all time, guests included
 * @param known over all time, customers with an id
 * @param months the last 60, guests included
 * @param knownMonths the last 60, customers with an id
 * @param days the last 90, guests included; a day without orders is absent
 */
record OrderHistory(
    Optional<OrderPeriod> all,
    Optional<OrderPeriod> known,
    NavigableMap<YearMonth, OrderPeriod> months,
    NavigableMap<YearMonth, OrderPeriod> knownMonths,
    NavigableMap<LocalDate, OrderPeriod> days) {
  static final int DAYS = 90;

  static OrderHistory read(Dataset<Row> orderMetrics, LocalDate runDate) {
    // At most 2 × (1 + 61) + 90 rows, however large the shop is.
    List<Cells> rows =
        Cells.collect(
            "what orders were worth",
            orderMetrics.where(
                col(PERIOD)
                    .equalTo("all")
                    .or(col(PERIOD).equalTo("month").and(since(Months.first(runDate).atDay(1))))
                    .or(
                        col(PERIOD)
                            .equalTo("day")
                            .and(col("customers").equalTo("all"))
                            .and(since(runDate.minusDays(DAYS))))));
    OrderHistory history =
        new OrderHistory(
            overall(rows, "all"),
            overall(rows, "known"),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());
    for (Cells row : rows) {
      OrderPeriod period = OrderPeriod.of(row);
      switch (row.text(PERIOD)) {
        case "month" ->
            (row.text("customers").equals("all") ? history.months : history.knownMonths)
                .put(YearMonth.from(period.start()), period);
        case "day" -> history.days.put(period.start(), period);
        default -> {
          // Weeks are not read, and all time is taken above.
        }
      }
    }
    return history;
  }

  /** The latest month that was over on the run date. */
  Optional<YearMonth> latestFullMonth(LocalDate runDate) {
    return months.keySet().stream()
        .filter(month -> Months.isOver(month, runDate))
        .reduce((earlier, later) -> later);
  }

  private static Column since(LocalDate first) {
    return col(PERIOD_START).geq(lit(Date.valueOf(first)));
  }

  private static Optional<OrderPeriod> overall(List<Cells> rows, String customers) {
    return rows.stream()
        .filter(row -> row.text(PERIOD).equals("all") && row.text("customers").equals(customers))
        .map(OrderPeriod::of)
        .findFirst();
  }
}
