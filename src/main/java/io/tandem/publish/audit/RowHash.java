package io.tandem.publish.audit;

import java.io.Serializable;

/**
 * Hash of rows in whatever order they come: the sum of their 128-bit hashes, modulo 2^128. A row
 * that is there twice counts twice.
 */
record RowHash(long high, long low) implements Serializable {
  static final RowHash NO_ROWS = new RowHash(0, 0);

  RowHash plus(RowHash other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new RowHash(high + other.high + carry, sum);
  }

  String hex() {
    return "%016x%016x".formatted(high, low);
  }
}
