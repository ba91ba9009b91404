package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;

/** Whether the purchases that the model would have predicted came. */
public final class CustomerValueCalibration {
  public static final Table CUSTOMER_VALUE_CALIBRATION =
      Table.named(
              "customer_value_calibration",
              "One class of customers by repeat purchases before the hold-out: predicted against actual purchases in it.")
          .column(
              "frequency_class",
              IntegerType,
              "Repeat purchases before the hold-out; 7 stands for seven and more.")
          .within(0, 7)
          .column(Columns.CUSTOMER_COUNT, LongType, "Customers of the class.")
          .atLeast(1)
          .column(
              "predicted_purchases",
              DoubleType,
              "Mean of the purchases that a model of what was known before expects in the hold-out.")
          .atLeast(0)
          .column("actual_purchases", DoubleType, "Mean of the purchases that were made in it.")
          .atLeast(0)
          .nullable(
              "actual_purchases_lower",
              DoubleType,
              "Lower end of its 95 % interval (normal approximation); null under two customers.")
          .nullable("actual_purchases_upper", DoubleType, "Upper end of the same interval.")
          .atLeast(0)
          .column("hold_out_start", DateType, "First day of the hold-out.")
          .column("hold_out_days", IntegerType, "Its length, up to the last day read.")
          .atLeast(1)
          .key("frequency_class")
          .mayBeEmpty();

  private CustomerValueCalibration() {}
}
