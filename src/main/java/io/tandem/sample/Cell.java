package io.tandem.sample;

import java.util.Arrays;

/** One of the four cells of the experiment: which of the two levers are on. */
enum Cell {
  ON_ON("on/on"),
  ON_OFF("on/off"),
  OFF_ON("off/on"),
  OFF_OFF("off/off");

  private final String arm;

  Cell(String arm) {
    this.arm = arm;
  }

  /** The cell that the hashes assign to a customer. */
  static Cell of(String customerId) {
    return Arrays.stream(values())
        .filter(
            cell ->
                Arrays.stream(Lever.values())
                    .allMatch(lever -> cell.has(lever) == lever.isOnFor(customerId)))
        .findFirst()
        .orElseThrow();
  }

  /** As files write it: cross-selling, then personalization. */
  String arm() {
    return arm;
  }

  boolean has(Lever lever) {
    return switch (lever) {
      case CROSS_SELLING -> this == ON_ON || this == ON_OFF;
      case PERSONALIZATION -> this == ON_ON || this == OFF_ON;
    };
  }
}
