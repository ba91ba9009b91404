package io.tandem.publish.audit;

import io.tandem.refusal.Refusal;

/**
 * How different from the run before a run may be; {@code reference.conf} explains each setting.
 *
 * @param whenExceeded what to do where it is more
 * @param maxAgeDays a run before that is older is no measure
 * @param minRows a table that had fewer rows is no measure
 * @param maxRowChange rows gained or lost, as a share of those that there were
 * @param minOwnersKept share of those who had a list, such as customers, who still have one
 * @param minItemsKept share of what was listed, such as products, that still is
 * @param minOverlap mean share of a list's first ten that still are among its first ten
 * @param maxScoreShift population stability index of the scores
 */
public record DriftSettings(
    WhenExceeded whenExceeded,
    int maxAgeDays,
    long minRows,
    double maxRowChange,
    double minOwnersKept,
    double minItemsKept,
    double minOverlap,
    double maxScoreShift) {

  /** What to do where a run differs by more than is allowed. */
  public enum WhenExceeded {
    REFUSE,
    WARN,
    OFF
  }

  public DriftSettings {
    Refusal.unless(maxAgeDays >= 1, "max-age-days", maxAgeDays, "at least 1");
    Refusal.unless(minRows >= 1, "min-rows", minRows, "at least 1");
    Refusal.unless(maxRowChange > 0, "max-row-change", maxRowChange, "above 0");
    share("min-owners-kept", minOwnersKept);
    share("min-items-kept", minItemsKept);
    share("min-overlap", minOverlap);
    Refusal.unless(maxScoreShift > 0, "max-score-shift", maxScoreShift, "above 0");
  }

  private static void share(String name, double value) {
    Refusal.unless(value >= 0 && value <= 1, name, value, "in [0, 1]");
  }
}
