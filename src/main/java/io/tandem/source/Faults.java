package io.tandem.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.Assortment;
import io.tandem.table.Columns;
import io.tandem.table.Events;
import io.tandem.table.ExperimentOutcomes;
import io.tandem.table.OrderLines;
import io.tandem.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** What may be wrong with a typed row: for each fault its words, or null where it is not there. */
final class Faults {
  /** A line worth more is a number in the wrong column, such as a bar code for a price. */
  private static final double MOST_MONEY = 1e10;

  /** All faults that a row of the table may have. */
  static List<Column> of(Table table) {
    List<Column> faults = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      if (!field.nullable()) {
        faults.add(
            fault(
                col(field.name()).isNull(),
                field.name()
                    + (field.dataType().equals(DataTypes.StringType)
                        ? " is missing"
                        : " is missing or no " + field.dataType().simpleString())));
      }
    }
    if (table.equals(OrderLines.ORDER_LINES)) {
      faults.addAll(ofOrderLines());
    }
    if (table.equals(Assortment.ASSORTMENT)) {
      faults.addAll(ofAssortment());
    }
    if (table.equals(Events.EVENTS)) {
      faults.addAll(ofEvents());
    }
    if (table.equals(ExperimentOutcomes.EXPERIMENT_OUTCOMES)) {
      faults.addAll(ofOutcomes());
    }
    return faults;
  }

  private static List<Column> ofOrderLines() {
    Column amount =
        col(Columns.QUANTITY).cast("double").multiply(col(Columns.UNIT_PRICE).cast("double"));
    return List.of(
        fault(col(Columns.QUANTITY).leq(0), "quantity is not > 0"),
        fault(col(Columns.UNIT_PRICE).leq(0), "unit_price is not > 0"),
        fault(amount.gt(MOST_MONEY), "quantity × unit_price is beyond 10,000,000,000"),
        fault(col(Columns.RETURNED_QUANTITY).lt(0), "returned_quantity is negative"),
        otherThan(Columns.STATUS, OrderLines.COMPLETED, OrderLines.CANCELLED, OrderLines.RETURNED));
  }

  private static List<Column> ofAssortment() {
    return List.of(
        otherThan(Columns.SCOPE, Assortment.PRODUCT, Assortment.CATEGORY),
        otherThan(Columns.COMPLEMENT_SCOPE, Assortment.PRODUCT, Assortment.CATEGORY),
        otherThan(Columns.RELATION, Assortment.REQUIRES, Assortment.GOES_WITH));
  }

  private static List<Column> ofEvents() {
    Column type = col(Columns.EVENT_TYPE);
    Column isOfProduct = type.isin(Events.VIEW, Events.ADD_TO_CART, Events.WISHLIST);
    return List.of(
        otherThan(
            Columns.EVENT_TYPE, Events.VIEW, Events.ADD_TO_CART, Events.WISHLIST, Events.SEARCH),
        fault(
            isOfProduct.and(col(Columns.PRODUCT_ID).isNull()),
            "product_id is missing, and the event is no search"),
        fault(
            type.equalTo(Events.SEARCH).and(col(Columns.QUERY).isNull()),
            "query is missing, and the event is a search"));
  }

  private static List<Column> ofOutcomes() {
    Column orders = col(Columns.ORDER_COUNT);
    Column revenue = col(Columns.REVENUE);
    return List.of(
        fault(orders.lt(0), "order_count is negative"),
        fault(revenue.lt(0), "revenue is negative"),
        fault(revenue.cast("double").gt(MOST_MONEY), "revenue is beyond 10,000,000,000"),
        fault(orders.equalTo(0).and(revenue.gt(0)), "revenue without an order"),
        fault(col("pre_revenue").lt(0), "pre_revenue is negative"),
        fault(col("pre_order_count").lt(0), "pre_order_count is negative"),
        fault(col(Columns.HORIZON_DAYS).lt(0), "horizon_days is negative"));
  }

  /** A fault where a column holds none of its words. */
  private static Column otherThan(String column, String... words) {
    return fault(
        not(col(column).isin((Object[]) words)),
        column + " is none of " + String.join(", ", words));
  }

  private static Column fault(Column holds, String words) {
    return when(holds, lit(words));
  }

  private Faults() {}
}
