package io.tandem.experiment.matching;

import java.time.LocalDate;

/**
 * The days whose orders are compared: so many from the first day of the exposure window on, or up
 * to it.
 */
public enum Span {
  MONTH(0, 30),
  QUARTER(0, 90),
  /**
   * The negative control: 30 days that were over when the window began. What was shown afterwards
   * cannot have changed them, so that a difference in them is bias.
   */
  MONTH_BEFORE(-30, 30);

  /** Days from the first day of the window until every span is over. */
  public static final int LONGEST = 90;

  private final int offset;
  private final int days;

  Span(int offset, int days) {
    this.offset = offset;
    this.days = days;
  }

  public int days() {
    return days;
  }

  public boolean isNegativeControl() {
    return this == MONTH_BEFORE;
  }

  /** The first day that counts; all that makes customers alike lies before it. */
  public LocalDate cut(ExposureWindow window) {
    return window.start().plusDays(offset);
  }

  /** The first day that does not count any more. */
  LocalDate end(ExposureWindow window) {
    return cut(window).plusDays(days);
  }
}
