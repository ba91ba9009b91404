package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.AssociationRuleChanges.LIFT_AFTER;
import static io.tandem.table.AssociationRuleChanges.LIFT_BEFORE;
import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CHANGE;
import static io.tandem.table.Columns.CONSEQUENT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tandem.report.page.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rules that came and went since the run before.
 *
 * @param counts rules by how they changed
 * @param shown at most 10 that are new and 10 that are gone, the greatest lift first
 */
record RuleChanges(Map<String, Long> counts, List<Change> shown) {
  private static final int SHOWN = 10;
  private static final List<String> KINDS = List.of("new", "gone");

  /** One rule that is new or gone. */
  record Change(String kind, List<String> antecedent, String consequent, Optional<Double> lift) {}

  static RuleChanges read(Dataset<Row> associationRuleChanges) {
    Map<String, Long> counts =
        Cells.collect(
                "how rules changed",
                associationRuleChanges.groupBy(CHANGE).agg(count(lit(1)).as("rules")))
            .stream()
            .collect(Collectors.toMap(row -> row.text(CHANGE), row -> row.count("rules")));
    List<Change> shown = new ArrayList<>();
    for (String kind : KINDS) {
      Cells.collect(
              "rules that are " + kind,
              associationRuleChanges
                  .where(col(CHANGE).equalTo(kind))
                  .withColumn("lift", coalesce(col(LIFT_AFTER), col(LIFT_BEFORE)))
                  .orderBy(col("lift").desc(), col(ANTECEDENT), col(CONSEQUENT))
                  .limit(SHOWN))
          .forEach(
              row ->
                  shown.add(
                      new Change(
                          kind,
                          row.texts(ANTECEDENT),
                          row.text(CONSEQUENT),
                          row.optional("lift"))));
    }
    return new RuleChanges(counts, shown);
  }

  /** The products whose titles are needed. */
  List<String> products() {
    List<String> products = new ArrayList<>();
    for (Change change : shown) {
      products.addAll(change.antecedent());
      products.add(change.consequent());
    }
    return products;
  }

  /** All rules are new in a first run, which says nothing about them. */
  boolean isFirstRun(long rules) {
    return counts.getOrDefault("new", 0L) == rules && counts.size() <= 1;
  }

  String sentence() {
    return "Rules since the run before: "
        + Figures.count(of("new"))
        + " new, "
        + Figures.count(of("gone"))
        + " gone, "
        + Figures.count(of("stronger"))
        + " stronger and "
        + Figures.count(of("weaker"))
        + " weaker than their 95 % interval was.";
  }

  Grid grid(Titles titles) {
    return new Grid(
        "Rules that came and went since the run before, the greatest lift first",
        List.of(words("Baskets with"), words("often also hold"), words("Rule"), number("Lift")),
        shown.stream()
            .map(
                change ->
                    List.of(
                        titles.of(change.antecedent()),
                        titles.of(change.consequent()),
                        change.kind().equals("new") ? "new" : "gone",
                        change.lift().map(Figures::decimal).orElse(Figures.ABSENT)))
            .toList());
  }

  private long of(String kind) {
    return counts.getOrDefault(kind, 0L);
  }
}
