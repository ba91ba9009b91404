package io.tandem.job;

import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.UserRecommendations.USER_RECOMMENDATIONS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.size;

import io.tandem.publish.Audited;
import io.tandem.publish.Publication;
import io.tandem.publish.Warehouse;
import io.tandem.table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run shows at its end, in plain words: five rules, one customer's top five, and where
 * everything lies.
 */
final class RunSummary {
  private static final int SHOWN = 5;

  private final List<String> lines;

  private RunSummary(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Taken from the tables of the run while they are staged; what the run did not compute is not
   * shown.
   */
  static RunSummary of(Night night) {
    List<String> lines = new ArrayList<>();
    Set<String> staged =
        night.publication().audited().stream().map(Audited::table).collect(Collectors.toSet());
    if (staged.contains(ASSOCIATION_RULES.name())) {
      lines.addAll(rules(night));
    }
    if (staged.contains(USER_RECOMMENDATIONS.name())) {
      lines.addAll(list(night));
    }
    return new RunSummary(lines);
  }

  void print(Progress progress, Map<String, Path> places) {
    lines.forEach(progress::say);
    progress.say("");
    Map<String, Path> tables = new TreeMap<>(places);
    Path report = tables.remove(Publication.REPORT);
    if (!tables.isEmpty()) {
      progress.say("Tables:");
      tables.forEach((table, place) -> progress.say("  " + Warehouse.readable(place)));
    }
    if (report != null) {
      progress.say("Report:");
      progress.say("  " + Warehouse.readable(new Path(report, "index.html")));
    }
  }

  /**
   * The rules between two products that concern most baskets beyond independence, each pair once.
   */
  private static List<String> rules(Night night) {
    Dataset<Row> pairs =
        night
            .latest(ASSOCIATION_RULES)
            .orElseThrow()
            .where(
                size(col(Columns.ANTECEDENT))
                    .equalTo(1)
                    .and(
                        col(Columns.LIFT)
                            .geq(night.settings().frequentlyBoughtTogether().minLift())))
            .select(
                element_at(col(Columns.ANTECEDENT), 1).as(Columns.PRODUCT_ID),
                col(Columns.CONSEQUENT),
                col(Columns.CONFIDENCE),
                col(Columns.LIFT),
                col(Columns.ORDER_COUNT_ANTECEDENT),
                col("leverage"));
    Dataset<Row> bought = titles(night, Columns.PRODUCT_ID, "bought");
    Dataset<Row> also = titles(night, Columns.CONSEQUENT, "also");
    List<Row> best =
        pairs
            .join(bought, Columns.PRODUCT_ID)
            .join(also, Columns.CONSEQUENT)
            .sort(col("leverage").desc(), col(Columns.CONFIDENCE).desc(), col(Columns.PRODUCT_ID))
            .limit(2 * SHOWN)
            .collectAsList();
    if (best.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", "Bought together, for example:"));
    List<String> seen = new ArrayList<>();
    for (Row rule : best) {
      String one = rule.getAs(Columns.PRODUCT_ID);
      String other = rule.getAs(Columns.CONSEQUENT);
      if (seen.size() < SHOWN && !seen.contains(other + "\0" + one)) {
        seen.add(one + "\0" + other);
        lines.add(
            "  %.0f %% of the %,d orders with %s also hold %s: %.1f times as often as if independent."
                .formatted(
                    100 * rule.<Double>getAs(Columns.CONFIDENCE),
                    rule.<Long>getAs(Columns.ORDER_COUNT_ANTECEDENT),
                    rule.<String>getAs("bought"),
                    rule.<String>getAs("also"),
                    rule.<Double>getAs(Columns.LIFT)));
      }
    }
    return lines;
  }

  /** The list of the first customer, by id, who has a personal one. */
  private static List<String> list(Night night) {
    Dataset<Row> personal =
        night.latest(USER_RECOMMENDATIONS).orElseThrow().where(col(Columns.IS_PERSONALIZED));
    List<Row> first = personal.sort(Columns.CUSTOMER_ID).limit(1).collectAsList();
    if (first.isEmpty()) {
      return List.of();
    }
    String customer = first.get(0).getAs(Columns.CUSTOMER_ID);
    List<String> lines =
        new ArrayList<>(List.of("", "What suits customer %s:".formatted(customer)));
    personal
        .where(col(Columns.CUSTOMER_ID).equalTo(customer).and(col(Columns.RANK).leq(SHOWN)))
        .join(titles(night, Columns.PRODUCT_ID, Columns.TITLE), Columns.PRODUCT_ID)
        .sort(Columns.RANK)
        .collectAsList()
        .forEach(
            row ->
                lines.add(
                    "  %d. %s"
                        .formatted(
                            row.<Integer>getAs(Columns.RANK), row.<String>getAs(Columns.TITLE))));
    return lines;
  }

  private static Dataset<Row> titles(Night night, String id, String title) {
    return night
        .catalogue()
        .shown()
        .select(col(Columns.PRODUCT_ID).as(id), col(Columns.TITLE).as(title));
  }
}
