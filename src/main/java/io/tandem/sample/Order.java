package io.tandem.sample;

import static io.tandem.table.OrderLines.CANCELLED;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One order of a sample shop.
 *
 * @param customerId empty for a guest
 * @param couponCode empty for none
 */
record Order(
    String id,
    String customerId,
    LocalDateTime placedAt,
    String channel,
    String couponCode,
    List<Line> lines) {
  private static final int SEQUENCES = 512;

  /** The sequence number that is kept for an order without an account. */
  static final int GUEST_SEQUENCE = SEQUENCES - 1;

  private static final long ID_MASK = (1L << 40) - 1;

  /** One product of the order; money in cents. */
  record Line(
      int product,
      String productId,
      int quantity,
      long unitCents,
      String status,
      Optional<LocalDateTime> statusChangedAt,
      int returnedQuantity) {
    boolean isSold() {
      return !status.equals(CANCELLED);
    }

    long cents() {
      return quantity * unitCents;
    }
  }

  /**
   * An id that no other number and sequence (0 to 511) has: every step can be undone within 40
   * bits.
   */
  static String id(long number, int sequence) {
    long key = (number * SEQUENCES + sequence) & ID_MASK;
    key = (key * 0x9E3779B97F4A7C15L) & ID_MASK;
    key ^= key >>> 20;
    key = (key * 0xBF58476D1CE4E5B9L) & ID_MASK;
    key ^= key >>> 20;
    String digits = Long.toString(key, 36).toUpperCase(Locale.ROOT);
    return "O" + "0".repeat(8 - digits.length()) + digits;
  }

  boolean isGuest() {
    return customerId.isEmpty();
  }

  boolean isSold() {
    return lines.stream().anyMatch(Line::isSold);
  }

  /** Revenue gross of refunds, in cents. */
  long soldCents() {
    return lines.stream().filter(Line::isSold).mapToLong(Line::cents).sum();
  }
}
