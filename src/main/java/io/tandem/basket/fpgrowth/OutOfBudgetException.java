package io.tandem.basket.fpgrowth;

/** Mining needs more memory than it was given: a higher support or shorter itemsets need less. */
public final class OutOfBudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfBudgetException() {
    super("mining needs more memory than its budget");
  }
}
