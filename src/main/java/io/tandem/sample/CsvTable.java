package io.tandem.sample;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables as a CSV file holds them: every column is text, and an empty cell is null. */
final class CsvTable {
  static StructType schema(String... columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema;
  }

  static List<Object> values(List<String> cells) {
    return Arrays.asList(
        cells.stream().map(cell -> cell.isEmpty() ? null : cell).toArray(Object[]::new));
  }

  /** The rest of a partition, one by one. */
  static <T> Stream<T> stream(Iterator<T> rest) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(rest, Spliterator.ORDERED), false);
  }

  private CsvTable() {}
}
