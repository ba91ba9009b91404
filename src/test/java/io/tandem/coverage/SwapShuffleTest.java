package io.tandem.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SwapShuffleTest {
  private static final long SEED = 7;
  private static final ShopDesign DESIGN = new ShopDesign(1_000, 3, 0.8, 60, 10, 300);

  @Test
  void everyProductSellsAsOftenAndEveryBasketIsAsLarge() {
    Shop shop = DESIGN.draw(SEED);
    int[][] before = shop.copyOfBaskets();
    int[][] after = SwapShuffle.of(shop, SEED).copyOfBaskets();
    assertThat(counts(after)).isEqualTo(counts(before));
    for (int i = 0; i < before.length; i++) {
      assertThat(Arrays.stream(after[i]).distinct().count()).isEqualTo(before[i].length);
    }
    assertThat(Arrays.deepEquals(after, before)).isFalse();
    assertThat(shop.copyOfBaskets()).isDeepEqualTo(before);
  }

  @Test
  void theSeedDecides() {
    Shop shop = DESIGN.draw(SEED);
    int[][] once = SwapShuffle.of(shop, 1).copyOfBaskets();
    assertThat(SwapShuffle.of(shop, 1).copyOfBaskets()).isDeepEqualTo(once);
    assertThat(Arrays.deepEquals(SwapShuffle.of(shop, 2).copyOfBaskets(), once)).isFalse();
  }

  /**
   * Two shops under one roof, each with ten products of its own that sell equally: shuffled, a
   * product shares its baskets with 9 of its own shop and 10 of the other.
   */
  @Test
  void nothingOfTheOrderIsLeft() {
    int[][] halves = new int[4_000][4];
    for (int i = 0; i < halves.length; i++) {
      for (int j = 0; j < 4; j++) {
        halves[i][j] = i % 2 * 10 + (i / 2 + j) % 10;
      }
    }
    Shop shop = new Shop(halves, new int[halves.length]);
    assertThat(shareOfPairsInOneHalf(shop)).isEqualTo(1);
    assertThat(shareOfPairsInOneHalf(SwapShuffle.of(shop, SEED)))
        .as("seed %d", SEED)
        .isCloseTo(9.0 / 19, within(0.015));
  }

  private static double shareOfPairsInOneHalf(Shop shop) {
    int same = 0;
    int pairs = 0;
    for (int[] basket : shop.copyOfBaskets()) {
      for (int i = 0; i < basket.length; i++) {
        for (int j = 0; j < i; j++) {
          pairs++;
          if (basket[i] / 10 == basket[j] / 10) {
            same++;
          }
        }
      }
    }
    return (double) same / pairs;
  }

  private static Map<Integer, Long> counts(int[][] baskets) {
    return Arrays.stream(baskets)
        .flatMapToInt(Arrays::stream)
        .boxed()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
