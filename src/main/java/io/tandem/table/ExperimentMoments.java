package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/**
 * What an experiment's effects are computed from, and all that is: counts and sums that can be
 * added up over any rows, because each customer is in one of them.
 */
public final class ExperimentMoments {
  /** Customers who had ordered before the start. */
  public static final String EXISTING_CUSTOMERS = "existing_customers";

  /** Customers who came later. */
  public static final String NEW_CUSTOMERS = "new_customers";

  /** Customers whose outcomes were measured elsewhere. */
  public static final String OUTCOMES = "outcomes";

  /** What is summed of each customer, by its name in the columns. */
  public static final List<String> VARIABLES =
      List.of(
          "revenue",
          "order_count",
          "capped_revenue",
          "refunds",
          "is_repeat",
          "pre_revenue",
          "pre_order_count",
          "has_pre");

  private static final List<String> IN_WORDS =
      List.of(
          "revenue within the horizon, gross of refunds",
          "orders within the horizon",
          "revenue within the horizon, large orders capped",
          "what came back of the revenue",
          "1 for a customer who ordered again within the horizon, else 0",
          "revenue in the days before enrolment, 0 for new customers",
          "orders in the days before enrolment, 0 for new customers",
          "1 for a customer with a past, else 0");

  /** These are measured in every experiment. */
  private static final List<String> ALWAYS =
      List.of("revenue", "order_count", "pre_revenue", "pre_order_count", "has_pre");

  public static final Table EXPERIMENT_MOMENTS = table();

  /** The column that sums a variable. */
  public static String sum(int variable) {
    return VARIABLES.get(variable) + "_sum";
  }

  /** The column that sums the product of two variables, or the square of one. */
  public static String sum(int one, int other) {
    return VARIABLES.get(Math.min(one, other)) + "_" + sum(Math.max(one, other));
  }

  private static Table table() {
    Table.Builder table =
        Table.named(
                "experiment_moments",
                "One cell of an experiment, at one horizon, of the customers whose horizon was complete on one day. No personal data; rows may be added up.")
            .column(Columns.EXPERIMENT, StringType, "The experiment.")
            .column(
                "cell",
                StringType,
                "The arm: of the nightly experiment cross-selling/personalization.")
            .column(
                Columns.METRIC_SET,
                StringType,
                "existing_customers, new_customers (for whom ordering again takes a second day of orders) or outcomes (measured elsewhere).")
            .oneOf(EXISTING_CUSTOMERS, NEW_CUSTOMERS, OUTCOMES)
            .column(Columns.HORIZON_DAYS, IntegerType, Columns.HORIZON_IN_WORDS)
            .atLeast(0)
            .column(
                Columns.ENTRY_DATE,
                DateType,
                "The last day of the horizon of these customers, each of whom enters once; of outcomes the last day read.")
            .column(Columns.CUSTOMER_COUNT, LongType, "Customers.")
            .atLeast(1)
            .nullable("revenue_max", DoubleType, "The largest revenue of one customer.")
            .atLeast(0);
    for (int one = 0; one < VARIABLES.size(); one++) {
      add(
          table,
          ALWAYS.contains(VARIABLES.get(one)),
          sum(one),
          "Sum over customers of: " + IN_WORDS.get(one) + ".");
    }
    for (int one = 0; one < VARIABLES.size(); one++) {
      for (int other = one; other < VARIABLES.size(); other++) {
        add(
            table,
            ALWAYS.containsAll(List.of(VARIABLES.get(one), VARIABLES.get(other))),
            sum(one, other),
            "Sum over customers of the product of %s and %s."
                .formatted(VARIABLES.get(one), VARIABLES.get(other)));
      }
    }
    return table
        .key(
            Columns.EXPERIMENT,
            "cell",
            Columns.METRIC_SET,
            Columns.HORIZON_DAYS,
            Columns.ENTRY_DATE)
        .references(Columns.EXPERIMENT, "experiment_checks", Columns.EXPERIMENT)
        .mayBeEmpty();
  }

  private static void add(Table.Builder table, boolean always, String column, String comment) {
    if (always) {
      table.column(column, DoubleType, comment).atLeast(0);
    } else {
      table.nullable(column, DoubleType, comment + " Null: not measured.").atLeast(0);
    }
  }

  private ExperimentMoments() {}
}
