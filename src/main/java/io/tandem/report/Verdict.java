package io.tandem.report;

import java.util.Locale;

/** What may be said of a statement, in a word or two; the constants are those of the tables. */
enum Verdict {
  SHOWN("shown"),
  NO_EFFECT("none beyond the margin"),
  NOT_SHOWN("not shown"),
  NOT_MATURED("not matured"),
  NOT_STARTED("not started"),
  TOO_FEW("too few to say"),
  BROKEN("not to be read"),
  ASSOCIATION("association"),
  DESCRIBED("description");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  static Verdict named(String verdict) {
    return valueOf(verdict.toUpperCase(Locale.ROOT));
  }

  String words() {
    return words;
  }

  /** Whether there is a number that may be looked at. */
  boolean isRead() {
    return switch (this) {
      case SHOWN, NO_EFFECT, NOT_SHOWN -> true;
      case NOT_MATURED, NOT_STARTED, TOO_FEW, BROKEN, ASSOCIATION, DESCRIBED -> false;
    };
  }
}
