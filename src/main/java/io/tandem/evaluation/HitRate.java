package io.tandem.evaluation;

import static io.tandem.table.CrossSellEvaluation.VALUE;
import static io.tandem.table.CrossSellEvaluation.VALUE_LOWER;
import static io.tandem.table.CrossSellEvaluation.VALUE_UPPER;
import static org.apache.spark.sql.functions.struct;

import io.tandem.statistics.Wilson;
import java.util.Arrays;
import org.apache.spark.sql.Column;

/** Share of the carts whose hidden product is among the first k guesses; Wilson's interval. */
record HitRate() implements Metric {
  @Override
  public String named() {
    return "hit_rate";
  }

  @Override
  public Column at(int k, Column[] hits, Column carts) {
    Column hit = Arrays.stream(hits).limit(k).reduce(Column::plus).orElseThrow();
    return struct(
        Wilson.share(hit, carts).as(VALUE),
        Wilson.lower(hit, carts).as(VALUE_LOWER),
        Wilson.upper(hit, carts).as(VALUE_UPPER));
  }
}
