package io.tandem.publish.audit;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_json;

import io.tandem.refusal.Refusal;
import io.tandem.table.Reference;
import io.tandem.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;

/** Foreign keys between the tables of one run: what a row refers to stands there. */
public final class References {
  private static final String REFERENCE = "reference";
  private static final String VALUE = "value";

  private References() {}

  /**
   * Refuses the first reference to something that is not there. All are looked up at once; one
   * whose tables are not both of this run is nobody's to check.
   *
   * @param staged the tables of the run as they were read back
   * @return how many references were held against their tables
   */
  public static int check(Map<Table, Dataset<Row>> staged, LocalDate runDate) {
    Optional<Dataset<Row>> dangling = Optional.empty();
    int checked = 0;
    for (Map.Entry<Table, Dataset<Row>> referring : staged.entrySet()) {
      for (Reference reference : referring.getKey().references()) {
        Optional<Dataset<Row>> target =
            staged.entrySet().stream()
                .filter(other -> other.getKey().name().equals(reference.table()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (target.isPresent()) {
          Dataset<Row> missing =
              missing(referring.getValue(), reference, target.get())
                  .withColumn(REFERENCE, lit(inWords(referring.getKey(), reference)));
          dangling = Optional.of(dangling.map(all -> all.union(missing)).orElse(missing));
          checked++;
        }
      }
    }
    dangling.ifPresent(rows -> refuseAny(rows, runDate));
    return checked;
  }

  private static Dataset<Row> missing(
      Dataset<Row> referring, Reference reference, Dataset<Row> target) {
    Column[] wanted = new Column[reference.columns().size()];
    Column[] there = new Column[wanted.length];
    Dataset<Row> from = referring;
    for (int i = 0; i < wanted.length; i++) {
      String column = reference.columns().get(i);
      String name = "k" + i;
      if (isArray(referring, column) && !isArray(target, reference.targets().get(i))) {
        from = from.withColumn(column, explode(col(column)));
      }
      wanted[i] = col(column).as(name);
      there[i] = col(reference.targets().get(i)).as(name);
    }
    Dataset<Row> values = from.select(wanted).na().drop();
    Dataset<Row> targets = target.select(there);
    Column[] keys = List.of(values.columns()).stream().map(functions::col).toArray(Column[]::new);
    return values
        .join(
            targets,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(values.columns())).toSeq(),
            "left_anti")
        .select(to_json(array(asTexts(keys))).as(VALUE));
  }

  private static Column[] asTexts(Column[] keys) {
    Column[] texts = new Column[keys.length];
    for (int i = 0; i < keys.length; i++) {
      texts[i] = keys[i].cast("string");
    }
    return texts;
  }

  private static void refuseAny(Dataset<Row> dangling, LocalDate runDate) {
    List<Row> found =
        dangling
            .groupBy(REFERENCE)
            .agg(count(lit(1)).as("missing"), min(VALUE).as(VALUE))
            .orderBy(REFERENCE)
            .limit(1)
            .collectAsList();
    for (Row row : found) {
      throw Refusal.dataRefused(
          "Cannot publish %s for %s: %s, which %,d of its rows find nothing in, such as %s."
              .formatted(
                  row.getString(0).substring(0, row.getString(0).indexOf(' ')),
                  runDate,
                  row.getString(0),
                  row.getLong(1),
                  row.getString(2)));
    }
  }

  private static String inWords(Table table, Reference reference) {
    return "%s (%s) refers to %s (%s)"
        .formatted(
            table.name(),
            String.join(", ", reference.columns()),
            reference.table(),
            String.join(", ", reference.targets()));
  }

  private static boolean isArray(Dataset<Row> rows, String column) {
    return rows.schema().apply(column).dataType() instanceof ArrayType;
  }
}
