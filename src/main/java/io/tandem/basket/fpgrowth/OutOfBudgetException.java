package io.tandem.basket.fpgrowth;

/** Mining needs more than it was given: a higher support or shorter itemsets need less. */
public final class OutOfBudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what it needs more of, as the end of a sentence
   */
  public OutOfBudgetException(String message) {
    super(message);
  }

  OutOfBudgetException() {
    this("it needs more memory than memory-fraction leaves");
  }
}
