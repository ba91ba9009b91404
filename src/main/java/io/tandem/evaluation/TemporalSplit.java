package io.tandem.evaluation;

import io.tandem.table.Midnight;
import java.time.LocalDate;
import org.apache.spark.sql.Column;

/**
 * Where the past ends that models may know, and the weeks begin in which they are judged.
 *
 * @param cut the first judged day, in UTC
 */
public record TemporalSplit(LocalDate cut) {
  /** Judges the last weeks before the run date, which is the first day not read. */
  public static TemporalSplit lastWeeks(int weeks, LocalDate runDate) {
    return new TemporalSplit(runDate.minusWeeks(weeks));
  }

  /** Whether models may know what happened at this time. */
  public Column isKnown(Column time) {
    return time.lt(Midnight.of(cut));
  }

  /** Whether what happened at this time is to be guessed. */
  public Column isJudged(Column time) {
    return time.geq(Midnight.of(cut));
  }
}
