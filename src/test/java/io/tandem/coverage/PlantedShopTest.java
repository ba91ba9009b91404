package io.tandem.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlantedShopTest {
  private static final long SEED = 11;
  private static final ShopDesign DESIGN = new ShopDesign(4_000, 4, 0.7, 80, 20, 3_000);
  private static final Planting PLANTING = new Planting(12, 3, 12);

  @Test
  void plantedPairsMeetAsOftenAsIsPlantedAndOthersAsOftenAsBefore() {
    double[] before = meetings(PlantedShop.of(DESIGN, new Planting(12, 0, 12), SEED));
    double[] after = meetings(PlantedShop.of(DESIGN, PLANTING, SEED));
    // Baskets of a rare size hold too few of a product to meet three times as often.
    assertThat(after[0] / after[1]).as("seed %d", SEED).isBetween(2.6, 3.1);
    assertThat(after[2] / before[2]).as("seed %d", SEED).isCloseTo(1, within(0.03));
    assertThat(after[1]).isEqualTo(before[1]);
    assertThat(after[3]).isEqualTo(before[3]);
  }

  /** Of the planted pairs how often they meet and are expected to, and of all others. */
  private static double[] meetings(PlantedShop planted) {
    int[][] baskets = planted.shop().copyOfBaskets();
    SizeStrata strata = new SizeStrata(baskets, DESIGN.products());
    double[] sums = new double[4];
    for (int a = 0; a < DESIGN.products(); a++) {
      for (int b = a + 1; b < DESIGN.products(); b++) {
        int other = planted.pairs().contains(List.of(Shop.id(a), Shop.id(b))) ? 0 : 2;
        sums[other] += both(baskets, a, b);
        sums[other + 1] += strata.expected(a, b);
      }
    }
    return sums;
  }

  @Test
  void noProductIsInTwoPairsAndNoBasketHoldsOneTwice() {
    PlantedShop planted = PlantedShop.of(DESIGN, PLANTING, SEED);
    assertThat(planted.pairs()).hasSize(12);
    Stream<String> products = planted.pairs().stream().flatMap(List::stream);
    assertThat(products).doesNotHaveDuplicates();
    for (int[] basket : planted.shop().copyOfBaskets()) {
      assertThat(Arrays.stream(basket).distinct().count()).isEqualTo(basket.length);
    }
  }

  private static long both(int[][] baskets, int a, int b) {
    return Arrays.stream(baskets)
        .filter(basket -> SwapShuffle.holds(basket, a) && SwapShuffle.holds(basket, b))
        .count();
  }
}
