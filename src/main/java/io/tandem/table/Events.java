package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

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

  private Events() {}
}
