package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;

/** How the customers of one first month behave in the months after it. */
public final class CohortRetention {
  public static final Table COHORT_RETENTION =
      Table.named(
              "cohort_retention",
              "One cohort (customers by month of first order) in one month since.")
          .column(
              "cohort_month",
              DateType,
              "First day of the month of the first order, in the shop's time zone.")
          .column(
              "months_since",
              IntegerType,
              "Calendar months since then; 0 is the cohort's own month.")
          .atLeast(0)
          .column("cohort_size", LongType, "Customers of the cohort.")
          .atLeast(1)
          .column(
              "active_customers", LongType, "Customers of the cohort with an order in that month.")
          .atLeast(0)
          .column(
              "retention_rate",
              DoubleType,
              "active_customers / cohort_size; read complete cells only.")
          .within(0, 1)
          .column("is_complete", BooleanType, "Whether the month was over on the run date.")
          .nullable(
              Columns.AVERAGE_ORDER_VALUE,
              DoubleType,
              "Revenue / orders of the cohort in that month; null without orders.")
          .atLeast(0)
          .column(
              Columns.REVENUE,
              Types.MONEY,
              "Revenue of the cohort in that month, gross of refunds.")
          .atLeast(0)
          .key("cohort_month", "months_since")
          .mayBeEmpty();

  private CohortRetention() {}
}
