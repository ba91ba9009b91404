package io.tandem.query;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** The rows of the last statement, one after the other, from the driver's types to our own. */
final class Answer {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter();

  private final ResultSet rows;
  private final List<String> names = new ArrayList<>();
  private final List<Boolean> timestamps = new ArrayList<>();

  private Answer(ResultSet rows) {
    this.rows = rows;
  }

  static Answer of(ResultSet rows) throws SQLException {
    Answer answer = new Answer(rows);
    ResultSetMetaData columns = rows.getMetaData();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      answer.names.add(columns.getColumnLabel(column));
      answer.timestamps.add(columns.getColumnType(column) == Types.TIMESTAMP);
    }
    return answer;
  }

  /** The columns' names, in order. */
  List<String> names() {
    return names;
  }

  /** Goes on to the next row, if there is one. */
  boolean next() throws SQLException {
    return rows.next();
  }

  /** The row on which the answer stands. */
  List<Value> values() throws SQLException {
    List<Value> values = new ArrayList<>(names.size());
    for (int column = 1; column <= names.size(); column++) {
      // A java.sql.Timestamp would be read in the JVM's time zone, where some hours do not exist.
      values.add(
          value(
              timestamps.get(column - 1)
                  ? rows.getObject(column, LocalDateTime.class)
                  : rows.getObject(column)));
    }
    return values;
  }

  private static Value value(Object value) throws SQLException {
    if (value == null) {
      return new Value.Missing();
    } else if (value instanceof Number number) {
      return new Value.Numeric(number);
    } else if (value instanceof Boolean truth) {
      return new Value.Truth(truth);
    } else if (value instanceof OffsetDateTime time) {
      return new Value.Moment(LOCAL.format(time.withOffsetSameInstant(ZoneOffset.UTC)));
    } else if (value instanceof LocalDateTime time) {
      return new Value.Moment(LOCAL.format(time));
    } else if (value instanceof Timestamp time) {
      return new Value.Moment(LOCAL.format(time.toLocalDateTime()));
    } else if (value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof OffsetTime) {
      return new Value.Moment(value.toString());
    } else if (value instanceof Array array) {
      return items((Object[]) array.getArray());
    } else if (value instanceof DuckDBStruct struct) {
      return fields(struct.getMap());
    } else if (value instanceof Map<?, ?> map) {
      return fields(map);
    } else if (value instanceof Blob blob) {
      return new Value.Text(HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length())));
    }
    return new Value.Text(value.toString());
  }

  private static Value items(Object[] items) throws SQLException {
    List<Value> values = new ArrayList<>(items.length);
    for (Object item : items) {
      values.add(value(item));
    }
    return new Value.Items(values);
  }

  private static Value fields(Map<?, ?> fields) throws SQLException {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      values.put(String.valueOf(field.getKey()), value(field.getValue()));
    }
    return new Value.Fields(values);
  }
}
