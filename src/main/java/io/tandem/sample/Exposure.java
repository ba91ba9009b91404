package io.tandem.sample;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row of the exposures' export: a recommendation that was shown to a customer of the
 * experiment, or would have been if the lever were on.
 *
 * @param anchor the product that it was shown beside; empty where there is none
 * @param isShown whether the lever is on in the customer's cell
 * @param orderId the order that it led to; empty for none
 */
record Exposure(
    String visitorId,
    String customerId,
    Placement placement,
    String anchor,
    int slot,
    String productId,
    String arm,
    boolean isShown,
    LocalDateTime at,
    Optional<LocalDateTime> clickedAt,
    String orderId) {
  static final String SECOND = "second";

  /** Where the shop recommends, whose lists it shows there, and which lever has it do so. */
  enum Placement {
    CART("cart", "association_rules", Lever.CROSS_SELLING),
    HOME("home", "als", Lever.PERSONALIZATION),
    E_MAIL("e_mail", "als", Lever.PERSONALIZATION);

    private final String text;
    private final String source;
    private final Lever lever;

    Placement(String text, String source, Lever lever) {
      this.text = text;
      this.source = source;
      this.lever = lever;
    }

    /** Whether the cell shows what would be shown here. */
    boolean isOn(Cell cell) {
      return cell.has(lever);
    }
  }

  static final List<String> COLUMNS =
      List.of(
          "visitor_id",
          "customer_id",
          "placement",
          "anchor_product_id",
          "slot",
          "product_id",
          "source",
          "arm",
          "propensity",
          "plan_run_date",
          "shown_at",
          "clicked_at",
          "order_id",
          "would_show");

  /** What rows are sorted by first, then the columns of the export. */
  static final StructType SCHEMA = schema();

  /** The same exposure of a product that was clicked and then ordered. */
  Exposure ledTo(Order order, String product) {
    return new Exposure(
        visitorId,
        customerId,
        placement,
        anchor,
        slot,
        product,
        arm,
        isShown,
        at,
        Optional.of(at.plus(Duration.between(at, order.placedAt()).dividedBy(2))),
        order.id());
  }

  Row row() {
    List<Object> values = new ArrayList<>(COLUMNS.size() + 1);
    values.add(at.toEpochSecond(ZoneOffset.UTC));
    values.addAll(
        CsvTable.values(
            List.of(
                visitorId,
                customerId,
                placement.text,
                anchor,
                Integer.toString(slot),
                productId,
                placement.source,
                arm,
                isShown ? "1.0" : "",
                at.toLocalDate().toString(),
                OrderLineRow.TIME.format(at),
                clickedAt.map(OrderLineRow.TIME::format).orElse(""),
                orderId,
                Boolean.toString(!isShown))));
    return RowFactory.create(values.toArray());
  }

  private static StructType schema() {
    StructType schema = new StructType().add(SECOND, DataTypes.LongType);
    for (String column : COLUMNS) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema;
  }
}
