package io.tandem.sample;

import java.util.Arrays;
import java.util.List;

/** One of the four cells of the experiment: which of the two levers are on. */
enum Cell {
  ON_ON("on/on", List.of(Lever.CROSS_SELLING, Lever.PERSONALIZATION)),
  ON_OFF("on/off", List.of(Lever.CROSS_SELLING)),
  OFF_ON("off/on", List.of(Lever.PERSONALIZATION)),
  OFF_OFF("off/off", List.of());

  private final String arm;
  private final List<Lever> on;

  Cell(String arm, List<Lever> on) {
    this.arm = arm;
    this.on = on;
  }

  /** The cell that the hashes assign to a customer. */
  static Cell of(String customerId) {
    List<Lever> on =
        Arrays.stream(Lever.values()).filter(lever -> lever.isOnFor(customerId)).toList();
    return Arrays.stream(values()).filter(cell -> cell.on.equals(on)).findFirst().orElseThrow();
  }

  /** As files write it: cross-selling, then personalization. */
  String arm() {
    return arm;
  }

  boolean has(Lever lever) {
    return on.contains(lever);
  }
}
