package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

/** Who takes part in the experiment, and which levers each customer is to see. */
public final class ExperimentAssignments {
  /** Customers with an order before the start. */
  public static final String EXISTING = "existing";

  /** Customers who came later. */
  public static final String NEW = "new";

  public static final Table EXPERIMENT_ASSIGNMENTS =
      Table.named(
              "experiment_assignments",
              "One customer in one experiment. Whatever plans slots obeys the arm; guests have none.")
          .column(Columns.EXPERIMENT, StringType, "The experiment.")
          .column(Columns.CUSTOMER_ID, StringType, "The customer.")
          .column(
              Columns.ARM,
              StringType,
              "The cell of the 2×2: cross-selling/personalization, one of on/on, on/off, off/on, off/off; by the hash of docs/operations.md.")
          .oneOf("on/on", "on/off", "off/on", "off/off")
          .column(
              "cross_selling",
              BooleanType,
              "Whether slots for complements are filled; where not they stay empty.")
          .column(
              "personalization",
              BooleanType,
              "Whether slots are filled by what suits the customer; where not by what is popular or by rules.")
          .column(
              Columns.STRATUM,
              StringType,
              "existing (ordered before the start) or new (registered, or first seen, since).")
          .oneOf(EXISTING, NEW)
          .column(
              "enrolled_at",
              TimestampType,
              "Since when the arm holds, UTC: the start, or for new customers their registration or first visit.")
          .column("enrolled_on", DateType, "The day of enrolled_at in the shop's time zone.")
          .key(Columns.EXPERIMENT, Columns.CUSTOMER_ID)
          .references(Columns.EXPERIMENT, "experiment_checks", Columns.EXPERIMENT)
          .mayBeEmpty();

  private ExperimentAssignments() {}
}
