package io.tandem.retention;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.QUANTITY;
import static io.tandem.table.Columns.REFUNDS;
import static io.tandem.table.Columns.RETURNED_QUANTITY;
import static io.tandem.table.Columns.REVENUE;
import static io.tandem.table.Columns.STATUS;
import static io.tandem.table.Columns.UNIT_PRICE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.OrderLines;
import io.tandem.table.Types;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Orders: what one customer bought at one time. One row per order with a sold line: order_id,
 * customer_id (null for a guest), day (in the shop's time zone), revenue (gross of refunds),
 * refunds, items (pieces), product_count. Cancelled lines were never sold; returned ones were, and
 * are refunds too.
 */
public final class Orders {
  public static final String DAY = "day";
  public static final String ITEMS = "items";

  /** The orders of these lines. */
  public static Dataset<Row> from(Dataset<Row> orderLines, ZoneId timeZone) {
    Column amount = col(QUANTITY).multiply(col(UNIT_PRICE));
    return orderLines
        .where(col(STATUS).notEqual(OrderLines.CANCELLED))
        .groupBy(ORDER_ID)
        .agg(
            min(CUSTOMER_ID).as(CUSTOMER_ID),
            to_date(from_utc_timestamp(min(ORDERED_AT), timeZone.getId())).as(DAY),
            sum(amount).cast(Types.MONEY).as(REVENUE),
            sum(returned().multiply(col(UNIT_PRICE))).cast(Types.MONEY).as(REFUNDS),
            sum(QUANTITY).as(ITEMS),
            count_distinct(col(PRODUCT_ID)).as(PRODUCT_COUNT));
  }

  /** Pieces of a line that came back; never more than were ordered. */
  static Column returned() {
    return when(col(STATUS).equalTo(OrderLines.RETURNED), col(QUANTITY))
        .otherwise(least(coalesce(col(RETURNED_QUANTITY), lit(0)), col(QUANTITY)));
  }

  private Orders() {}
}
