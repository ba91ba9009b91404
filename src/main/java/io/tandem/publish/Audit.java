package io.tandem.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Holds a staged table, as read back from its files, against its contract: the schema, rows where
 * there must be some, a key that is unique, no null where none is allowed. One pass over the table.
 */
final class Audit {
  private static final String ROWS_OF_KEY = "rows_of_key";
  private static final String HASH = "hash";

  private final Table table;
  private final LocalDate runDate;
  private final String ifEmpty;

  /**
   * @param ifEmpty what to tell the operator where there is no row and the table may not be empty
   */
  Audit(Table table, LocalDate runDate, String ifEmpty) {
    this.table = table;
    this.runDate = runDate;
    this.ifEmpty = ifEmpty;
  }

  /** Rows and hash of the table; refuses it in one line where it does not keep its contract. */
  Verdict check(Dataset<Row> staged) {
    refuseOtherSchema(staged.schema());
    List<String> required =
        Arrays.stream(table.schema().fields())
            .filter(field -> !field.nullable())
            .map(StructField::name)
            .toList();
    List<Column> perKey = new ArrayList<>();
    List<Column> overall = new ArrayList<>();
    perKey.add(sum(xxhash64(allColumns(staged)).cast("decimal(38,0)")).as(HASH));
    overall.add(coalesce(sum(HASH), lit(0)).cast("decimal(38,0)"));
    overall.add(coalesce(max(ROWS_OF_KEY), lit(0L)));
    for (String column : required) {
      perKey.add(sum(when(col(column).isNull(), 1).otherwise(0)).as("null_" + column));
      overall.add(coalesce(sum("null_" + column), lit(0L)));
    }
    Row found =
        staged
            .groupBy(table.keyColumns())
            .agg(count(lit(1)).as(ROWS_OF_KEY), perKey.toArray(Column[]::new))
            .agg(coalesce(sum(ROWS_OF_KEY), lit(0L)), overall.toArray(Column[]::new))
            .head();
    long rows = found.getLong(0);
    if (rows == 0 && !table.mayBeEmpty()) {
      throw refused(ifEmpty);
    }
    for (int i = 0; i < required.size(); i++) {
      if (found.getLong(3 + i) > 0) {
        throw refused("%,d rows have no %s.".formatted(found.getLong(3 + i), required.get(i)));
      }
    }
    if (found.getLong(2) > 1) {
      throw refused(
          "up to %,d rows share one key (%s)."
              .formatted(found.getLong(2), String.join(", ", table.key())));
    }
    return new Verdict(rows, found.getDecimal(1).toPlainString());
  }

  /** What a table that kept its contract holds. */
  record Verdict(long rows, String rowHash) {}

  private void refuseOtherSchema(StructType staged) {
    if (!shape(staged).equals(shape(table.schema()))) {
      throw refused("its columns are %s, not %s.".formatted(shape(staged), shape(table.schema())));
    }
  }

  /** Names and types; Parquet keeps no promise about nulls. */
  private static List<String> shape(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + " " + field.dataType().simpleString())
        .toList();
  }

  private Column[] allColumns(Dataset<Row> staged) {
    return Arrays.stream(staged.columns())
        .map(name -> coalesce(col(name).cast("string"), lit("\0")))
        .toArray(Column[]::new);
  }

  private Refusal refused(String why) {
    return Refusal.dataRefused(
        "Cannot publish %s for %s: %s".formatted(table.name(), runDate, why));
  }
}
