package io.tandem.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The numbers of one chart, as the page's script reads them. */
final class ChartData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode chart = JSON.createObjectNode();

  private ChartData(String kind) {
    chart.put("kind", kind);
  }

  /** Lines with intervals over a common axis. */
  static ChartData lines(String unit, List<String> labels) {
    return new ChartData("lines").put("unit", unit).put("labels", labels);
  }

  /** Columns over a common axis, one panel above the other. */
  static ChartData panels(List<String> labels) {
    return new ChartData("panels").put("labels", labels);
  }

  /** Rectangles coloured by a rate. */
  static ChartData heat(List<String> columns, List<String> rows) {
    return new ChartData("heat").put("columns", columns).put("rows", rows);
  }

  /** Bars from the longest to the shortest. */
  static ChartData ranking(String unit, List<String> labels) {
    return new ChartData("ranking").put("unit", unit).put("labels", labels);
  }

  /** Dots with whiskers, those of one label side by side. */
  static ChartData whiskers(String unit, List<String> labels) {
    return new ChartData("whiskers").put("unit", unit).put("labels", labels);
  }

  /** Columns that begin where the one before ends. */
  static ChartData waterfall(String unit, List<String> labels) {
    return new ChartData("waterfall").put("unit", unit).put("labels", labels);
  }

  /** Differences one below the other, each a dot on its interval. */
  static ChartData forest() {
    return new ChartData("forest");
  }

  /** A line of a forest that names those below it. */
  ChartData group(String name) {
    chart.withArray("rows").addObject().put("label", name).put("isGroup", true);
    return this;
  }

  /**
   * A line of a forest.
   *
   * @param tone the side that chooses the colour
   * @param words how sure it is; stand in place of the dot where there is none
   */
  ChartData effect(String label, String tone, Effect effect, String words) {
    ObjectNode row = chart.withArray("rows").addObject();
    row.put("label", label).put("tone", tone).put("words", words);
    row.put("isPrimary", effect.isPrimary()).put("isShown", effect.isShown());
    effect
        .relative()
        .ifPresent(
            relative -> {
              row.put("value", rounded(relative.value()));
              relative
                  .interval()
                  .ifPresent(
                      i -> row.put("lower", rounded(i.lower())).put("upper", rounded(i.upper())));
            });
    return this;
  }

  /** For each label of the last series whether its dot is hollow: not shown. */
  ChartData hollow(List<Boolean> dots) {
    ArrayNode all = chart.withArray("series");
    ArrayNode hollow = ((ObjectNode) all.get(all.size() - 1)).putArray("hollow");
    dots.forEach(hollow::add);
    return this;
  }

  /** A column of a waterfall. */
  ChartData step(double from, double to, String tone) {
    chart.withArray("steps").addObject().put("from", from).put("to", to).put("tone", tone);
    return this;
  }

  ChartData put(String name, int number) {
    chart.put(name, number);
    return this;
  }

  ChartData put(String name, String text) {
    chart.put(name, text);
    return this;
  }

  ChartData put(String name, List<String> texts) {
    texts.forEach(chart.putArray(name)::add);
    return this;
  }

  /** A line; where there is no estimate it has a gap. */
  ChartData series(String name, String tone, List<Optional<Estimate>> estimates) {
    ObjectNode series = chart.withArray("series").addObject();
    series.put("name", name).put("tone", tone);
    numbers(series.putArray("values"), estimates, e -> Optional.of(e.value()));
    numbers(series.putArray("lower"), estimates, e -> e.interval().map(Interval::lower));
    numbers(series.putArray("upper"), estimates, e -> e.interval().map(Interval::upper));
    return this;
  }

  ChartData panel(String name, String unit, List<Double> values) {
    ObjectNode panel = chart.withArray("panels").addObject();
    panel.put("name", name).put("unit", unit);
    values.forEach(panel.putArray("values")::add);
    return this;
  }

  ChartData values(List<Double> values) {
    values.forEach(chart.putArray("values")::add);
    return this;
  }

  /** A rectangle: column, row, rate, and the two counts whose ratio it is. */
  ChartData cell(String name, int column, int row, double rate, long part, long whole) {
    chart.withArray(name).addArray().add(column).add(row).add(rate).add(part).add(whole);
    return this;
  }

  /** As JSON that cannot close the script element it stands in. */
  Optional<String> json() {
    return Optional.of(
        chart
            .toString()
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029"));
  }

  /** Six digits are more than any picture shows. */
  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_UP));
  }

  private static void numbers(
      ArrayNode array,
      List<Optional<Estimate>> estimates,
      Function<Estimate, Optional<Double>> part) {
    for (Optional<Estimate> estimate : estimates) {
      estimate.flatMap(part).ifPresentOrElse(value -> array.add(rounded(value)), array::addNull);
    }
  }
}
