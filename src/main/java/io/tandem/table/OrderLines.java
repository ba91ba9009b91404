package io.tandem.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.spark.sql.Column;

/** One line of one order: the one input that no run can do without. */
public final class OrderLines {
  /** The line was sold and kept, wholly or in part. */
  public static final String COMPLETED = "completed";

  /** The line was never delivered: it is in no metric. */
  public static final String CANCELLED = "cancelled";

  /** The line was sold and came back whole: revenue, and a refund. */
  public static final String RETURNED = "returned";

  /** The column of the currency. */
  public static final String CURRENCY = "currency";

  public static final Table ORDER_LINES =
      Table.named(
              "order_lines",
              "One line of one order; a product may stand on several lines of an order.")
          .column(Columns.ORDER_ID, StringType, "The order.")
          .nullable(Columns.CUSTOMER_ID, StringType, "Who ordered; null for a guest.")
          .column(
              Columns.PRODUCT_ID,
              StringType,
              "The product, or the variant of one, that was ordered.")
          .column(
              Columns.QUANTITY,
              IntegerType,
              "Pieces ordered: a magnitude, > 0; the status gives its direction.")
          .column(
              Columns.UNIT_PRICE,
              Types.MONEY,
              "Price of one piece as paid, > 0, in the shop's currency.")
          .column(Columns.ORDERED_AT, TimestampType, "When the order was placed, UTC.")
          .column(
              Columns.STATUS,
              StringType,
              "completed, cancelled (never delivered) or returned (came back whole).")
          .nullable(
              Columns.STATUS_CHANGED_AT,
              TimestampType,
              "When the status was last set; null: with the order.")
          .nullable(
              Columns.RETURNED_QUANTITY,
              IntegerType,
              "Pieces of a completed line that came back; null: none.")
          .nullable(
              CURRENCY,
              StringType,
              "Currency of unit_price, ISO 4217: one in the whole input; null where the shop has one.")
          .nullable("channel", StringType, "Where the order was placed, such as web or store.")
          .nullable(Columns.COUPON_CODE, StringType, "Coupon used on the line; null for none.")
          .nullable(
              Columns.PLACEMENT,
              StringType,
              "The placement whose recommendation led to the line; null for none.")
          .nullable("options", Types.TEXT_MAP, "Chosen options, such as size and colour.")
          .build();

  /** Lines that say what people want: sold, not returned whole, and of a product. */
  public static Column isPurchase(List<String> noProducts) {
    return col(Columns.STATUS)
        .equalTo(COMPLETED)
        .and(not(col(Columns.PRODUCT_ID).isInCollection(noProducts)));
  }

  /**
   * Who bought, guests included: a guest cannot be recognized, so each guest order is a customer of
   * its own.
   */
  public static Column buyer() {
    return coalesce(
        concat(lit("customer "), col(Columns.CUSTOMER_ID)),
        concat(lit("order "), col(Columns.ORDER_ID)));
  }

  private OrderLines() {}
}
