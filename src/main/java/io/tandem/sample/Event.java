package io.tandem.sample;

import io.tandem.table.Columns;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row of the events' export.
 *
 * @param customerId empty while the visitor is not logged in
 * @param productId the product or variant; empty for a search
 * @param query empty for all but a search
 */
record Event(
    String visitorId,
    String sessionId,
    String customerId,
    String productId,
    String type,
    String query,
    LocalDateTime at) {
  static final String SECOND = "second";

  static final List<String> COLUMNS =
      List.of(
          Columns.VISITOR_ID,
          Columns.SESSION_ID,
          Columns.CUSTOMER_ID,
          Columns.PRODUCT_ID,
          Columns.EVENT_TYPE,
          Columns.QUERY,
          Columns.OCCURRED_AT);

  /** What rows are sorted by first, then the columns of the export. */
  static final StructType SCHEMA = schema();

  boolean isOf(String what) {
    return type.equals(what);
  }

  boolean isLoggedIn() {
    return !customerId.isEmpty();
  }

  Row row() {
    List<Object> values = new ArrayList<>(COLUMNS.size() + 1);
    values.add(at.toEpochSecond(ZoneOffset.UTC));
    values.addAll(
        CsvTable.values(
            List.of(
                visitorId,
                sessionId,
                customerId,
                productId,
                type,
                query,
                OrderLineRow.TIME.format(at))));
    return RowFactory.create(values.toArray());
  }

  private static StructType schema() {
    StructType schema = new StructType().add(SECOND, DataTypes.LongType);
    for (String column : COLUMNS) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema;
  }
}
