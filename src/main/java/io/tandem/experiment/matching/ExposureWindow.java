package io.tandem.experiment.matching;

import io.tandem.retention.Horizon;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The {@value #DAYS} days in which customers were shown something, or were not.
 *
 * @param start the first of them, in the shop's time zone
 */
public record ExposureWindow(LocalDate start) {
  public static final int DAYS = 28;

  /**
   * The latest window whose every span is over: it begins {@value Span#LONGEST} days before the
   * first day that was not read to its end.
   */
  public static ExposureWindow of(Horizon horizon) {
    return new ExposureWindow(horizon.firstOpenDay().minusDays(Span.LONGEST));
  }

  public LocalDate lastDay() {
    return start.plusDays(DAYS - 1L);
  }

  Instant from(ZoneId timeZone) {
    return start.atStartOfDay(timeZone).toInstant();
  }

  Instant until(ZoneId timeZone) {
    return start.plusDays(DAYS).atStartOfDay(timeZone).toInstant();
  }
}
