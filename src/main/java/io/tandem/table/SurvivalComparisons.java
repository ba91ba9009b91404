package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** Whether groups of customers differ in how soon they order again, as a whole. */
public final class SurvivalComparisons {
  public static final Table SURVIVAL_COMPARISONS =
      Table.named(
              "survival_comparisons",
              "One grouping of customer_survival with two or more groups: a log-rank test.")
          .column(Columns.GROUPING, StringType, "What sets the groups apart.")
          .oneOf("first_order_products", "first_order_quarter", Columns.COUNTRY)
          .column(
              "group_count",
              IntegerType,
              "Groups that are compared: those that were at risk beside another when somebody ordered again.")
          .atLeast(2)
          .column(Columns.CUSTOMER_COUNT, LongType, "Customers of the grouping.")
          .atLeast(2)
          .column("repeat_customer_count", LongType, "Those of them who have ordered again.")
          .atLeast(1)
          .column(
              "chi_square",
              DoubleType,
              "Log-rank statistic: how far second orders fall from what equal groups would have.")
          .atLeast(0)
          .column("degrees_of_freedom", IntegerType, "group_count less one.")
          .atLeast(1)
          .column(
              "p_value",
              DoubleType,
              "Probability of such a statistic or a greater one if the groups were equal. It does not say why they differ.")
          .within(0, 1)
          .key(Columns.GROUPING)
          .references(Columns.GROUPING, "customer_survival", Columns.GROUPING)
          .mayBeEmpty();

  private SurvivalComparisons() {}
}
