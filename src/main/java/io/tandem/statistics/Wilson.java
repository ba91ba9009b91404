package io.tandem.statistics;

import static io.tandem.statistics.Normal.Z;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * The 95 % score interval of a share (Wilson 1927): it stays within 0 and 1 and is honest for small
 * counts. Null where nothing was counted.
 */
public final class Wilson {
  /** The lower end, for {@code successes} out of {@code trials}. */
  public static Column lower(Column successes, Column trials) {
    return when(
        trials.gt(0),
        greatest(lit(0.0), centre(successes, trials).minus(spread(successes, trials))));
  }

  /** The upper end, for {@code successes} out of {@code trials}. */
  public static Column upper(Column successes, Column trials) {
    return when(
        trials.gt(0), least(lit(1.0), centre(successes, trials).plus(spread(successes, trials))));
  }

  /** The share itself; null where nothing was counted. */
  public static Column share(Column successes, Column trials) {
    return when(trials.gt(0), successes.cast("double").divide(trials));
  }

  private static Column centre(Column successes, Column trials) {
    return successes.plus(Z * Z / 2).divide(trials.plus(Z * Z));
  }

  private static Column spread(Column successes, Column trials) {
    Column failures = trials.minus(successes);
    return sqrt(successes.cast("double").multiply(failures).divide(trials).plus(Z * Z / 4))
        .multiply(Z)
        .divide(trials.plus(Z * Z));
  }

  private Wilson() {}
}
