package io.tandem.coverage;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How a shop is generated: few large baskets among many small ones, few products that sell often
 * among many that do not (Zipf), few customers who order often. Products are drawn blindly: which
 * ones a basket holds says nothing of which others it holds, but for its size.
 *
 * @param baskets how many
 * @param medianSize products of the middle basket
 * @param sizeSpread standard deviation of the logarithm of the size
 * @param products how many there are to choose from
 * @param head a product of popularity rank r is chosen in proportion to 1 / (r + head)
 * @param customers among whom each basket finds its own, some more often than others
 */
public record ShopDesign(
    int baskets, double medianSize, double sizeSpread, int products, double head, int customers) {
  private static final int LARGEST = 100;
  private static final double LOYALTY_SPREAD = 0.8;

  /** A shop of this kind. */
  Shop draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] popularity = new double[products];
    Arrays.setAll(popularity, product -> 1 / (product + 1 + head));
    double[] loyalty = new double[customers];
    Arrays.setAll(loyalty, customer -> StrictMath.exp(LOYALTY_SPREAD * random.nextGaussian()));
    Arrays.parallelPrefix(popularity, Double::sum);
    Arrays.parallelPrefix(loyalty, Double::sum);
    int most = Math.min(LARGEST, products / 2);
    int[][] drawn = new int[baskets][];
    int[] buyers = new int[baskets];
    for (int i = 0; i < baskets; i++) {
      double size = medianSize * StrictMath.exp(sizeSpread * random.nextGaussian());
      int[] basket = new int[(int) Math.max(1, Math.min(most, Math.round(size)))];
      Arrays.fill(basket, -1);
      for (int filled = 0; filled < basket.length; ) {
        int product = index(popularity, random);
        if (!SwapShuffle.holds(basket, product)) {
          basket[filled++] = product;
        }
      }
      drawn[i] = basket;
      buyers[i] = index(loyalty, random);
    }
    return new Shop(drawn, buyers);
  }

  /** An index, with a chance in proportion to its step in these growing sums. */
  private static int index(double[] sums, SplittableRandom random) {
    int place = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return place >= 0 ? place + 1 : -place - 1;
  }
}
