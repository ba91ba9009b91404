package io.tandem.recommendation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How far back purchases count for what is popular. */
public enum PopularityWindow {
  WEEK(7),
  MONTH(30),
  QUARTER(90),
  /** Since the first purchase that is known. */
  ALWAYS(0);

  private final int days;

  PopularityWindow(int days) {
    this.days = days;
  }

  /** As a person would say it. */
  public String inWords() {
    return this == ALWAYS ? "all days" : "the last %d days".formatted(days);
  }

  /**
   * Its days.
   *
   * @param first day of a purchase
   * @param until the first day that does not count
   */
  int days(LocalDate first, LocalDate until) {
    return this == ALWAYS
        ? Math.toIntExact(Math.max(1, ChronoUnit.DAYS.between(first, until)))
        : days;
  }
}
