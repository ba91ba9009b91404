package io.tandem.sample;

import java.time.LocalDateTime;

/**
 * From when on a visitor is known during a visit.
 *
 * @param customerId empty for somebody without an account
 * @param registeredAt nobody is logged in before the account is opened
 * @param fromStep the first step that is taken logged in
 */
record Login(String customerId, LocalDateTime registeredAt, int fromStep) {
  static final Login NEVER = new Login("", LocalDateTime.MAX, Integer.MAX_VALUE);

  /** The customer's id where the visitor is logged in, else empty. */
  String customerIdAt(int step, LocalDateTime at) {
    return step >= fromStep && !at.isBefore(registeredAt) ? customerId : "";
  }
}
