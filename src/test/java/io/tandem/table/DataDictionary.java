package io.tandem.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;

/**
 * From the schema classes, what analysts read: {@code docs/tables.md}, and the grains that {@code
 * scripts/query} prints without loading Spark.
 */
final class DataDictionary {
  static final Path FILE = Path.of("docs/tables.md");
  static final Path GRAINS = Path.of("src/main/resources/io/tandem/query/published-tables.tsv");

  static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Tables

            Generated from the classes in `src/main/java/io/tandem/table`; a test holds it fresh. Times are UTC timestamps,
            rates run from 0 to 1, ids are strings, money is `decimal(18,4)` where it is exact and `double` where it is
            estimated. Every published table is partitioned by `run_date`, the first day that the run did not read.

            """);
    section(text, "Inputs", Tables.INPUTS, "needs no mapping");
    section(text, "Published", Tables.PUBLISHED, "may be null");
    text.append(
        """
        ## Rejects

        `_quarantine/<table>/run_date=…/` holds what could not be typed: `reject_reason`, in words, and `raw_text`, the raw
        row as JSON (a row that the format's parser could not take apart: as it stood).
        """);
    return text.toString();
  }

  /** A published table a line, and what one row of it is. */
  static String grains() {
    return Tables.PUBLISHED.stream()
        .map(table -> table.name() + "\t" + table.grain() + "\n")
        .collect(Collectors.joining());
  }

  private static void section(
      StringBuilder text, String title, List<Table> tables, String nullable) {
    text.append("## ").append(title).append("\n\n");
    for (Table table : tables) {
      text.append("### ").append(table.name()).append("\n\n").append(table.grain());
      if (!table.key().isEmpty()) {
        text.append(" Key: ").append(quoted(table.key())).append('.');
      }
      if (table.mayBeEmpty()) {
        text.append(" May be empty.");
      }
      table.references().forEach(reference -> text.append(' ').append(inWords(reference)));
      text.append("\n\n| column | type | meaning |\n|---|---|---|\n");
      for (StructField field : table.schema().fields()) {
        text.append(
            "| `%s` | %s | %s |\n"
                .formatted(
                    field.name(),
                    field.dataType().simpleString() + (field.nullable() ? ", " + nullable : ""),
                    meaning(table, field).replace("|", "\\|")));
      }
      text.append('\n');
    }
  }

  /** {@code Refers to `frequent_itemsets` by `antecedent` (its `products`).} */
  private static String inWords(Reference reference) {
    String targets =
        reference.targets().equals(reference.columns())
            ? ""
            : " (its %s)".formatted(quoted(reference.targets()));
    return "Refers to `%s` by %s%s."
        .formatted(reference.table(), quoted(reference.columns()), targets);
  }

  private static String quoted(List<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }

  /** The comment of a column, and which values it may hold where the comment does not say so. */
  private static String meaning(Table table, StructField field) {
    String comment = field.getComment().get();
    Values values = table.values().get(field.name());
    if (values == null) {
      return comment;
    }
    String allowed = values.inWords().replace('-', '−');
    return isSaid(comment, values, allowed)
        ? comment
        : "%s %s%s."
            .formatted(
                comment, allowed.substring(0, 1).toUpperCase(Locale.ROOT), allowed.substring(1));
  }

  private static boolean isSaid(String comment, Values values, String allowed) {
    return values.words().isEmpty()
        ? Stream.of(allowed, allowed.replace("above", ">"), allowed.replace("at least", "from"))
            .anyMatch(comment::contains)
        : values.words().stream().allMatch(comment::contains);
  }

  private DataDictionary() {}
}
