package io.tandem.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types that the tables share. */
public final class Types {
  /** Money in inputs and exact sums: no cent is lost, in whatever order it is added up. */
  public static final DataType MONEY = DataTypes.createDecimalType(18, 4);

  /**
   * Nulls are allowed by type, never in fact: Parquet readers cannot tell, and so compare equal.
   */
  public static final DataType STRINGS = DataTypes.createArrayType(DataTypes.StringType, true);

  public static final DataType INTS = DataTypes.createArrayType(DataTypes.IntegerType, false);

  public static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType, true);

  public static final DataType TEXT_MAP =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true);

  private Types() {}
}
