package io.tandem.testing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Tiny tables, written where the test can be read. */
public final class Rows {
  public static Row row(Object... values) {
    return RowFactory.create(Arrays.stream(values).map(Rows::external).toArray());
  }

  /** Rows of this schema, all nullable; the order of the rows is kept. */
  public static Dataset<Row> rows(SparkSession spark, StructType schema, Row... rows) {
    return spark.createDataFrame(List.of(rows), schema);
  }

  /** Rows of a schema written as DDL: {@code "order_id string, quantity int"}. */
  public static Dataset<Row> rows(SparkSession spark, String ddl, Row... rows) {
    return rows(spark, StructType.fromDDL(ddl), rows);
  }

  /**
   * A UTC time: {@code at("2026-03-01T10:00:00Z")}, or a day's midnight: {@code at("2026-03-01")}.
   */
  public static Timestamp at(String time) {
    return Timestamp.from(Instant.parse(time.length() == 10 ? time + "T00:00:00Z" : time));
  }

  private static Object external(Object value) {
    return value instanceof List<?> list ? list.toArray() : value;
  }

  private Rows() {}
}
