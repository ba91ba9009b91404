package io.tandem.experiment;

import io.tandem.experiment.analysis.Metric;
import io.tandem.table.Claims;
import io.tandem.table.Columns;
import io.tandem.table.MatchedComparisons;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Statements of a matched comparison: rows of {@code claims} that are associations and say so. */
public final class MatchedClaims {
  /**
   * One statement per comparison that has an estimate; the negative control is its check.
   *
   * @param comparisons rows of {@code matched_comparisons}, in its order of columns
   */
  public static List<Row> of(List<Row> comparisons) {
    List<Cells> all = comparisons.stream().map(Cells::new).toList();
    Map<String, Cells> controls =
        all.stream()
            .filter(Cells::isControl)
            .collect(
                Collectors.toMap(cells -> cells.lever() + cells.metric(), Function.identity()));
    return all.stream()
        .filter(cells -> !cells.isControl() && !cells.isNull(Columns.ESTIMATE))
        .map(
            cells ->
                claim(cells, Optional.ofNullable(controls.get(cells.lever() + cells.metric()))))
        .toList();
  }

  private static Row claim(Cells compared, Optional<Cells> control) {
    Metric metric = Metric.of(compared.metric());
    String noun = noun(metric);
    String wording =
        "Customers who were shown %s had %s of %s%s within %d days, like customers who were not %s%s%s. This is an association: %s"
            .formatted(
                compared.lever().equals("cross_selling")
                    ? "complements"
                    : "personal recommendations",
                noun,
                Figure.of(metric, compared.number("exposed_value")),
                unit(metric),
                compared.days(),
                Figure.of(metric, compared.number("unexposed_value")),
                unit(metric),
                compared.isNull("estimate_lower")
                    ? ""
                    : " (difference %s, 95 %% interval %s to %s, of chance alone)"
                        .formatted(
                            Figure.of(metric, compared.number(Columns.ESTIMATE)),
                            Figure.of(metric, compared.number("estimate_lower")),
                            Figure.of(metric, compared.number("estimate_upper"))),
                MatchedComparison.KNOWN_ERROR);
    return RowFactory.create(
        "matched/%s/%s/%d".formatted(compared.lever(), compared.metric(), compared.days()),
        "%s and %s, %d days"
            .formatted(
                compared.lever().replace('_', '-'),
                noun.replaceFirst("^an? ", ""),
                compared.days()),
        Claims.MATCHED,
        "association",
        null,
        compared.lever(),
        compared.metric(),
        compared.days(),
        compared.number(Columns.ESTIMATE),
        compared.orNull("estimate_lower"),
        compared.orNull("estimate_upper"),
        checks(metric, compared, control),
        wording);
  }

  private static String checks(Metric metric, Cells compared, Optional<Cells> before) {
    String imbalance =
        compared.isNull("largest_imbalance")
            ? "balance not known"
            : "largest imbalance of what was known before %s standard deviations"
                .formatted(Figure.thousandths(compared.number("largest_imbalance")));
    Optional<Cells> known = before.filter(cells -> !cells.isNull("estimate_lower"));
    if (known.isEmpty()) {
      return imbalance + "; no negative control";
    }
    Cells control = known.get();
    boolean isBiased = control.number("estimate_lower") > 0 || control.number("estimate_upper") < 0;
    return "%s; negative control, the %d days before: difference %s%s (95 %% interval %s to %s), %s"
        .formatted(
            imbalance,
            control.days(),
            Figure.of(metric, control.number(Columns.ESTIMATE)),
            unit(metric),
            Figure.of(metric, control.number("estimate_lower")),
            Figure.of(metric, control.number("estimate_upper")),
            isBiased
                ? "FAILED: they differed before anything was shown"
                : "no bias seen, which does not prove that there is none");
  }

  private static String noun(Metric metric) {
    return switch (metric) {
      case AVERAGE_ORDER_VALUE -> "an AOV";
      case REVENUE_PER_CUSTOMER -> "a revenue per customer";
      case ORDERS_PER_CUSTOMER -> "a number of orders per customer";
      case REPEAT_PURCHASE_RATE -> "a repeat purchase rate";
      default -> metric.named();
    };
  }

  private static String unit(Metric metric) {
    return metric == Metric.REPEAT_PURCHASE_RATE ? " %" : "";
  }

  /** A row of {@code matched_comparisons}, by name. */
  private record Cells(Row row) {
    private int at(String column) {
      return MatchedComparisons.MATCHED_COMPARISONS.schema().fieldIndex(column);
    }

    String lever() {
      return row.getString(at("lever"));
    }

    String metric() {
      return row.getString(at(Columns.METRIC));
    }

    int days() {
      return row.getInt(at(Columns.HORIZON_DAYS));
    }

    boolean isControl() {
      return row.getBoolean(at("is_negative_control"));
    }

    boolean isNull(String column) {
      return row.isNullAt(at(column));
    }

    double number(String column) {
      return row.getDouble(at(column));
    }

    Double orNull(String column) {
      return isNull(column) ? null : number(column);
    }
  }

  private MatchedClaims() {}
}
