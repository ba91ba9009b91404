package io.tandem.recommendation;

import io.tandem.refusal.Refusal;

/**
 * What counts as a trend; {@code reference.conf} explains each setting.
 *
 * @param windowDays days of the recent window, and of the one before
 * @param listLength most products of a scope's list
 * @param minCustomers least customers who ordered the product in the recent window
 */
public record TrendingSettings(int windowDays, int listLength, int minCustomers) {
  public TrendingSettings {
    Refusal.unless(windowDays >= 1, "window-days", windowDays, "at least 1");
    Refusal.unless(listLength >= 1, "list-length", listLength, "at least 1");
    Refusal.unless(minCustomers >= 1, "min-customers", minCustomers, "at least 1");
  }
}
