package io.tandem.experiment;

import io.tandem.experiment.analysis.ArmValue;
import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Holm;
import io.tandem.experiment.analysis.Metric;
import io.tandem.experiment.analysis.Moments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** All effects of one experiment, and the values of its arms. */
final class Effects {
  /**
   * The findings of an experiment, horizon by horizon.
   *
   * @param horizons days, and whether they are complete for all who were enrolled at the start
   * @param moments by horizon, by arm; a horizon that nobody has completed is missing
   */
  static List<Finding> of(
      Design design,
      NavigableMap<Integer, Boolean> horizons,
      Map<Integer, Map<String, Moments>> moments) {
    List<Finding> findings = new ArrayList<>();
    for (Contrast contrast : design.contrasts()) {
      for (Metric metric : measured(moments.values())) {
        horizons.forEach(
            (days, isMatured) ->
                findings.add(
                    Finding.of(
                        design,
                        contrast,
                        metric,
                        days,
                        isMatured,
                        moments.containsKey(days) ? moments.get(days) : Map.of())));
      }
    }
    return adjusted(findings);
  }

  private static List<Metric> measured(Collection<Map<String, Moments>> moments) {
    return Metric.OUTCOMES.stream()
        .filter(
            metric ->
                moments.stream()
                    .flatMap(arms -> arms.values().stream())
                    .allMatch(metric::isMeasuredIn))
        .toList();
  }

  /** The primaries are one family; the other effects of a contrast are another. */
  private static List<Finding> adjusted(List<Finding> findings) {
    Map<String, List<Finding>> families =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    finding -> finding.isPrimary() ? "" : finding.contrast().name(),
                    TreeMap::new,
                    Collectors.toList()));
    List<Finding> adjusted = new ArrayList<>();
    for (List<Finding> family : families.values()) {
      double[] p = Holm.adjust(family.stream().mapToDouble(Finding::ownP).toArray());
      IntStream.range(0, p.length).forEach(i -> adjusted.add(family.get(i).adjusted(p[i])));
    }
    return adjusted;
  }

  /** The rows of {@code experiment_arms}. */
  static List<Row> arms(Design design, Map<Integer, Map<String, Moments>> moments) {
    List<Row> rows = new ArrayList<>();
    moments.forEach(
        (days, arms) ->
            arms.forEach(
                (arm, customers) -> {
                  for (Metric metric : measured(moments.values())) {
                    ArmValue value = ArmValue.of(metric, customers);
                    rows.add(
                        RowFactory.create(
                            design.name(),
                            arm,
                            metric.named(),
                            days,
                            value.count(),
                            metric.numerator(customers),
                            metric.denominator(customers),
                            Finding.orNull(value.value()),
                            Finding.orNull(value.standardError()),
                            Finding.orNull(value.value() - value.halfWidth()),
                            Finding.orNull(value.value() + value.halfWidth())));
                  }
                }));
    return rows;
  }

  private Effects() {}
}
