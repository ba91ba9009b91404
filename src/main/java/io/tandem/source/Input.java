package io.tandem.source;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * One input, typed and counted: valid rows apart from rejects and from rows left out on purpose.
 */
final class Input {
  private final Table table;
  private final Dataset<Row> judged;
  private final long read;
  private final SortedMap<String, Long> ignored = new TreeMap<>();
  private final SortedMap<String, Long> rejected = new TreeMap<>();
  private final String where;

  /** Reads, types and keeps all rows; refuses an input that holds nothing, or too many rejects. */
  static Input read(SparkSession spark, Table table, SourceSettings settings, Keep keep) {
    RawRows rawRows = new RawRows(spark, table, settings);
    Dataset<Row> raw = rawRows.read();
    Mapping mapping = new Mapping(table, settings, rawRows.where(), raw);
    Dataset<Row> kept;
    try {
      kept = keep.keep(table.name(), new TypedRows(table, mapping, raw).judge());
    } catch (Refusal e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      throw mapping.explain(e);
    }
    return new Input(table, kept, rawRows.where()).refuseUnusable(settings);
  }

  private Input(Table table, Dataset<Row> judged, String where) {
    this.table = table;
    this.judged = judged;
    this.where = where;
    long rows = 0;
    List<Row> verdicts =
        judged
            .groupBy(col(TypedRows.IGNORED_AS), col(TypedRows.REJECT_REASON))
            .agg(count(lit(1)))
            .collectAsList();
    for (Row verdict : verdicts) {
      rows += verdict.getLong(2);
      if (!verdict.isNullAt(0)) {
        ignored.put(verdict.getString(0), verdict.getLong(2));
      } else if (!verdict.isNullAt(1)) {
        rejected.put(verdict.getString(1), verdict.getLong(2));
      }
    }
    this.read = rows;
  }

  private Input refuseUnusable(SourceSettings settings) {
    if (read == 0) {
      throw Refusal.dataRefused("Refused %s: it has no rows.".formatted(where));
    }
    long rejects = total(rejected);
    long considered = read - total(ignored);
    if (considered == 0) {
      throw Refusal.dataRefused(
          "Refused %s: all %,d rows are ignored by its ignore rules.".formatted(where, read));
    }
    if (rejects == considered || rejects > settings.maxRejectedFraction() * considered) {
      throw Refusal.dataRefused(
          "Refused %s: %,d of %,d rows are rejects (%s). Correct the export or sources.%s.columns, or raise sources.%s.max-rejected-fraction (now %s)."
              .formatted(
                  where,
                  rejects,
                  considered,
                  commonest(),
                  table.kebabName(),
                  table.kebabName(),
                  settings.maxRejectedFraction()));
    }
    return this;
  }

  private String commonest() {
    return rejected.entrySet().stream()
        .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
        .limit(3)
        .map(reason -> "%s: %,d".formatted(reason.getKey(), reason.getValue()))
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  /** The valid rows, whatever their date, as the table's columns. */
  Dataset<Row> valid() {
    return judged
        .where(col(TypedRows.IGNORED_AS).isNull().and(col(TypedRows.REJECT_REASON).isNull()))
        .transform(table::shape);
  }

  /** The rejects: reason and raw text, in an order that does not change. */
  Dataset<Row> rejects() {
    return judged
        .where(col(TypedRows.REJECT_REASON).isNotNull())
        .select(col(TypedRows.REJECT_REASON), col(TypedRows.RAW_TEXT));
  }

  /** What became of the rows, of which {@code used} remain for a run of its date. */
  SourceCounts counts(Dataset<Row> used) {
    Row fingerprint =
        used.agg(count(lit(1)), sum(xxhash64(hashable()).cast("decimal(38,0)"))).head();
    long valid = read - total(ignored) - total(rejected);
    return new SourceCounts(
        table.name(),
        read,
        valid,
        valid - fingerprint.getLong(0),
        ignored,
        rejected,
        fingerprint.isNullAt(1) ? "0" : fingerprint.getDecimal(1).toPlainString());
  }

  private Column[] hashable() {
    return Arrays.stream(table.schema().fields()).map(Input::hashable).toArray(Column[]::new);
  }

  private static Column hashable(StructField field) {
    return field.dataType() instanceof MapType
        ? array_sort(map_entries(col(field.name())))
        : col(field.name());
  }

  private static long total(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The name of the input's table. */
  String name() {
    return table.name();
  }

  String where() {
    return where;
  }
}
