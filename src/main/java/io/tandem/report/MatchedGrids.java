package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.ESTIMATE;
import static io.tandem.table.Columns.HORIZON_DAYS;
import static io.tandem.table.Columns.METRIC;
import static org.apache.spark.sql.functions.col;

import io.tandem.report.page.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Customers who were shown something beside like customers who were not, and how alike they were.
 *
 * @param comparisons by lever, metric and horizon, negative controls among them
 * @param balance what was known of both before
 */
record MatchedGrids(List<Comparison> comparisons, List<Cells> balance) {
  /** Above it two groups are not alike. */
  private static final double ALIKE = .1;

  private static final int MOST = 32;

  /** One metric of both groups. */
  record Comparison(
      String lever,
      Yardstick metric,
      int horizonDays,
      boolean isNegativeControl,
      long exposed,
      long unmatched,
      Optional<Double> exposedValue,
      Optional<Double> unexposedValue,
      Optional<Estimate> difference) {}

  static MatchedGrids read(Dataset<Row> matchedComparisons, Dataset<Row> matchedBalance) {
    List<Comparison> comparisons = new ArrayList<>();
    for (Cells row :
        Cells.collect(
            "like customers compared",
            matchedComparisons
                .orderBy(col("is_negative_control"), col("lever"), col(METRIC), col(HORIZON_DAYS))
                .limit(MOST))) {
      Yardstick.named(row.text(METRIC))
          .ifPresent(
              metric ->
                  comparisons.add(
                      new Comparison(
                          row.text("lever"),
                          metric,
                          (int) row.count(HORIZON_DAYS),
                          row.is("is_negative_control"),
                          row.count("exposed_customer_count"),
                          row.count("unmatched_customer_count"),
                          row.optional("exposed_value"),
                          row.optional("unexposed_value"),
                          row.estimate(ESTIMATE))));
    }
    return new MatchedGrids(
        comparisons,
        Cells.collect(
            "how alike customers were", matchedBalance.orderBy("lever", "covariate").limit(MOST)));
  }

  Optional<Grid> compared() {
    return grid(
        "Customers who were shown something beside like customers who were not: an association",
        comparisons.stream().filter(comparison -> !comparison.isNegativeControl()).toList());
  }

  /** The same customers before anything was shown. */
  Optional<Grid> negativeControl() {
    return grid(
        "Negative control: the same comparison of days before anything was shown, where any"
            + " difference is bias",
        comparisons.stream().filter(Comparison::isNegativeControl).toList());
  }

  private static Optional<Grid> grid(String caption, List<Comparison> comparisons) {
    return comparisons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Grid(
                caption,
                List.of(
                    words("Shown"),
                    words("Metric"),
                    number("Shown it"),
                    number("Without a match"),
                    number("Of the shown"),
                    number("Of the others"),
                    number("Difference"),
                    number("95 % interval, of chance alone")),
                comparisons.stream().map(MatchedGrids::row).toList()));
  }

  private static List<String> row(Comparison comparison) {
    Yardstick metric = comparison.metric();
    return List.of(
        Claim.name(comparison.lever()),
        metric.within(comparison.horizonDays()),
        Figures.count(comparison.exposed()),
        Figures.count(comparison.unmatched()),
        comparison.exposedValue().map(metric::level).orElse(Figures.ABSENT),
        comparison.unexposedValue().map(metric::level).orElse(Figures.ABSENT),
        comparison.difference().map(d -> metric.difference(d.value())).orElse(Figures.ABSENT),
        comparison
            .difference()
            .flatMap(Estimate::interval)
            .map(metric::difference)
            .orElse(Figures.ABSENT));
  }

  Optional<Grid> alike() {
    return balance.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Grid(
                "How alike both were before, in standard deviations; above 0.1 they are not",
                List.of(
                    words("Shown"),
                    words("Known before"),
                    number("Mean of the shown"),
                    number("Mean of the others"),
                    number("Apart before matching"),
                    number("Apart after")),
                balance.stream().map(MatchedGrids::covariate).toList()));
  }

  private static List<String> covariate(Cells row) {
    String name = row.text("covariate").replace('_', ' ');
    return List.of(
        Claim.name(row.text("lever")),
        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
        row.optional("exposed_mean").map(Figures::decimal).orElse(Figures.ABSENT),
        row.optional("unexposed_mean").map(Figures::decimal).orElse(Figures.ABSENT),
        row.optional("difference_before").map(d -> Figures.change(d, 3)).orElse(Figures.ABSENT),
        row.optional("difference_after")
            .map(d -> Figures.change(d, 3) + (Math.abs(d) > ALIKE ? " (not alike)" : ""))
            .orElse(Figures.ABSENT));
  }
}
