package io.tandem.report;

import static io.tandem.table.Columns.PERIOD_START;

import io.tandem.table.RetentionMetrics;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the customers of one period came back, by window of days. */
record RetentionPeriod(
    LocalDate start,
    long newCustomers,
    long returningCustomers,
    long lapsedCustomers,
    Map<Integer, Window> windows) {

  /** Coming back within so many days, over the customers who had so many days. */
  record Window(
      long matured,
      long repeated,
      Optional<Estimate> repeatPurchaseRate,
      long retained,
      Optional<Estimate> retentionRate) {}

  static RetentionPeriod of(Cells cells) {
    Map<Integer, Window> windows = new TreeMap<>();
    for (int days : RetentionMetrics.WINDOWS) {
      windows.put(
          days,
          new Window(
              cells.count("matured_customer_count_" + days),
              cells.count("repeat_customer_count_" + days),
              cells.estimate("repeat_purchase_rate_" + days),
              cells.count("retained_customer_count_" + days),
              cells.estimate("retention_rate_" + days)));
    }
    return new RetentionPeriod(
        cells.date(PERIOD_START),
        cells.count("new_customer_count"),
        cells.count("returning_customer_count"),
        cells.count("lapsed_customer_count"),
        windows);
  }

  /** The rate, if every new customer of the period had the window's days to come back. */
  Optional<Estimate> fullyMaturedRepeatRate(int days) {
    Window window = windows.get(days);
    return window.repeatPurchaseRate().filter(rate -> window.matured() == newCustomers);
  }
}
