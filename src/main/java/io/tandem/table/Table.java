package io.tandem.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param values which values a column may hold, by column, where that is not any
 * @param references the foreign keys to other tables of the same run
 * @param list how the rows make lists, where they do
 */
public record Table(
    String name,
    String grain,
    List<String> key,
    StructType schema,
    boolean mayBeEmpty,
    Map<String, Values> values,
    List<Reference> references,
    Optional<RankedList> list) {

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
    private final Map<String, Values> values = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private List<String> key = List.of();
    private Optional<RankedList> list = Optional.empty();

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

    /** The last column's numbers are these, both ends included. */
    public Builder within(double least, double most) {
      return holding(Values.within(least, most));
    }

    /** The last column's numbers are not less. */
    public Builder atLeast(double least) {
      return holding(Values.atLeast(least));
    }

    /** The last column's numbers are greater. */
    public Builder above(double least) {
      return holding(Values.above(least));
    }

    /** The last column's texts are these. */
    public Builder oneOf(String... words) {
      return holding(Values.oneOf(words));
    }

    private Builder holding(Values allowed) {
      values.put(fields.get(fields.size() - 1).name(), allowed);
      return this;
    }

    /** The column's values are those of the other table's column, in the same run. */
    public Builder references(String column, String table, String target) {
      return references(List.of(column), table, List.of(target));
    }

    /** The columns' values together are those of the other table's columns, in the same run. */
    public Builder references(List<String> columns, String table, List<String> targets) {
      references.add(new Reference(columns, table, targets));
      return this;
    }

    /** The rows are lists of items, at ranks from 1, each of an owner. */
    public Builder lists(List<String> owner, String item, String score) {
      list = Optional.of(new RankedList(owner, item, score));
      return this;
    }

    /** The columns that make a row unique. */
    public Builder key(String... columns) {
      this.key = List.of(columns);
      return this;
    }

    /** The table, of which at least one row is expected. */
    public Table build() {
      return table(false);
    }

    /** The table, which may rightly be empty. */
    public Table mayBeEmpty() {
      return table(true);
    }

    private Table table(boolean mayBeEmpty) {
      return new Table(
          name,
          grain,
          key,
          new StructType(fields.toArray(new StructField[0])),
          mayBeEmpty,
          Map.copyOf(values),
          List.copyOf(references),
          list);
    }
  }
}
