package io.tandem.statistics;

import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.testing.SparkExtension;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class WilsonTest {
  private static Row interval(SparkSession spark, long successes, long trials) {
    return rows(spark, "x bigint, n bigint", row(successes, trials))
        .select(
            Wilson.share(col("x"), col("n")),
            Wilson.lower(col("x"), col("n")),
            Wilson.upper(col("x"), col("n")))
        .head();
  }

  /** Newcombe 1998, table I, method 3: 81/263 and 15/148 and 0/20 and 1/29. */
  @Test
  void agreesWithPublishedIntervals(SparkSession spark) {
    double[][] published = {
      {81, 263, 0.2553, 0.3662},
      {15, 148, 0.0624, 0.1605},
      {0, 20, 0.0, 0.1611},
      {1, 29, 0.0061, 0.1718}
    };
    for (double[] known : published) {
      Row interval = interval(spark, (long) known[0], (long) known[1]);
      assertThat(interval.getDouble(0)).isEqualTo(known[0] / known[1]);
      assertThat(interval.getDouble(1)).isCloseTo(known[2], within(5e-5));
      assertThat(interval.getDouble(2)).isCloseTo(known[3], within(5e-5));
    }
  }

  @Test
  void nothingCountedHasNoShare(SparkSession spark) {
    Row interval = interval(spark, 0, 0);
    assertThat(interval.isNullAt(0) && interval.isNullAt(1) && interval.isNullAt(2)).isTrue();
  }
}
