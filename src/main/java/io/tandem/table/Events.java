package io.tandem.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import org.apache.spark.sql.Column;

/**
 * One event of a visit to the shop. Without this input only what was ordered says what people want.
 */
public final class Events {
  /** A product's page was opened. */
  public static final String VIEW = "view";

  /** A product was put into the cart. */
  public static final String ADD_TO_CART = "add_to_cart";

  /** A product was put on a wish list. */
  public static final String WISHLIST = "wishlist";

  /** Something was searched for. */
  public static final String SEARCH = "search";

  public static final Table EVENTS =
      Table.named("events", "One event; equal rows are events of their own.")
          .column(
              Columns.VISITOR_ID,
              StringType,
              "Who looked around, known or not, such as the id in a cookie.")
          .nullable(Columns.SESSION_ID, StringType, "The visit; null: not said.")
          .nullable(
              Columns.CUSTOMER_ID, StringType, "The customer; null: the visitor was not logged in.")
          .nullable(
              Columns.PRODUCT_ID,
              StringType,
              "The product, or the variant of one; null only for a search.")
          .column(Columns.EVENT_TYPE, StringType, "view, add_to_cart, wishlist or search.")
          .nullable(Columns.QUERY, StringType, "What was searched for; null for all but a search.")
          .column(Columns.OCCURRED_AT, TimestampType, "When it happened, UTC.")
          .build();

  /** The visit that an event belongs to: its session, or a visitor's day where none is named. */
  public static Column visit() {
    Column session = concat(lit("session "), col(Columns.SESSION_ID));
    Column visitorsDay =
        concat_ws(" ", lit("visitor"), to_date(col(Columns.OCCURRED_AT)), col(Columns.VISITOR_ID));
    return coalesce(session, visitorsDay);
  }

  private Events() {}
}
