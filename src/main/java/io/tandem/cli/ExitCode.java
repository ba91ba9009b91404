package io.tandem.cli;

import io.tandem.refusal.Refusal;

/** What a scheduler is told, in the numbers of sysexits.h. */
enum ExitCode {
  PUBLISHED(0, "published"),
  WRONG_USAGE(64, "wrong usage"),
  DATA_REFUSED(65, "data refused, or an audit failed"),
  INPUT_MISSING(66, "an input is missing"),
  INTERNAL_ERROR(70, "internal error"),
  CANNOT_PUBLISH(73, "cannot publish"),
  TEMPORARY(75, "temporary: try again"),
  BAD_CONFIGURATION(78, "bad configuration");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }

  static ExitCode of(Refusal.Kind kind) {
    return switch (kind) {
      case WRONG_USAGE -> WRONG_USAGE;
      case DATA_REFUSED -> DATA_REFUSED;
      case INPUT_MISSING -> INPUT_MISSING;
      case CANNOT_PUBLISH -> CANNOT_PUBLISH;
      case TEMPORARY -> TEMPORARY;
      case BAD_CONFIGURATION -> BAD_CONFIGURATION;
    };
  }
}
