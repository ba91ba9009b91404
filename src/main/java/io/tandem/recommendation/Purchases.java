package io.tandem.recommendation;

import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.STATUS;
import static org.apache.spark.sql.functions.col;

import io.tandem.table.OrderLines;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Purchases: the order lines that say what people like. Cancelled and returned lines do not. */
final class Purchases {
  static Dataset<Row> of(Dataset<Row> orderLines, List<String> stopList) {
    return orderLines.where(
        col(STATUS)
            .equalTo(OrderLines.COMPLETED)
            .and(col(PRODUCT_ID).isInCollection(stopList).unary_$bang()));
  }

  private Purchases() {}
}
