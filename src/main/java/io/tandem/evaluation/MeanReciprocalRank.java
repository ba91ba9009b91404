package io.tandem.evaluation;

import static io.tandem.statistics.Normal.Z;
import static io.tandem.table.CrossSellEvaluation.VALUE;
import static io.tandem.table.CrossSellEvaluation.VALUE_LOWER;
import static io.tandem.table.CrossSellEvaluation.VALUE_UPPER;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Mean over the carts of 1 / the rank of the hidden product, 0 where it is not among the first k
 * (Voorhees 1999); the normal interval of a mean, within 0 and 1.
 */
record MeanReciprocalRank() implements Metric {
  /**
   * Reciprocal ranks are added up in this part of one, which 1 to 10 all divide: sums of integers
   * are the same in every run.
   */
  private static final int UNIT = 2520;

  @Override
  public String named() {
    return "mean_reciprocal_rank";
  }

  @Override
  public Column over(Column isHit, Column rank, Column carts) {
    Column units = when(isHit, lit(UNIT).divide(rank).cast("long")).otherwise(0L);
    Column sum = sum(carts.multiply(units)).cast("double").divide(UNIT);
    Column squares =
        sum(carts.multiply(units).multiply(units)).cast("double").divide((double) UNIT * UNIT);
    Column all = sum(carts);
    Column mean = when(all.gt(0), sum.divide(all));
    // Rounding must not make a variance of zero negative.
    Column deviations = greatest(lit(0.0), squares.minus(mean.multiply(sum)));
    Column varianceOfMean = when(all.gt(1), deviations.divide(all.minus(1)).divide(all));
    Column spread = sqrt(varianceOfMean).multiply(Z);
    // With a single cart no variance is known: greatest and least would overlook that.
    return struct(
        mean.as(VALUE),
        when(all.gt(1), greatest(lit(0.0), mean.minus(spread))).as(VALUE_LOWER),
        when(all.gt(1), least(lit(1.0), mean.plus(spread))).as(VALUE_UPPER));
  }
}
