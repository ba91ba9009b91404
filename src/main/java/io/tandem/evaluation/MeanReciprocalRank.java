package io.tandem.evaluation;

import static io.tandem.table.CrossSellEvaluation.VALUE;
import static io.tandem.table.CrossSellEvaluation.VALUE_LOWER;
import static io.tandem.table.CrossSellEvaluation.VALUE_UPPER;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Mean over the carts of 1 / the rank of the hidden product, 0 where it is not among the first k
 * (Voorhees 1999); the normal interval of a mean, within 0 and 1. It is put together from counts by
 * rank, in the order of the ranks: the same to the last bit in every run.
 */
record MeanReciprocalRank() implements Metric {
  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  @Override
  public String named() {
    return "mean_reciprocal_rank";
  }

  @Override
  public Column at(int k, Column[] hits, Column carts) {
    Column sum = lit(0.0);
    Column sumOfSquares = lit(0.0);
    for (int rank = 1; rank <= k; rank++) {
      Column count = hits[rank - 1].cast("double");
      sum = sum.plus(count.divide(rank));
      sumOfSquares = sumOfSquares.plus(count.divide((double) rank * rank));
    }
    Column mean = when(carts.gt(0), sum.divide(carts));
    // Rounding must not make a variance of zero negative.
    Column deviations = greatest(lit(0.0), sumOfSquares.minus(mean.multiply(sum)));
    Column variance = when(carts.gt(1), deviations.divide(carts.minus(1)));
    Column spread = sqrt(variance.divide(carts)).multiply(Z);
    return struct(
        mean.as(VALUE),
        when(variance.isNotNull(), greatest(lit(0.0), mean.minus(spread))).as(VALUE_LOWER),
        when(variance.isNotNull(), least(lit(1.0), mean.plus(spread))).as(VALUE_UPPER));
  }
}
