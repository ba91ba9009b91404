package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** Which customers like the same things. */
public final class TasteSegments {
  public static final Table TASTE_SEGMENTS =
      Table.named(
              "taste_segments",
              "One customer with a preference, and the group of customers whose factors point the same way.")
          .column(Columns.CUSTOMER_ID, StringType, "The customer.")
          .column(
              Columns.TASTE_SEGMENT,
              StringType,
              "The group: a number, which stays with the group from night to night as long as most of its customers do.")
          .column(
              Columns.IS_PERSONALIZED, BooleanType, "true: it rests on this customer's own orders.")
          .column(Columns.REASON, StringType, "Why, in words.")
          .key(Columns.CUSTOMER_ID)
          .references(Columns.CUSTOMER_ID, "als_user_factors", Columns.CUSTOMER_ID)
          .mayBeEmpty();

  private TasteSegments() {}
}
