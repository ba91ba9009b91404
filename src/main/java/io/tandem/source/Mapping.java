package io.tandem.source;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The columns of an input as expressions over its raw columns, each cast to its type. What cannot
 * be cast becomes null, and an empty text is no text: both are for the checks to judge.
 */
final class Mapping {
  private final Table table;
  private final SourceSettings settings;
  private final String where;
  private final Dataset<Row> raw;

  Mapping(Table table, SourceSettings settings, String where, Dataset<Row> raw) {
    this.where = where;
    this.table = table;
    this.settings = settings;
    this.raw = raw;
    refuseUnknownAndUnmapped();
  }

  /** Every column of the table, by name, in the table's order; those not mapped are null. */
  Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (StructField field : table.schema().fields()) {
      String text = settings.columns().get(field.name());
      columns.put(
          field.name(),
          text == null
              ? lit(null).cast(field.dataType())
              : typed(understood("columns." + field.name(), text), text, field));
    }
    return columns;
  }

  /** The name of the first ignore rule that holds; null for a row that stays. */
  Column ignoredAs() {
    Column name = lit(null).cast(DataTypes.StringType);
    for (Map.Entry<String, String> rule : settings.ignore().entrySet()) {
      Column holds = understood("ignore.\"%s\"".formatted(rule.getKey()), rule.getValue());
      name = when(name.isNotNull(), name).when(holds, lit(rule.getKey()));
    }
    return name;
  }

  /** The order in which rows of one key are kept. */
  List<Column> newestBy() {
    return settings.newestBy().stream().map(order -> understood("newest-by", order)).toList();
  }

  /**
   * Which expression fails on the data, as a refusal that names it, or the failure itself where
   * none does alone. Each is evaluated by itself: a failed run is worth the time of a clear
   * message.
   */
  RuntimeException explain(Exception failure) {
    try {
      evaluate(raw);
    } catch (Exception e) {
      return Refusal.dataRefused("Cannot read %s: %s".formatted(where, firstLine(rootOf(e))), e);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    settings.columns().forEach((column, text) -> texts.put("columns." + column, text));
    settings.ignore().forEach((name, text) -> texts.put("ignore.\"%s\"".formatted(name), text));
    settings.newestBy().forEach(order -> texts.put("newest-by", order));
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      try {
        evaluate(raw.select(expr(entry.getValue())));
      } catch (Exception e) {
        return Refusal.dataRefused(
            "Cannot evaluate %s = \"%s\": %s Use the try_ form of the function, so that such rows become rejects."
                .formatted(setting(entry.getKey()), entry.getValue(), firstLine(rootOf(e))),
            e);
      }
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  private static void evaluate(Dataset<Row> rows) {
    rows.write().format("noop").mode("overwrite").save();
  }

  private Column typed(Column value, String text, StructField field) {
    Column typed = value.try_cast(field.dataType());
    try {
      raw.select(typed);
    } catch (Exception e) {
      throw Refusal.badConfiguration(
          "Invalid %s = \"%s\": it gives a value that is no %s."
              .formatted(setting("columns." + field.name()), text, field.dataType().simpleString()),
          e);
    }
    return field.dataType().equals(DataTypes.StringType)
        ? when(trim(typed).notEqual(""), typed)
        : typed;
  }

  private Column understood(String key, String text) {
    try {
      Column column = expr(text);
      raw.select(column);
      return column;
    } catch (Exception e) {
      throw Refusal.badConfiguration(
          "Invalid %s = \"%s\": %s".formatted(setting(key), text, misunderstanding(e)), e);
    }
  }

  private String misunderstanding(Exception e) {
    if (e instanceof ParseException) {
      return "it is no Spark SQL expression: " + firstLine(e);
    }
    if (e instanceof AnalysisException analysis
        && analysis.getCondition() != null
        && analysis.getCondition().startsWith("UNRESOLVED_COLUMN")) {
      return "there is no column %s; the columns are: %s"
          .formatted(analysis.getMessageParameters().get("objectName"), RawRows.columnsOf(raw));
    }
    return firstLine(e);
  }

  private void refuseUnknownAndUnmapped() {
    List<String> known = Arrays.asList(table.schema().fieldNames());
    for (String column : settings.columns().keySet()) {
      if (!known.contains(column)) {
        throw Refusal.badConfiguration(
            "Unknown column: %s. The columns of %s are: %s"
                .formatted(setting("columns." + column), table.name(), String.join(", ", known)));
      }
    }
    for (StructField field : table.schema().fields()) {
      if (!field.nullable() && !settings.columns().containsKey(field.name())) {
        throw Refusal.badConfiguration(
            "Missing mapping: %s (%s)"
                .formatted(setting("columns." + field.name()), field.getComment().get()));
      }
    }
  }

  private String setting(String key) {
    return "sources.%s.%s".formatted(table.kebabName(), key);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && !(cause instanceof SparkThrowable && !cause.getMessage().contains("Job aborted"))) {
      cause = cause.getCause();
    }
    return cause;
  }

  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
  }
}
