package io.tandem.recommendation;

import io.tandem.statistics.Normal;

/**
 * When a customer buys a product next, if ever: a customer who buys it again does so after a
 * log-normal interval; some never do, and the longer the silence, the likelier that is (a cure
 * model: Boag 1949, Maximum likelihood estimates of the proportion of patients cured by cancer
 * therapy, Journal of the Royal Statistical Society B 11; for repeat purchases: Bhagat et al. 2018,
 * Buy It Again: Modeling Repeat Purchase Recommendations, KDD).
 */
final class NextPurchase {
  /**
   * Probability of a purchase in the next days. With p the probability to buy again at all and S(t)
   * that of an interval longer than t, S(t) = P(Z &gt; (ln t − logMedian) / spread), a customer who
   * has been silent for t days is one who will buy again with probability p·S(t) / (1 − p +
   * p·S(t)), and then does so by day t + h with probability (S(t) − S(t + h)) / S(t). The product
   * of both: p·(S(t) − S(t + h)) / (1 − p + p·S(t)).
   *
   * @param again probability, at the time of the last purchase, of another one ever
   * @param logMedian mean of the logarithm of the interval in days
   * @param spread standard deviation of that logarithm
   * @param silentDays whole days without a purchase since the last one
   * @param horizonDays days ahead
   */
  static double within(
      double again, double logMedian, double spread, int silentDays, int horizonDays) {
    double longer = longerThan(silentDays, logMedian, spread);
    double longerStill = longerThan(silentDays + horizonDays, logMedian, spread);
    double silent = 1 - again + again * longer;
    return silent == 0 ? 0 : again * (longer - longerStill) / silent;
  }

  private static double longerThan(int days, double logMedian, double spread) {
    return days <= 0 ? 1 : Normal.above((Math.log(days) - logMedian) / spread);
  }

  private NextPurchase() {}
}
