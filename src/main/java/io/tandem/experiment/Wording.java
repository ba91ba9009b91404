package io.tandem.experiment;

import io.tandem.experiment.analysis.Metric;
import io.tandem.table.ExperimentEffects;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How the effect of a randomized experiment may be said: the only sentences of Tandem that speak of
 * causes. All of them are about customers assigned to an arm, whatever they saw, and never about
 * what one customer does.
 *
 * @param checks of the experiment
 * @param whoOrdersChanged whether the number of orders is shown to have changed with the same
 *     horizon
 */
record Wording(Finding finding, Checks checks, boolean whoOrdersChanged) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** What the statement is about, in a few words. */
  String claim() {
    return "%s → %s, %s".formatted(lever(), noun(), within());
  }

  /** The sentence, or sentences. */
  String sentence() {
    if (finding.effect().count() > 0 && checks.failure().isPresent()) {
      return "%s, %s, %s: not to be read. A check failed: %s."
          .formatted(lever(), noun(), within(), checks.failure().get());
    }
    return switch (finding.verdict()) {
      case SHOWN -> shown() + tail();
      case NO_EFFECT ->
          "%s has no effect on %s %s: the difference is %s (%s), inside the margin of ±%s that was set beforehand."
                  .formatted(
                      lever(),
                      noun(),
                      within(),
                      difference(),
                      interval(),
                      Figure.percent(finding.design().margin()))
              + tail();
      case NOT_SHOWN -> notShown() + tail();
      case NOT_MATURED ->
          "%s, %s, %s: not matured.%s"
              .formatted(
                  lever(),
                  noun(),
                  within(),
                  finding
                      .design()
                      .startsOn()
                      .map(
                          start ->
                              " Those enrolled on %s have their %d days complete on %s."
                                  .formatted(
                                      day(start),
                                      finding.horizonDays(),
                                      day(start.plusDays(finding.horizonDays() + 1L))))
                      .orElse(""));
      case TOO_FEW, BROKEN ->
          "%s, %s, %s: nothing can be said, for %s.".formatted(lever(), noun(), within(), reason());
    };
  }

  private String shown() {
    boolean more = finding.effect().estimate() > 0;
    String verb = more ? "raised" : "lowered";
    if (isInteraction()) {
      return "Both levers together %s %s %s by %s beyond what each does alone (%s)."
          .formatted(verb, noun(), within(), difference(), interval());
    }
    return "%s %s %s: %s %s (%s%s)."
            .formatted(
                lever(),
                verb,
                noun(),
                clause(more ? "more" : "less", more ? "more" : "fewer"),
                within(),
                relative(),
                interval())
        + (whoOrdersChanged ? " Who orders changed too." : "");
  }

  private String clause(String more, String moreOften) {
    String size = Figure.of(finding.metric(), Math.abs(finding.effect().estimate()));
    return switch (finding.metric()) {
      case AVERAGE_ORDER_VALUE ->
          "orders of customers assigned to it were worth %s %s on average".formatted(size, more);
      case AVERAGE_ORDER_VALUE_WINSORIZED ->
          "orders of customers assigned to it, large ones capped, were worth %s %s on average"
              .formatted(size, more);
      case REVENUE_PER_CUSTOMER, PRE_REVENUE_PER_CUSTOMER ->
          "customers assigned to it, with orders or without, brought %s %s each"
              .formatted(size, more);
      case ORDERS_PER_CUSTOMER, PRE_ORDERS_PER_CUSTOMER ->
          "customers assigned to it placed %s orders %s each".formatted(size, moreOften);
      case REALIZED_VALUE_PER_CUSTOMER ->
          "customers assigned to it brought %s %s each, refunds taken off".formatted(size, more);
      case REPEAT_PURCHASE_RATE ->
          "of customers assigned to it %s percentage points %s ordered again"
              .formatted(size, moreOften);
      case REFUND_RATE ->
          "of the revenue of customers assigned to it %s percentage points %s came back"
              .formatted(size, more);
    };
  }

  private String notShown() {
    boolean excludesNone = finding.lower() > 0 || finding.upper() < 0;
    String what =
        isInteraction()
            ? "interaction of the levers on " + noun()
            : "change of %s by %s".formatted(noun(), leverInside());
    return "No %s is shown %s: the difference is %s (%s)%s%s. An experiment of this size shows %s or more in four of five cases."
        .formatted(
            what,
            within(),
            difference(),
            interval(),
            Double.isNaN(finding.effect().baseline())
                ? ""
                : ", so changes between %s and %s are not excluded"
                    .formatted(
                        signed(finding.lower() / finding.effect().baseline()),
                        signed(finding.upper() / finding.effect().baseline())),
            excludesNone
                ? "; the interval leaves out 0, but among so many comparisons one does so by chance"
                : "",
            Figure.of(finding.metric(), finding.smallestDetectableEffect()) + unit());
  }

  /** What makes a number less sure than its interval says. */
  private String tail() {
    if (!finding.metric().isMoney()
        || finding.metric() == Metric.AVERAGE_ORDER_VALUE_WINSORIZED
        || finding.topCustomerShare() <= Finding.GREATEST_SHARE) {
      return "";
    }
    return " Heavy tail: one customer carries %s of an arm's revenue, so that the interval is not to be trusted; the winsorized AOV, where there is one, is surer."
        .formatted(Figure.percent(finding.topCustomerShare()));
  }

  private String reason() {
    if (finding.effect().count() == 0) {
      return "nobody has been observed for so long";
    }
    Optional<String> missing =
        finding.contrast().weights().keySet().stream()
            .filter(arm -> !finding.arms().contains(arm))
            .findFirst();
    if (missing.isPresent()) {
      return "the arm %s has no customers".formatted(missing.get());
    }
    if (Double.isNaN(finding.effect().estimate())) {
      return finding.metric() == Metric.REFUND_RATE
          ? "an arm has no revenue"
          : "an arm has no orders";
    }
    if (finding.effect().variance() == 0) {
      return "every customer of an arm has the same value";
    }
    if (Double.isNaN(finding.effect().variance())) {
      return "an arm has fewer than two customers";
    }
    return "an arm has %,d orders, and below 100 nothing is read".formatted(finding.leastOrders());
  }

  private String difference() {
    return Figure.of(finding.metric(), finding.effect().estimate()) + unit();
  }

  private String unit() {
    return switch (finding.metric()) {
      case REPEAT_PURCHASE_RATE, REFUND_RATE -> " percentage points";
      default -> "";
    };
  }

  private String interval() {
    return "95 %% interval %s to %s%s"
        .formatted(
            Figure.of(finding.metric(), finding.lower()),
            Figure.of(finding.metric(), finding.upper()),
            finding.design().sequential().isPresent() ? ", however often it is looked at" : "");
  }

  private String relative() {
    return Double.isFinite(finding.effect().relative())
        ? signed(finding.effect().relative()) + ", "
        : "";
  }

  private static String signed(double share) {
    return (share > 0 ? "+" : "") + Figure.percent(share);
  }

  private String within() {
    return switch (finding.horizonDays()) {
      case 0 ->
          finding.design().startsOn().isPresent()
              ? "on the day of enrolment"
              : "over the whole horizon";
      default -> "within %d days".formatted(finding.horizonDays());
    };
  }

  private String lever() {
    return switch (finding.contrast().name()) {
      case ExperimentEffects.CROSS_SELLING -> "Cross-selling";
      case ExperimentEffects.PERSONALIZATION -> "Personalization";
      case ExperimentEffects.INTERACTION -> "Both levers together";
      default -> finding.contrast().name();
    };
  }

  private boolean isInteraction() {
    return finding.contrast().name().equals(ExperimentEffects.INTERACTION);
  }

  /** Within a sentence; an arm keeps the name it was given. */
  private String leverInside() {
    return finding.design().startsOn().isPresent() ? lever().toLowerCase(Locale.ROOT) : lever();
  }

  private String noun() {
    return switch (finding.metric()) {
      case AVERAGE_ORDER_VALUE -> "AOV";
      case AVERAGE_ORDER_VALUE_WINSORIZED -> "winsorized AOV";
      case REVENUE_PER_CUSTOMER -> "revenue per customer";
      case ORDERS_PER_CUSTOMER -> "orders per customer";
      case REALIZED_VALUE_PER_CUSTOMER -> "realized value per customer";
      case REPEAT_PURCHASE_RATE -> "repeat purchase";
      case REFUND_RATE -> "the refund rate";
      case PRE_REVENUE_PER_CUSTOMER -> "revenue before";
      case PRE_ORDERS_PER_CUSTOMER -> "orders before";
    };
  }

  static String day(LocalDate date) {
    return DAY.format(date);
  }
}
