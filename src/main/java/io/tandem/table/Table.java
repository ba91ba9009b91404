package io.tandem.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table: what one row is, what its columns mean, and what makes a row unique.
 *
 * @param name in snake_case, the same in code, warehouse and docs
 * @param grain what one row is, as a sentence
 * @param key the columns that make a row unique and are never null; empty for an input whose rows
 *     may repeat
 * @param schema the columns in order, each with its comment; not nullable means never null
 * @param mayBeEmpty whether publishing no row at all is right
 */
public record Table(
    String name, String grain, List<String> key, StructType schema, boolean mayBeEmpty) {

  /** The table with this name and grain, without columns yet. */
  public static Builder named(String name, String grain) {
    return new Builder(name, grain);
  }

  /**
   * The columns in order, cast to their types, and nothing else: the shape in which rows are
   * written.
   */
  public Dataset<Row> shape(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(schema.fields())
            .map(
                field ->
                    functions
                        .col(field.name())
                        .cast(field.dataType())
                        .as(field.name(), field.metadata()))
            .toArray(Column[]::new));
  }

  /** The key as Columns, for sorting and grouping. */
  public Column[] keyColumns() {
    return key.stream().map(functions::col).toArray(Column[]::new);
  }

  /** The name as settings write it: {@code order_lines} is {@code order-lines}. */
  public String kebabName() {
    return name.replace('_', '-');
  }

  /** Collects the columns of a table in the order in which they are written. */
  public static final class Builder {
    private final String name;
    private final String grain;
    private final List<StructField> fields = new ArrayList<>();
    private List<String> key = List.of();

    private Builder(String name, String grain) {
      this.name = name;
      this.grain = grain;
    }

    /** A column that is never null. */
    public Builder column(String column, DataType type, String comment) {
      fields.add(new StructField(column, type, false, Metadata.empty()).withComment(comment));
      return this;
    }

    /**
     * A column that may be null; the comment says what null means. In an input it need not be
     * mapped.
     */
    public Builder nullable(String column, DataType type, String comment) {
      fields.add(new StructField(column, type, true, Metadata.empty()).withComment(comment));
      return this;
    }

    /** The columns that make a row unique. */
    public Builder key(String... columns) {
      this.key = List.of(columns);
      return this;
    }

    /** The table, of which at least one row is expected. */
    public Table build() {
      return new Table(name, grain, key, new StructType(fields.toArray(new StructField[0])), false);
    }

    /** The table, which may rightly be empty. */
    public Table mayBeEmpty() {
      return new Table(name, grain, key, new StructType(fields.toArray(new StructField[0])), true);
    }
  }
}
