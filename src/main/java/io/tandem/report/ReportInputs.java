package io.tandem.report;

import io.tandem.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the page is made from: the published tables of one run, the products' names and the run's
 * facts. A table that the run did not compute is absent, and the page says so.
 *
 * @param tables by their names, those of {@link ReportPage#READ} that there are
 * @param titles product_id and title; a product without a title is shown by its id
 * @param facts which run it is
 */
public record ReportInputs(Map<String, Dataset<Row>> tables, Dataset<Row> titles, RunFacts facts) {
  public ReportInputs {
    tables = Map.copyOf(tables);
  }

  /** The inputs of a page, with all tables that there are. */
  public static ReportInputs of(
      Function<Table, Optional<Dataset<Row>>> published, Dataset<Row> titles, RunFacts facts) {
    Map<String, Dataset<Row>> tables = new HashMap<>();
    for (Table table : ReportPage.READ) {
      published.apply(table).ifPresent(rows -> tables.put(table.name(), rows));
    }
    return new ReportInputs(tables, titles, facts);
  }

  /** The rows of a table, where the run has it. */
  Optional<Dataset<Row>> table(Table table) {
    return Optional.ofNullable(tables.get(table.name()));
  }

  /** The rows of a table; none where the run does not have it. */
  Dataset<Row> rows(Table table) {
    return table(table)
        .orElseGet(() -> titles.sparkSession().createDataFrame(List.of(), table.schema()));
  }
}
