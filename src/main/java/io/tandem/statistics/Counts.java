package io.tandem.statistics;

/**
 * What may be counted: between none and two billion baskets, which is what the library's int holds.
 */
final class Counts {
  private static final int MOST = 2_000_000_000;

  /**
   * @throws IllegalArgumentException where the count is negative or above two billion
   */
  static int require(String name, long count) {
    return (int) requireWithin(name, count, 0, MOST);
  }

  /**
   * @throws IllegalArgumentException where the count is not from {@code least} to {@code most}
   */
  static long requireWithin(String name, long count, long least, long most) {
    if (count < least || count > most) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + count + " (must be from " + least + " to " + most + ")");
    }
    return count;
  }

  private Counts() {}
}
