package io.tandem.sample;

import java.util.Locale;

/** Which customers of the experiment belong together: those whom the shop knew, and new ones. */
enum Stratum {
  /** With an order before the start; enrolled at the start. */
  EXISTING,
  /** Registered since the start; enrolled then, whether they ever order or not. */
  NEW;

  /** As files write it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
