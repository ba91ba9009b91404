package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

/** One registered customer. Without this input the customers are those who ordered. */
public final class Customers {
  public static final Table CUSTOMERS =
      Table.named("customers", "One registered customer, with or without orders.")
          .column(Columns.CUSTOMER_ID, StringType, "The customer.")
          .nullable(
              Columns.REGISTERED_AT,
              TimestampType,
              "When the account was opened, UTC; null: unknown.")
          .nullable(Columns.COUNTRY, StringType, "Country of the customer.")
          .nullable(Columns.ATTRIBUTES, Types.TEXT_MAP, "What else the shop knows of the customer.")
          .nullable(
              Columns.PERSONALIZATION_OPT_OUT,
              BooleanType,
              "true: no personal row, ever; null counts as false.")
          .key(Columns.CUSTOMER_ID)
          .build();

  private Customers() {}
}
