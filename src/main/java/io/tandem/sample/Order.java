package io.tandem.sample;

import static io.tandem.table.OrderLines.CANCELLED;
import static io.tandem.table.OrderLines.COMPLETED;
import static io.tandem.table.OrderLines.RETURNED;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

  /** The first of the sequence numbers that are kept for orders of just launched products. */
  static final int FIRST_LAUNCH_SEQUENCE = 480;

  /** The sequence numbers that are kept for orders which the levers of the experiment bring. */
  static final int FIRST_BROUGHT_SEQUENCE = 472;

  /** The errands of a habit come after all other orders of a customer. */
  static final int FIRST_ERRAND_SEQUENCE = 320;

  private static final long ID_MASK = (1L << 40) - 1;

  /**
   * One product of the order; money in cents.
   *
   * @param placement where the shop recommended it; empty for a line that nobody recommended
   */
  record Line(
      int product,
      String productId,
      int quantity,
      long unitCents,
      String status,
      Optional<LocalDateTime> statusChangedAt,
      int returnedQuantity,
      String placement) {
    /** A line that nothing happened to and nobody recommended. */
    static Line sold(int product, String productId, int quantity, long unitCents) {
      return new Line(product, productId, quantity, unitCents, COMPLETED, Optional.empty(), 0, "");
    }

    /** The line with its later fate. */
    Line changed(String newStatus, LocalDateTime when, int returned) {
      return new Line(
          product,
          productId,
          quantity,
          unitCents,
          newStatus,
          Optional.of(when),
          returned,
          placement);
    }

    /** The line, which a recommendation of the shop led to. */
    Line promptedBy(String where) {
      return new Line(
          product,
          productId,
          quantity,
          unitCents,
          status,
          statusChangedAt,
          returnedQuantity,
          where);
    }

    boolean isCompleted() {
      return status.equals(COMPLETED);
    }

    /** Sold without a recommendation. */
    boolean isUnprompted() {
      return isSold() && placement.isEmpty();
    }

    boolean isSold() {
      return !status.equals(CANCELLED);
    }

    long cents() {
      return quantity * unitCents;
    }

    /** What was paid for the pieces that came back. */
    long refundCents() {
      return (status.equals(RETURNED) ? quantity : returnedQuantity) * unitCents;
    }
  }

  /**
   * An id that no other number and sequence (0 to 511) has: every step can be undone within 40
   * bits.
   */
  static String id(long number, int sequence) {
    return "O" + scrambled(key(number, sequence));
  }

  /** The id of one of the visitors behind a customer number, from 0; no other number has it. */
  static String visitorId(long number, int visitor) {
    return "V" + scrambled(key(number, visitor));
  }

  private static String scrambled(long plain) {
    long key = plain & ID_MASK;
    key = (key * 0x9E3779B97F4A7C15L) & ID_MASK;
    key ^= key >>> 20;
    key = (key * 0xBF58476D1CE4E5B9L) & ID_MASK;
    key ^= key >>> 20;
    String digits = Long.toString(key, 36).toUpperCase(Locale.ROOT);
    return "0".repeat(8 - digits.length()) + digits;
  }

  /** The number of an order among all. */
  static long key(long number, int sequence) {
    return number * SEQUENCES + sequence;
  }

  /** A number of its own, for draws that belong to this order alone. */
  long number() {
    return Long.parseLong(id.substring(1), Character.MAX_RADIX);
  }

  /** The order with one more line. */
  Order with(Line line) {
    return new Order(
        id,
        customerId,
        placedAt,
        channel,
        couponCode,
        Stream.concat(lines.stream(), Stream.of(line)).toList());
  }

  boolean isOnline() {
    return !channel.equals("store");
  }

  /** The distinct products of the lines that are so, as positions. */
  Set<Integer> productsOf(Predicate<Line> kind) {
    return lines.stream().filter(kind).map(Line::product).collect(toSet());
  }

  LocalDate day() {
    return placedAt.toLocalDate();
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

  /** What was paid for the pieces that came back, in cents. */
  long refundCents() {
    return lines.stream().filter(Line::isSold).mapToLong(Line::refundCents).sum();
  }
}
