package io.tandem.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Which months the page shows: never more than 60, so that the page does not grow. */
final class Months {
  private static final int SHOWN = 60;

  /** The first month that is shown. */
  static YearMonth first(LocalDate runDate) {
    return last(runDate).minusMonths(SHOWN - 1L);
  }

  /** The month of the last day that was read. */
  static YearMonth last(LocalDate runDate) {
    return YearMonth.from(runDate.minusDays(1));
  }

  static boolean isOver(YearMonth month, LocalDate runDate) {
    return !month.atEndOfMonth().isAfter(runDate.minusDays(1));
  }

  /** Every month from the first to the last of these, those without a row included. */
  static List<YearMonth> span(Collection<YearMonth> months) {
    if (months.isEmpty()) {
      return List.of();
    }
    YearMonth last = Collections.max(months);
    List<YearMonth> span = new ArrayList<>();
    for (YearMonth month = Collections.min(months);
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      span.add(month);
    }
    return span;
  }

  private Months() {}
}
