package io.tandem.basket;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Numbers for products, from 0 in the order of their first mention. Every product of every basket
 * is looked up here, which is most of the work around mining: product ids of up to seven bytes are
 * their own keys in a flat table, and longer ones are compared only where a 64-bit hash agrees.
 */
final class ProductIndex {
  /** Not a number of any product. */
  static final int NONE = -1;

  /** The longest id that, with its length in the last byte, fits into a key. */
  private static final int LONGEST_KEY = 7;

  /** The last byte of a key that is a hash. */
  private static final long HASH = 0xFF;

  private static final long SEED = 42;

  private UTF8String[] products = new UTF8String[64];
  private int size;

  /** Open addressing, at most half full: the key, and beside it the number + 1 or 0. */
  private long[] keys = new long[128];

  private int[] numbers = new int[128];

  int size() {
    return size;
  }

  UTF8String product(int number) {
    return products[number];
  }

  /** The number of a product, or {@link #NONE}. */
  int number(UTF8String product) {
    return numbers[slot(key(product), product)] - 1;
  }

  /** The number of a product, the next one where it is new. */
  int add(UTF8String product) {
    long key = key(product);
    int slot = slot(key, product);
    if (numbers[slot] == 0) {
      if (size == products.length) {
        widen();
        slot = slot(key, product);
      }
      // A string of a row lives in a buffer that the next row overwrites.
      products[size] = product.copy();
      keys[slot] = key;
      numbers[slot] = ++size;
    }
    return numbers[slot] - 1;
  }

  private static long key(UTF8String product) {
    int length = product.numBytes();
    return length <= LONGEST_KEY
        ? product.getPrefix() | length
        : XXH64.hashUnsafeBytes(product.getBaseObject(), product.getBaseOffset(), length, SEED)
            | HASH;
  }

  /** Where the product is listed, or the free place for it. */
  private int slot(long key, UTF8String product) {
    int mask = keys.length - 1;
    // Fibonacci hashing: the upper bits of the product depend on all bits of the key.
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> Long.numberOfLeadingZeros(mask));
    while (numbers[slot] != 0 && !(keys[slot] == key && isListed(slot, key, product))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isListed(int slot, long key, UTF8String product) {
    return (key & HASH) != HASH || products[numbers[slot] - 1].equals(product);
  }

  private void widen() {
    products = Arrays.copyOf(products, 2 * size);
    keys = new long[4 * size];
    numbers = new int[4 * size];
    for (int number = 0; number < size; number++) {
      long key = key(products[number]);
      int slot = slot(key, products[number]);
      keys[slot] = key;
      numbers[slot] = number + 1;
    }
  }
}
