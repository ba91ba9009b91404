package io.tandem.basket;

import io.tandem.basket.fpgrowth.OutOfBudgetException;
import io.tandem.refusal.Refusal;
import java.util.function.Supplier;

/**
 * Ends mining in a clear line where it takes more than the settings allow.
 *
 * @param basketCount what is mined
 */
record MiningLimits(long basketCount, FrequentlyBoughtTogetherSettings settings) {
  /**
   * Does some mining.
   *
   * @param undo what is to be done where it ends too early
   * @throws Refusal where a task, here or elsewhere, has gone over its budget
   */
  <T> T within(Supplier<T> work, Runnable undo) {
    try {
      return work.get();
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      undo.run();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof OutOfBudgetException) {
          throw refusal(cause.getMessage());
        }
      }
      throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
  }

  /** The number of itemsets found, which may be too many for a night. */
  long check(long itemsets) {
    if (itemsets > settings.mining().maxItemsets()) {
      throw new OutOfBudgetException(
          "it finds %,d itemsets, and max-itemsets is %,d"
              .formatted(itemsets, settings.mining().maxItemsets()));
    }
    return itemsets;
  }

  private Refusal refusal(String reason) {
    return Refusal.dataRefused(
        "Cannot mine %,d baskets: %s. Raise min-support or lower max-length: now %s and %d."
            .formatted(basketCount, reason, settings.minSupport(), settings.maxLength()));
  }
}
