package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;

import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The section on rules between products, and on how many product pages they reach. */
record BoughtTogether(
    Optional<Rules> rules,
    Optional<RuleChanges> changes,
    Optional<List<Level>> levels,
    Optional<Judged> judged) {
  /** Product pages whose suggestions rest on one kind of evidence. */
  record Level(String evidence, long products, long suggestions) {}

  static BoughtTogether read(
      Optional<Dataset<Row>> associationRules,
      Optional<Dataset<Row>> associationRuleChanges,
      Optional<Dataset<Row>> frequentlyBoughtTogether,
      Optional<Dataset<Row>> crossSellEvaluation) {
    return new BoughtTogether(
        associationRules.map(Rules::read),
        associationRuleChanges.map(RuleChanges::read),
        frequentlyBoughtTogether.map(BoughtTogether::levels),
        crossSellEvaluation.map(Judged::crossSelling));
  }

  private static List<Level> levels(Dataset<Row> frequentlyBoughtTogether) {
    // One row per evidence level, of which there are five.
    Dataset<Row> byLevel =
        frequentlyBoughtTogether
            .groupBy(EVIDENCE_LEVEL)
            .agg(count_distinct(col(PRODUCT_ID)).as("products"), count(lit(1)).as("suggestions"))
            .orderBy(col("suggestions").desc(), col(EVIDENCE_LEVEL));
    return Cells.collect("what product pages show", byLevel).stream()
        .map(
            row ->
                new Level(
                    row.text(EVIDENCE_LEVEL), row.count("products"), row.count("suggestions")))
        .toList();
  }

  /** The products whose titles the section needs. */
  List<String> products() {
    List<String> products = new ArrayList<>();
    rules
        .map(Rules::strongest)
        .orElse(List.of())
        .forEach(
            rule -> {
              products.addAll(rule.antecedent());
              products.add(rule.consequent());
            });
    changes.ifPresent(found -> products.addAll(found.products()));
    return products;
  }

  Topic topic(Titles titles) {
    List<String> paragraphs = new ArrayList<>();
    List<Exhibit> exhibits = new ArrayList<>();
    paragraphs.add(
        rules
            .map(BoughtTogether::introduction)
            .orElse(
                "This run has no association rules: the job frequently-bought-together was not part of"
                    + " it."));
    rules
        .filter(r -> !r.strongest().isEmpty())
        .ifPresent(r -> exhibits.add(grid(r.strongest(), titles)));
    paragraphs.add(
        levels
            .map(BoughtTogether::reach)
            .orElse(
                "This run has no lists for product pages: the job frequently-bought-together was not part"
                    + " of it."));
    levels.filter(found -> !found.isEmpty()).ifPresent(found -> exhibits.add(levelGrid(found)));
    changes.ifPresent(
        found -> {
          if (found.isFirstRun(rules.map(Rules::total).orElse(0L))) {
            paragraphs.add(
                "There is no earlier run to compare the rules with, so none came or went.");
          } else {
            paragraphs.add(found.sentence());
            if (!found.shown().isEmpty()) {
              exhibits.add(found.grid(titles));
            }
          }
        });
    judged
        .filter(found -> !found.isEmpty())
        .ifPresent(found -> exhibits.add(found.crossSellChart()));
    return new Topic("bought-together", "What is bought together", paragraphs, List.of(), exhibits);
  }

  private static String introduction(Rules rules) {
    if (rules.total() == 0) {
      return "No rule between products passed the thresholds: too few orders hold the same products"
          + " together.";
    }
    String passed =
        Figures.count(rules.total())
            + (rules.total() == 1 ? " rule" : " rules")
            + " between products passed the thresholds; "
            + Figures.count(rules.significant())
            + (rules.significant() == 1 ? " is" : " are")
            + " more than chance explains. ";
    return passed
        + (rules.strongest().isEmpty()
            ? "None of them stands in all seasons and with several customers."
            : "The strongest are below, each set of products once, without those of one season or"
                + " mostly one customer. Expected is what independent purchases would give in"
                + " baskets of the same sizes, where no recommendation and no set offer had a"
                + " part.");
  }

  private static String reach(List<Level> levels) {
    if (levels.isEmpty()) {
      return "No product page has a suggestion yet.";
    }
    return "The table of suggestions counts what product pages show, to every customer alike.";
  }

  private static Grid grid(List<Rules.Rule> rules, Titles titles) {
    return new Grid(
        "Products bought together, by how many times as often as expected",
        List.of(
            words("Baskets with"),
            words("often also hold"),
            words("Bought together"),
            number("Orders with both"),
            number("Orders with the first"),
            number("Confidence")),
        rules.stream()
            .map(
                rule ->
                    List.of(
                        titles.of(rule.antecedent()),
                        titles.of(rule.consequent()),
                        Figures.times(rule.lift()),
                        Figures.count(rule.ordersWithBoth()),
                        Figures.count(rule.ordersWithAntecedent()),
                        Figures.rate(rule.confidence())))
            .toList());
  }

  private static Grid levelGrid(List<Level> levels) {
    return new Grid(
        "Suggestions on product pages, by what they rest on",
        List.of(words("Evidence"), number("Product pages"), number("Suggestions")),
        levels.stream()
            .map(
                level ->
                    List.of(
                        level.evidence().replace('_', ' '),
                        Figures.count(level.products()),
                        Figures.count(level.suggestions())))
            .toList());
  }
}
