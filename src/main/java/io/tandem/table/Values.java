package io.tandem.table;

import java.util.List;
import java.util.Set;

/**
 * Which values a column may hold, where it holds one; numbers are finite in any case.
 *
 * @param least the least number; minus infinity where there is no bound
 * @param isLeastExcluded whether numbers must be greater than that
 * @param most the greatest number; plus infinity where there is no bound
 * @param words the texts, in the order in which they are told; empty for a column of numbers
 */
public record Values(double least, boolean isLeastExcluded, double most, List<String> words) {

  /** Any finite number. */
  public static final Values FINITE =
      new Values(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, List.of());

  static Values within(double least, double most) {
    return new Values(least, false, most, List.of());
  }

  static Values atLeast(double least) {
    return within(least, Double.POSITIVE_INFINITY);
  }

  static Values above(double least) {
    return new Values(least, true, Double.POSITIVE_INFINITY, List.of());
  }

  static Values oneOf(String... words) {
    if (Set.of(words).isEmpty()) {
      throw new IllegalArgumentException("no words");
    }
    return new Values(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, List.of(words));
  }

  /** Whether a number is one of them. */
  public boolean allow(double number) {
    return Double.isFinite(number)
        && (isLeastExcluded ? number > least : number >= least)
        && number <= most;
  }

  /** Whether a text is one of them. */
  public boolean allow(String text) {
    return words.isEmpty() || words.contains(text);
  }

  /**
   * {@code 0 to 1}, {@code at least 0}, {@code above 0}, {@code one of new, gone}, {@code finite}.
   */
  public String inWords() {
    if (!words.isEmpty()) {
      return "one of " + String.join(", ", words);
    }
    if (Double.isFinite(most)) {
      return number(least) + " to " + number(most);
    }
    if (Double.isFinite(least)) {
      return (isLeastExcluded ? "above " : "at least ") + number(least);
    }
    return "finite";
  }

  private static String number(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
