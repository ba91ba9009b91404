package io.tandem.source;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.tandem.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The rows of an input with a verdict on each: the table's columns, then {@code ignored_as} (the
 * rule that leaves it out), {@code reject_reason} (what is wrong with it) and, for rejects, {@code
 * raw_text} (the raw row as JSON). A row with neither is valid.
 */
final class TypedRows {
  static final String IGNORED_AS = "ignored_as";
  static final String REJECT_REASON = "reject_reason";
  static final String RAW_TEXT = "raw_text";

  private static final String NEWEST_RANK = "newest_rank";

  private static final String RAW = "raw";

  /** Tells rows of one key apart, the same way every night. */
  private static final String RAW_HASH = "raw_hash";

  private final Table table;
  private final Mapping mapping;
  private final Dataset<Row> raw;

  TypedRows(Table table, Mapping mapping, Dataset<Row> raw) {
    this.table = table;
    this.mapping = mapping;
    this.raw = raw;
  }

  /** All rows with their verdicts. */
  Dataset<Row> judge() {
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<String, Column> column : mapping.columns().entrySet()) {
      columns.add(column.getValue().as(column.getKey()));
    }
    columns.add(mapping.ignoredAs().as(IGNORED_AS));
    columns.add(col(RawRows.MALFORMED).as(RawRows.MALFORMED));
    columns.add(rawText().as(RAW));
    columns.add(rawHash().as(RAW_HASH));
    List<Column> newestBy = mapping.newestBy();
    for (int i = 0; i < newestBy.size(); i++) {
      columns.add(newestBy.get(i).as(NEWEST_RANK + i));
    }
    Dataset<Row> judged =
        raw.select(columns.toArray(Column[]::new))
            .withColumn(REJECT_REASON, when(col(IGNORED_AS).isNull(), rejectReason()));
    Column rawTextOfRejects =
        when(col(REJECT_REASON).isNotNull(), coalesce(col(RawRows.MALFORMED), col(RAW)));
    // The raw text is dear: where the verdict is known before rows are compared, it is made for
    // rejects alone.
    Dataset<Row> all =
        table.key().isEmpty() || newestBy.isEmpty()
            ? judged
            : judged.withColumn(RAW, rawTextOfRejects);
    return (table.key().isEmpty() ? all : onePerKey(all, newestBy.size()))
        .withColumn(RAW_TEXT, rawTextOfRejects)
        .select(verdictColumns());
  }

  private Column[] verdictColumns() {
    List<Column> columns = new ArrayList<>();
    for (String name : table.schema().fieldNames()) {
      columns.add(col(name));
    }
    columns.addAll(List.of(col(IGNORED_AS), col(REJECT_REASON), col(RAW_TEXT)));
    return columns.toArray(Column[]::new);
  }

  private Column rawText() {
    return to_json(struct(rawFields()));
  }

  private Column rawHash() {
    // Maps cannot be hashed as they are; their text can.
    boolean hasMap = raw.schema().simpleString().contains("map<");
    return hasMap ? xxhash64(rawText()) : xxhash64(rawFields());
  }

  private Column[] rawFields() {
    return Arrays.stream(raw.columns())
        .filter(column -> !column.equals(RawRows.MALFORMED))
        .map(column -> raw.col("`" + column + "`"))
        .toArray(Column[]::new);
  }

  /** All that is wrong with a row, in words, or null. */
  private Column rejectReason() {
    Column all = array_compact(array(Faults.of(table).toArray(Column[]::new)));
    return when(
            col(RawRows.MALFORMED).isNotNull(),
            lit("the row cannot be taken apart: too few or too many fields, or broken JSON"))
        .when(size(all).gt(0), array_join(all, "; "));
  }

  /**
   * Keeps one row of each key: the newest where the settings say what that is, else the others are
   * rejects.
   */
  private Dataset<Row> onePerKey(Dataset<Row> judged, int orders) {
    List<Column> order = new ArrayList<>();
    order.add(coalesce(col(IGNORED_AS), col(REJECT_REASON)).asc_nulls_first());
    for (int i = 0; i < orders; i++) {
      order.add(col(NEWEST_RANK + i).desc_nulls_last());
    }
    order.add(col(RAW_HASH).asc());
    Column again =
        row_number()
            .over(Window.partitionBy(table.keyColumns()).orderBy(order.toArray(Column[]::new)))
            .gt(1)
            .and(col(IGNORED_AS).isNull())
            .and(col(REJECT_REASON).isNull());
    return orders > 0
        ? judged.withColumn(
            IGNORED_AS, when(again, lit("an older row of the same key")).otherwise(col(IGNORED_AS)))
        : judged.withColumn(
            REJECT_REASON,
            when(again, lit(String.join(", ", table.key()) + " stands on an earlier row"))
                .otherwise(col(REJECT_REASON)));
  }
}
