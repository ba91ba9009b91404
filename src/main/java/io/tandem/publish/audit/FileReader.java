package io.tandem.publish.audit;

import io.tandem.table.Values;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * Reads one file of a table from its first row to its last, with Parquet's own reader, and tells
 * what it holds. As the rows are to be sorted by their key, that a key is unique shows between
 * neighbours; no row waits in memory for another.
 *
 * @param key the columns of the key
 * @param required the columns that are never null
 * @param values which values a column may hold, where that is not any
 */
record FileReader(List<String> key, List<String> required, Map<String, Checked> values)
    implements Serializable {

  /** Values in a form that travels. */
  record Checked(double least, boolean isLeastExcluded, double most, List<String> words)
      implements Serializable {
    static Checked of(Values values) {
      return new Checked(
          values.least(), values.isLeastExcluded(), values.most(), new ArrayList<>(values.words()));
    }

    Values values() {
      return new Values(least, isLeastExcluded, most, words);
    }
  }

  FileFacts read(String file, Configuration hadoop) throws IOException {
    Path path = new Path(file);
    GroupType schema;
    try (ParquetFileReader footer =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      schema = footer.getFileMetaData().getSchema();
    }
    Pass pass = new Pass(schema);
    try (ParquetReader<Group> rows =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(hadoop).build()) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        pass.see(row);
      }
    }
    return pass.facts();
  }

  /** One pass over the rows. */
  private final class Pass {
    private final GroupType schema;
    private final int[] keyColumns;
    private final int[] requiredColumns;
    private final Values[] allowed;
    private final long[] missing;
    private final long[] forbidden;
    private final String[] forbiddenExample;
    private final RowDigest digest = new RowDigest();
    private long rows;
    private RowHash hash = RowHash.NO_ROWS;
    private List<KeyPart> firstKey = List.of();
    private List<KeyPart> lastKey = List.of();
    private long repeated;
    private List<KeyPart> repeatedExample = List.of();
    private long unsorted;

    Pass(GroupType schema) {
      this.schema = schema;
      int columns = schema.getFieldCount();
      // A column that is missing is told by the schema's own check.
      this.keyColumns = indices(key);
      this.requiredColumns = indices(required);
      this.allowed = new Values[columns];
      this.missing = new long[columns];
      this.forbidden = new long[columns];
      this.forbiddenExample = new String[columns];
      for (int column = 0; column < columns; column++) {
        Checked checked = values.get(schema.getFieldName(column));
        allowed[column] =
            checked != null ? checked.values() : isFraction(column) ? Values.FINITE : null;
      }
    }

    private int[] indices(List<String> columns) {
      return columns.stream()
          .filter(schema::containsField)
          .mapToInt(schema::getFieldIndex)
          .toArray();
    }

    private boolean isFraction(int column) {
      Type type = schema.getType(column);
      return type.isPrimitive()
          && switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case FLOAT, DOUBLE -> true;
            default -> false;
          };
    }

    void see(Group row) throws IOException {
      rows++;
      for (int column : requiredColumns) {
        if (row.getFieldRepetitionCount(column) == 0) {
          missing[column]++;
        }
      }
      for (int column = 0; column < allowed.length; column++) {
        if (allowed[column] != null && row.getFieldRepetitionCount(column) > 0) {
          checkValue(row, column);
        }
      }
      List<KeyPart> rowKey = KeyPart.of(row, keyColumns);
      if (rows == 1) {
        firstKey = rowKey;
      } else {
        int order = KeyPart.compare(lastKey, rowKey);
        if (order == 0 && repeated++ == 0) {
          repeatedExample = rowKey;
        }
        if (order > 0) {
          unsorted++;
        }
      }
      lastKey = rowKey;
      hash = hash.plus(digest.of(row));
    }

    private void checkValue(Group row, int column) {
      Type type = schema.getType(column);
      if (!type.isPrimitive()) {
        return;
      }
      boolean isAllowed =
          switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> allowed[column].allow((double) row.getInteger(column, 0));
            case INT64 -> allowed[column].allow((double) row.getLong(column, 0));
            case FLOAT -> allowed[column].allow((double) row.getFloat(column, 0));
            case DOUBLE -> allowed[column].allow(row.getDouble(column, 0));
            case BINARY -> allowed[column].allow(row.getString(column, 0));
            default -> true;
          };
      if (!isAllowed && forbidden[column]++ == 0) {
        forbiddenExample[column] = row.getValueToString(column, 0);
      }
    }

    FileFacts facts() {
      List<String> faults = new ArrayList<>();
      for (int column : requiredColumns) {
        if (missing[column] > 0) {
          faults.add(
              "%,d %s no %s."
                  .formatted(
                      missing[column],
                      missing[column] == 1 ? "row has" : "rows have",
                      schema.getFieldName(column)));
        }
      }
      if (repeated > 0) {
        faults.add(
            "%,d %s the key of another one (%s), such as %s."
                .formatted(
                    repeated,
                    repeated == 1 ? "row has" : "rows have",
                    String.join(", ", key),
                    KeyPart.inWords(repeatedExample)));
      }
      if (unsorted > 0) {
        faults.add("its rows are not sorted by their key (%s).".formatted(String.join(", ", key)));
      }
      for (int column = 0; column < forbidden.length; column++) {
        if (forbidden[column] > 0) {
          faults.add(
              "%s of %,d %s is not %s, such as %s."
                  .formatted(
                      schema.getFieldName(column),
                      forbidden[column],
                      forbidden[column] == 1 ? "row" : "rows",
                      allowed[column].inWords(),
                      forbiddenExample[column]));
        }
      }
      return new FileFacts(ParquetTypes.columns(schema), rows, hash, firstKey, lastKey, faults);
    }
  }
}
