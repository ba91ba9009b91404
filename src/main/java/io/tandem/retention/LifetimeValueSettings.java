package io.tandem.retention;

import io.tandem.refusal.Refusal;
import java.util.Locale;

/**
 * What a customer is worth, over how long; {@code reference.conf} explains each setting.
 *
 * @param basis what a purchase brings
 * @param horizonDays days from the run date on
 * @param discountRate by which money of a year later counts less
 * @param holdOutDays last days, kept apart to see whether predictions come true
 */
public record LifetimeValueSettings(
    Basis basis, int horizonDays, double discountRate, int holdOutDays) {
  public LifetimeValueSettings {
    refuseUnlessDays("horizon-days", horizonDays);
    Refusal.unless(
        discountRate >= 0 && discountRate < 10,
        "discount-rate",
        discountRate,
        "at least 0, below 10");
    refuseUnlessDays("hold-out-days", holdOutDays);
  }

  private static void refuseUnlessDays(String setting, int days) {
    Refusal.unless(
        days >= 1 && days <= ReportSettings.LONGEST,
        setting,
        days,
        "from 1 to " + ReportSettings.LONGEST);
  }

  /** What a purchase brings. */
  public enum Basis {
    /** What was paid, gross of refunds. */
    REVENUE,
    /** What was paid and kept, less what it cost the shop. */
    MARGIN;

    /** As tables and settings write it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
