package io.tandem.query;

import io.tandem.refusal.Refusal;
import java.util.function.Supplier;

/** Tries again while a night is being replaced; that takes as long as a few renames. */
final class Retry {
  private static final int PAUSE_MILLISECONDS = 100;
  private static final int MOST_PAUSES = 50;

  private Retry() {}

  /**
   * What the first attempt yields that finds all files in their places.
   *
   * @param attempt begins with what stands at that moment
   */
  static <T> T whileFilesAreGone(Supplier<T> attempt) {
    for (int pauses = 0; ; pauses++) {
      try {
        return attempt.get();
      } catch (GoneException e) {
        if (pauses == MOST_PAUSES) {
          throw Refusal.temporary(e.getMessage());
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
