package io.tandem.recommendation;

import io.tandem.refusal.Refusal;

/**
 * What counts as bought again and who is shown it; {@code reference.conf} explains each setting.
 *
 * @param listLength most products of a customer's list
 * @param horizonDays days from the run date on in which the next purchase is expected
 * @param minIntervals intervals of a product that is bought again; also what the shop's figures
 *     weigh in the product's
 * @param minCustomers least customers behind those intervals
 * @param minProbability what is less probable is not listed
 */
public record BuyAgainSettings(
    int listLength, int horizonDays, int minIntervals, int minCustomers, double minProbability) {
  public BuyAgainSettings {
    Refusal.unless(listLength >= 1, "list-length", listLength, "at least 1");
    Refusal.unless(horizonDays >= 1, "horizon-days", horizonDays, "at least 1");
    Refusal.unless(minIntervals >= 1, "min-intervals", minIntervals, "at least 1");
    Refusal.unless(minCustomers >= 1, "min-customers", minCustomers, "at least 1");
    Refusal.unless(
        minProbability >= 0 && minProbability < 1,
        "min-probability",
        minProbability,
        "at least 0 and below 1");
  }
}
