package io.tandem.coverage;

/**
 * One claim that was put to the test.
 *
 * @param name what is counted
 * @param result what came out, in words
 * @param observed the number that the claim is about
 * @param bound what it may be; of two, the nearer
 * @param holds whether the claim survived
 * @param shops on how many shops that rests
 */
public record Check(
    String name, String result, double observed, double bound, boolean holds, int shops) {
  static Check atMost(String name, String result, double observed, double bound, int shops) {
    return new Check(name, result, observed, bound, observed <= bound, shops);
  }

  static Check atLeast(String name, String result, double observed, double bound, int shops) {
    return new Check(name, result, observed, bound, observed >= bound, shops);
  }

  static Check between(
      String name, String result, double observed, double least, double most, int shops) {
    return new Check(
        name,
        result,
        observed,
        observed - least < most - observed ? least : most,
        observed >= least && observed <= most,
        shops);
  }

  /** The claim, what came out, and the verdict, in one line. */
  public String inWords() {
    return "%s: %s: %s".formatted(name, result, holds ? "holds" : "BROKEN");
  }
}
