package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** Whether customers come back: the yardstick of personalization. */
public final class RetentionMetrics {
  /** The windows in days over which coming back is measured. */
  public static final List<Integer> WINDOWS = List.of(30, 60, 90);

  public static final Table RETENTION_METRICS = table();

  private static Table table() {
    Table.Builder table =
        Table.named(
                "retention_metrics",
                "One period, over the customers whose first order falls in it; guests are outside.")
            .column(Columns.PERIOD, StringType, "day, week (from Monday), month, or all.")
            .oneOf("day", "week", "month", "all")
            .column(
                Columns.PERIOD_START,
                DateType,
                "First day of the period in the shop's time zone; of all: the first order's.")
            .column(
                "new_customer_count", LongType, "Customers whose first order falls in the period.")
            .atLeast(0)
            .column(
                "returning_customer_count",
                LongType,
                "Customers who ordered in the period and before it.")
            .atLeast(0)
            .column(
                "lapsed_customer_count",
                LongType,
                "Customers whose 90th day in a row without an order falls in the period.")
            .atLeast(0);
    for (int days : WINDOWS) {
      table
          .column(
              "matured_customer_count_" + days,
              LongType,
              "New customers of the period whose "
                  + days
                  + " days after the first order were over on the run date.")
          .atLeast(0)
          .column(
              "repeat_customer_count_" + days,
              LongType,
              "Matured customers who ordered again, on a later day, within " + days + " days.")
          .atLeast(0)
          .nullable(
              "repeat_purchase_rate_" + days,
              DoubleType,
              "repeat_customer_count / matured_customer_count; null where none matured.")
          .within(0, 1)
          .nullable(
              "repeat_purchase_rate_" + days + "_lower",
              DoubleType,
              "Lower end of its 95 % Wilson interval.")
          .within(0, 1)
          .nullable(
              "repeat_purchase_rate_" + days + "_upper",
              DoubleType,
              "Upper end of its 95 % Wilson interval.")
          .within(0, 1)
          .column(
              "retained_customer_count_" + days,
              LongType,
              "Matured customers who ordered in the 30 days that end "
                  + days
                  + " days after their first order.")
          .atLeast(0)
          .nullable(
              "retention_rate_" + days,
              DoubleType,
              "retained_customer_count / matured_customer_count; null where none matured.")
          .within(0, 1)
          .nullable(
              "retention_rate_" + days + "_lower",
              DoubleType,
              "Lower end of its 95 % Wilson interval.")
          .within(0, 1)
          .nullable(
              "retention_rate_" + days + "_upper",
              DoubleType,
              "Upper end of its 95 % Wilson interval.")
          .within(0, 1);
    }
    return table.key(Columns.PERIOD, Columns.PERIOD_START).mayBeEmpty();
  }

  private RetentionMetrics() {}
}
