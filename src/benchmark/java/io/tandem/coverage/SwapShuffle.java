package io.tandem.coverage;

import java.util.SplittableRandom;

/**
 * A shop in which nothing is bought together, yet every product sells as often and every basket is
 * as large as before: swap randomization (Gionis, Mannila, Mielikäinen &amp; Tsaparas 2007,
 * Assessing data mining results via swap randomization).
 *
 * <p>Of two order lines drawn at random, product a of basket A and product b of basket B, the
 * products change places unless a basket would then hold one of them twice; where it would, the
 * draw still counts. So every step leads as likely back as forth, and in the long run all shops
 * with these margins are equally likely. Baskets stay their customers'.
 */
final class SwapShuffle {
  /**
   * How many pairs of lines are drawn for each line of the shop. Each line is thus drawn 20 times;
   * Gionis et al. find that as many swaps as there are lines suffice.
   */
  private static final int DRAWS_PER_LINE = 10;

  static Shop of(Shop shop, long seed) {
    return of(shop, seed, DRAWS_PER_LINE);
  }

  /** The same with this many draws for each line. */
  static Shop of(Shop shop, long seed, int drawsPerLine) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] baskets = shop.copyOfBaskets();
    int lines = Math.toIntExact(shop.lineCount());
    int[][] basketOf = new int[lines][];
    int[] placeOf = new int[lines];
    int line = 0;
    for (int[] basket : baskets) {
      for (int place = 0; place < basket.length; place++) {
        basketOf[line] = basket;
        placeOf[line++] = place;
      }
    }
    for (long draw = 0; draw < (long) lines * drawsPerLine; draw++) {
      int one = random.nextInt(lines);
      int other = random.nextInt(lines);
      swap(basketOf[one], placeOf[one], basketOf[other], placeOf[other]);
    }
    return shop.with(baskets);
  }

  private static void swap(int[] one, int place, int[] other, int otherPlace) {
    int product = one[place];
    int otherProduct = other[otherPlace];
    if (!holds(one, otherProduct) && !holds(other, product)) {
      one[place] = otherProduct;
      other[otherPlace] = product;
    }
  }

  static boolean holds(int[] basket, int product) {
    for (int held : basket) {
      if (held == product) {
        return true;
      }
    }
    return false;
  }

  private SwapShuffle() {}
}
