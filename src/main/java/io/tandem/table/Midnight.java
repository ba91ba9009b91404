package io.tandem.table;

import static org.apache.spark.sql.functions.lit;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;

/** Where a day begins, in UTC, as all times of the tables are. */
public final class Midnight {
  /** The first moment of the day. */
  public static Column of(LocalDate day) {
    return lit(Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  private Midnight() {}
}
