package io.tandem.experiment;

import io.tandem.experiment.analysis.Metric;
import io.tandem.table.Claims;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The statements of an experiment: the rows of {@code claims} that may speak of causes. */
final class RandomizedClaims {
  /** One statement per effect. */
  static List<Row> of(List<Finding> findings, Checks checks) {
    return findings.stream()
        .map(
            finding ->
                row(finding, checks, new Wording(finding, checks, whoOrders(finding, findings))))
        .toList();
  }

  /** The one statement of an experiment that has not begun. */
  static Row notStarted(Design design) {
    return ofNothing(
        design,
        "not_started",
        "Experiment %s starts on %s: nobody is enrolled yet, and nothing is compared."
            .formatted(design.name(), Wording.day(design.startsOn().orElseThrow())));
  }

  /** The one statement of an experiment without an arm to compare with. */
  static Row withoutControl(Design design) {
    return ofNothing(
        design,
        "broken",
        "Experiment %s has no arm control (it has %s): nothing is compared. Map the reference arm to control."
            .formatted(design.name(), String.join(", ", design.shares().keySet())));
  }

  private static Row ofNothing(Design design, String verdict, String wording) {
    return RowFactory.create(
        design.name(),
        "experiment " + design.name(),
        Claims.RANDOMIZED,
        verdict,
        design.name(),
        null,
        null,
        null,
        null,
        null,
        null,
        "none",
        wording);
  }

  private static Row row(Finding finding, Checks checks, Wording wording) {
    boolean isBroken = finding.effect().count() > 0 && checks.failure().isPresent();
    return RowFactory.create(
        String.join(
            "/",
            finding.design().name(),
            finding.contrast().name(),
            finding.metric().named(),
            String.valueOf(finding.horizonDays())),
        wording.claim(),
        Claims.RANDOMIZED,
        (isBroken ? Finding.Verdict.BROKEN : finding.verdict()).name().toLowerCase(Locale.ROOT),
        finding.design().name(),
        finding.contrast().name(),
        finding.metric().named(),
        finding.horizonDays(),
        Finding.orNull(finding.effect().estimate()),
        Finding.orNull(finding.lower()),
        Finding.orNull(finding.upper()),
        checks.inWords(),
        wording.sentence());
  }

  /** An order's value changes also where other customers order than before. */
  private static boolean whoOrders(Finding finding, List<Finding> findings) {
    return List.of(Metric.AVERAGE_ORDER_VALUE, Metric.AVERAGE_ORDER_VALUE_WINSORIZED)
            .contains(finding.metric())
        && findings.stream()
            .filter(other -> other.metric() == Metric.ORDERS_PER_CUSTOMER)
            .filter(other -> other.contrast().equals(finding.contrast()))
            .filter(other -> other.horizonDays() == finding.horizonDays())
            .anyMatch(other -> other.verdict() == Finding.Verdict.SHOWN);
  }

  private RandomizedClaims() {}
}
