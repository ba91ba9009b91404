package io.tandem.experiment.analysis;

/** What is summed of each customer, in the order of the sums. */
public enum Variable {
  REVENUE,
  ORDER_COUNT,
  CAPPED_REVENUE,
  REFUNDS,
  IS_REPEAT,
  PRE_REVENUE,
  PRE_ORDER_COUNT,
  HAS_PRE;

  static final int COUNT = values().length;

  /** Where it stands in an array of all: this enumeration is the order of the sums. */
  @SuppressWarnings("EnumOrdinal")
  public int index() {
    return ordinal();
  }
}
