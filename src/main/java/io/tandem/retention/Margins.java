package io.tandem.retention;

import static io.tandem.table.Columns.MARGIN;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.QUANTITY;
import static io.tandem.table.Columns.STATUS;
import static io.tandem.table.Columns.UNIT_COST;
import static io.tandem.table.Columns.UNIT_PRICE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.tandem.refusal.Refusal;
import io.tandem.table.OrderLines;
import io.tandem.table.Types;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What orders earned: pieces kept times price less cost. */
public final class Margins {
  /**
   * Orders with a column margin. Where a product has no cost, the margin rate of all lines whose
   * products have one stands in.
   *
   * @param orders as {@link Orders#from} gives them
   * @param orderLines that they are made of
   * @param products the catalogue, with costs
   */
  public static Dataset<Row> add(
      Dataset<Row> orders, Dataset<Row> orderLines, Optional<Dataset<Row>> products) {
    Dataset<Row> costs =
        products
            .orElseThrow(Margins::noCosts)
            .where(col(UNIT_COST).isNotNull())
            .select(PRODUCT_ID, UNIT_COST);
    Column kept = col(QUANTITY).minus(Orders.returned());
    Dataset<Row> lines =
        orderLines
            .where(col(STATUS).notEqual(OrderLines.CANCELLED))
            .join(costs, new String[] {PRODUCT_ID}, "left")
            .withColumn("sold", kept.multiply(col(UNIT_PRICE)))
            .withColumn("earned", kept.multiply(col(UNIT_PRICE).minus(col(UNIT_COST))));
    Row known =
        lines
            .where(col(UNIT_COST).isNotNull())
            .agg(sum("earned").cast("double"), sum("sold").cast("double"))
            .head();
    if (known.isNullAt(1)) {
      throw noCosts();
    }
    // Where nothing was kept nothing was earned, at whatever rate.
    double rate = known.getDouble(1) == 0 ? 0 : known.getDouble(0) / known.getDouble(1);
    Column estimated = col("sold").cast("double").multiply(rate).cast(Types.MONEY);
    Dataset<Row> margins =
        lines
            .groupBy(ORDER_ID)
            .agg(
                sum(coalesce(col("earned").cast(Types.MONEY), estimated))
                    .cast(Types.MONEY)
                    .as(MARGIN));
    return orders.join(margins, ORDER_ID);
  }

  private static Refusal noCosts() {
    return Refusal.badConfiguration(
        "Cannot compute lifetime values on margin: no sold product has a unit_cost. Map"
            + " sources.products.columns.unit_cost, or set report.lifetime-value.basis = revenue.");
  }

  private Margins() {}
}
