package io.tandem.experiment;

import io.tandem.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The experiment that the nightly runs, if any; {@code reference.conf} explains each setting.
 *
 * @param name absent where there is none
 * @param startsOn the first day on which arms hold
 * @param endsOn the first day on which nobody is enrolled any more
 * @param salt of the hash; absent: the name
 * @param crossSellingShare of customers who have cross-selling, in (0, 1)
 * @param personalizationShare of customers who have personalization, in (0, 1)
 * @param excludedCustomers who take no part
 * @param prePeriodDays before enrolment that count as a customer's past
 * @param expectedCustomers at which the sequential interval is narrowest
 * @param armShares of experiments measured elsewhere, by {@code experiment/arm}; where one of an
 *     experiment's arms is not named all of them are held to be drawn alike often
 * @param margin within which an effect is none, as a share of the metric without the lever; 0: none
 *     is ever said to be none
 */
public record ExperimentSettings(
    Optional<String> name,
    Optional<LocalDate> startsOn,
    Optional<LocalDate> endsOn,
    Optional<String> salt,
    double crossSellingShare,
    double personalizationShare,
    List<String> excludedCustomers,
    int prePeriodDays,
    long expectedCustomers,
    Map<String, String> armShares,
    double margin) {
  public ExperimentSettings {
    Refusal.unless(
        name.isEmpty() == startsOn.isEmpty(),
        name.isEmpty() ? "starts-on" : "name",
        name.isEmpty() ? startsOn.map(Object::toString).orElse("") : name.get(),
        "set together with " + (name.isEmpty() ? "name" : "starts-on"));
    name.ifPresent(
        text ->
            Refusal.unless(
                text.matches("[\\p{L}\\p{N}._-]+"),
                "name",
                text,
                "letters, digits, dots, hyphens and underscores"));
    endsOn.ifPresent(
        end ->
            Refusal.unless(
                startsOn.isPresent() && end.isAfter(startsOn.get()),
                "ends-on",
                end,
                "later than starts-on"));
    Refusal.unless(
        crossSellingShare > 0 && crossSellingShare < 1,
        "cross-selling-share",
        crossSellingShare,
        "in (0, 1)");
    Refusal.unless(
        personalizationShare > 0 && personalizationShare < 1,
        "personalization-share",
        personalizationShare,
        "in (0, 1)");
    Refusal.unless(
        prePeriodDays >= 1 && prePeriodDays <= 3_650,
        "pre-period-days",
        prePeriodDays,
        "from 1 to 3650");
    Refusal.unless(
        expectedCustomers >= 1 && expectedCustomers <= 10_000_000_000L,
        "expected-customers",
        expectedCustomers,
        "from 1 to 10000000000");
    Refusal.unless(margin >= 0 && margin < 1, "margin", margin, "in [0, 1)");
    armShares.forEach(
        (arm, share) ->
            Refusal.unless(
                share.matches("0?\\.\\d+"),
                "arm-shares.\"" + arm + "\"",
                share,
                "in (0, 1), such as 0.5"));
    excludedCustomers = List.copyOf(excludedCustomers);
    armShares = Map.copyOf(armShares);
  }

  /** Whether there is an experiment at all. */
  public boolean isPresent() {
    return name.isPresent();
  }

  /** What is hashed with each customer. */
  String hashSalt() {
    return salt.or(() -> name).orElseThrow();
  }
}
