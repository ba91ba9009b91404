package io.tandem.sample;

import java.time.LocalDate;
import java.util.List;

/**
 * The experiment that a sample shop runs: cross-selling on or off, personalization on or off, from
 * a day on until the export and beyond.
 */
final class Experiment {
  static final String NAME = "both-levers";
  static final String SALT = "both-levers";

  /** Days after the day of enrolment until which truths are told. */
  static final List<Integer> HORIZONS = List.of(0, 7, 30, 90);

  private static final int SAMPLE_DAYS = 455;
  private static final long SAMPLE_DAYS_BEFORE = 185;

  /** How many days of the plan come before the experiment: one at least. */
  static long daysBefore(ShopPlan plan) {
    return plan.days() * SAMPLE_DAYS_BEFORE / SAMPLE_DAYS;
  }

  /** The first day of the experiment. */
  static LocalDate startsOn(ShopPlan plan) {
    return plan.firstDay().plusDays(daysBefore(plan));
  }

  private Experiment() {}
}
