package io.tandem.sample;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row of the order lines' export, and where it stands among the others.
 *
 * @param placedAt when the order was placed, also where the row itself does not say so
 * @param line position within the order
 * @param cells the columns' text, empty where there is none
 */
record OrderLineRow(LocalDateTime placedAt, int line, List<String> cells) {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  static final String PLACED_SECOND = "placed_second";
  static final String LINE = "line";

  static final List<String> COLUMNS =
      List.of(
          "order_id",
          "customer_id",
          "product_id",
          "quantity",
          "unit_price",
          "ordered_at",
          "status",
          "status_changed_at",
          "returned_quantity",
          "channel",
          "coupon_code",
          "placement");

  /** What rows are sorted by, then the columns of the export. */
  static final StructType SCHEMA = schema();

  static List<OrderLineRow> of(Order order) {
    List<OrderLineRow> rows = new ArrayList<>(order.lines().size());
    for (Order.Line line : order.lines()) {
      List<String> cells =
          List.of(
              order.id(),
              order.customerId(),
              line.productId(),
              Integer.toString(line.quantity()),
              money(line.unitCents()),
              TIME.format(order.placedAt()),
              line.status(),
              line.statusChangedAt().map(TIME::format).orElse(""),
              line.returnedQuantity() == 0 ? "" : Integer.toString(line.returnedQuantity()),
              order.channel(),
              order.couponCode(),
              line.placement());
      rows.add(new OrderLineRow(order.placedAt(), rows.size(), cells));
    }
    return rows;
  }

  /** An empty cell is null, as Spark reads it from CSV. */
  Row row() {
    List<Object> values = new ArrayList<>(cells.size() + 2);
    values.add(placedAt.toEpochSecond(ZoneOffset.UTC));
    values.add(line);
    values.addAll(CsvTable.values(cells));
    return RowFactory.create(values.toArray());
  }

  static String money(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  private static StructType schema() {
    StructType schema =
        new StructType().add(PLACED_SECOND, DataTypes.LongType).add(LINE, DataTypes.IntegerType);
    for (String column : COLUMNS) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema;
  }
}
