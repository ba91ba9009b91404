package io.tandem.report;

import static io.tandem.table.Columns.CUSTOMER_COUNT;

import java.util.Optional;

/**
 * A difference between arms, and the statement that says what it is worth.
 *
 * @param customers whose horizon is complete
 * @param baseline the metric without the lever
 * @param cuped the difference less what the customers' past explains
 * @param claim the statement, with the interval that decides
 */
record Effect(
    String contrast,
    Yardstick metric,
    int horizonDays,
    long customers,
    Optional<Double> baseline,
    Optional<Double> adjustedP,
    Optional<Double> smallestDetectable,
    Optional<Estimate> cuped,
    boolean isPrimary,
    Claim claim) {
  static Effect of(Cells row, Yardstick metric, Claim claim) {
    return new Effect(
        claim.key().contrast(),
        metric,
        claim.key().horizonDays(),
        row.count(CUSTOMER_COUNT),
        row.optional("baseline"),
        row.optional("adjusted_p"),
        row.optional("smallest_detectable_effect"),
        row.estimate("cuped_estimate"),
        row.is("is_primary"),
        claim);
  }

  /** The difference with the interval that decides; absent where it may not be read. */
  Optional<Estimate> difference() {
    return claim.estimate().filter(any -> claim.verdict().isRead());
  }

  /** The same as a share of the metric without the lever. */
  Optional<Estimate> relative() {
    return baseline
        .filter(without -> without > 0)
        .flatMap(
            without ->
                difference()
                    .map(
                        estimate ->
                            new Estimate(
                                estimate.value() / without,
                                estimate
                                    .interval()
                                    .map(
                                        i ->
                                            new Interval(
                                                i.lower() / without, i.upper() / without)))));
  }

  boolean isShown() {
    return claim.verdict() == Verdict.SHOWN;
  }

  String name() {
    return Claim.name(contrast);
  }

  String side() {
    return Claim.side(contrast);
  }
}
