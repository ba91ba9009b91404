package io.tandem.experiment.matching;

/**
 * One side of a comparison in one outcome: sums over its customers, each with a weight.
 *
 * <p>With weights w, numerators y and denominators d the value is A = Σwy / Σwd. Its variance is
 * that of a weighted mean of scores y − Ad (delta method), V = Σw²(y − Ad)² / (Σwd)² · m/(m − 1),
 * where m = (Σw)² / Σw² customers of equal weight would be as many as these (Kish 1965, Survey
 * Sampling). With equal weights it is s²/n of the scores over the mean denominator squared. The
 * weights are taken as given.
 *
 * @param numerator Σwy
 * @param denominator Σwd
 * @param numeratorSquares Σw²y²
 * @param products Σw²yd
 * @param denominatorSquares Σw²d²
 * @param effectiveCount m
 */
public record Side(
    double numerator,
    double denominator,
    double numeratorSquares,
    double products,
    double denominatorSquares,
    double effectiveCount) {
  /** Below this share of what it is the difference of, a spread is what rounding left of none. */
  private static final double ROUNDING = 1e-9;

  /** A; NaN where there is nothing to divide by. */
  public double value() {
    return denominator > 0 ? numerator / denominator : Double.NaN;
  }

  /** V; NaN where there is no value or fewer than two customers' weight. */
  public double variance() {
    if (!(effectiveCount >= 2)) {
      return Double.NaN;
    }
    double value = value();
    double squares = numeratorSquares + value * value * denominatorSquares;
    double spread = squares - 2 * value * products;
    return Math.abs(spread) <= ROUNDING * squares
        ? 0
        : spread / (denominator * denominator) * effectiveCount / (effectiveCount - 1);
  }
}
