package io.tandem.evaluation;

import static io.tandem.table.CrossSellEvaluation.VALUE;
import static io.tandem.table.CrossSellEvaluation.VALUE_LOWER;
import static io.tandem.table.CrossSellEvaluation.VALUE_UPPER;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.statistics.Wilson;
import org.apache.spark.sql.Column;

/** Share of the carts whose hidden product is among the first k guesses; Wilson's interval. */
record HitRate() implements Metric {
  @Override
  public String named() {
    return "hit_rate";
  }

  @Override
  public Column over(Column isHit, Column rank, Column carts) {
    Column hits = sum(when(isHit, carts).otherwise(0L));
    Column all = sum(carts);
    return struct(
        Wilson.share(hits, all).as(VALUE),
        Wilson.lower(hits, all).as(VALUE_LOWER),
        Wilson.upper(hits, all).as(VALUE_UPPER));
  }
}
