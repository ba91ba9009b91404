package io.tandem.job;

import static io.tandem.table.FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER;
import static io.tandem.table.UserRecommendations.USER_RECOMMENDATIONS;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;

import io.tandem.publish.audit.Audited;
import io.tandem.publish.warehouse.Warehouse;
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
 * What a run shows at its end, in plain words: five pairs, one customer's top five, and where
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
    if (staged.contains(FREQUENTLY_BOUGHT_TOGETHER.name())) {
      lines.addAll(pairs(night));
    }
    if (staged.contains(USER_RECOMMENDATIONS.name())) {
      lines.addAll(list(night));
    }
    return new RunSummary(lines);
  }

  void print(Progress progress, Map<String, Path> places) {
    lines.forEach(progress::say);
    printPlaces(progress, places);
  }

  /** Where tables and report stand, by name. */
  static void printPlaces(Progress progress, Map<String, Path> places) {
    progress.say("");
    Map<String, Path> tables = new TreeMap<>(places);
    Path report = tables.remove(Warehouse.REPORT);
    if (!tables.isEmpty()) {
      progress.say("Tables:");
      tables.forEach((table, place) -> progress.say("  " + Warehouse.readable(place)));
    }
    if (report != null) {
      progress.say("Report:");
      progress.say("  " + Warehouse.readable(new Path(report, "index.html")));
    }
  }

  /** The pairs of product pages that most orders hold, each pair once. */
  private static List<String> pairs(Night night) {
    List<Row> best =
        night
            .latest(FREQUENTLY_BOUGHT_TOGETHER)
            .orElseThrow()
            .where(col(Columns.EVIDENCE_LEVEL).equalTo("product"))
            .select(
                array_sort(array(col(Columns.PRODUCT_ID), col(Columns.RECOMMENDED_PRODUCT_ID)))
                    .as(Columns.PRODUCTS),
                col(Columns.ORDER_COUNT),
                col(Columns.CONFIDENCE),
                col(Columns.REASON))
            .groupBy(Columns.PRODUCTS)
            .agg(
                max(col(Columns.ORDER_COUNT)).as(Columns.ORDER_COUNT),
                max_by(col(Columns.REASON), col(Columns.CONFIDENCE)).as(Columns.REASON))
            .sort(col(Columns.ORDER_COUNT).desc(), col(Columns.PRODUCTS))
            .limit(SHOWN)
            .collectAsList();
    if (best.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", "Bought together, for example:"));
    best.forEach(pair -> lines.add("  " + pair.<String>getAs(Columns.REASON)));
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
