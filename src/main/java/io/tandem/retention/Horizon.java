package io.tandem.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How far a run sees, in days of the shop's time zone. The run date begins at midnight UTC; in the
 * shop's zone that is in the middle of a day, of which only a part was read.
 *
 * @param lastDay the last day with anything read of it
 * @param firstOpenDay the first day that was not read to its end: nothing that needs it has matured
 */
public record Horizon(LocalDate lastDay, LocalDate firstOpenDay) {
  /** The horizon of a run of this date. */
  public static Horizon of(LocalDate runDate, ZoneId timeZone) {
    Instant end = runDate.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Horizon(
        LocalDate.ofInstant(end.minusNanos(1), timeZone), LocalDate.ofInstant(end, timeZone));
  }
}
