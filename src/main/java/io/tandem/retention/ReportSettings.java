package io.tandem.retention;

import io.tandem.refusal.Refusal;

/**
 * How orders and customers are measured; {@code reference.conf} explains each setting.
 *
 * @param winsorizeAt quantile of order values above which an order counts as that quantile
 * @param survivalDays days after the first order that survival curves cover
 * @param lifetimeValue what customers are expected to be worth
 */
public record ReportSettings(
    double winsorizeAt, int survivalDays, LifetimeValueSettings lifetimeValue) {
  /** Ten years: nothing said of a longer time would be worth reading. */
  static final int LONGEST = 3_650;

  public ReportSettings {
    Refusal.unless(
        winsorizeAt > .5 && winsorizeAt <= 1,
        "winsorize-at",
        winsorizeAt,
        "above 0.5 and at most 1");
    Refusal.unless(
        survivalDays >= 1 && survivalDays <= LONGEST,
        "survival-days",
        survivalDays,
        "from 1 to " + LONGEST);
  }
}
