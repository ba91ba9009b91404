package io.tandem.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hipparchus.distribution.discrete.PoissonDistribution;

/**
 * A shop of which it is known what is bought together: certain pairs, no product in two of them,
 * and nothing else.
 *
 * <p>The pairs are planted into a shop of blindly drawn products. Of two baskets of equal size, one
 * with a and one with b, the first gets b and gives another product for it. So every basket keeps
 * its size and every product its number of baskets of each size: what was expected stays, only the
 * pair itself meets more often. As often as a Poisson draw around lift times the expected number
 * says, so that some pairs come out weak, as they would.
 *
 * @param pairs ids of their products, in order
 */
public record PlantedShop(Shop shop, Set<List<String>> pairs) {
  /** A shop of this design with these plants. */
  public static PlantedShop of(ShopDesign design, Planting planting, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Shop shop = design.draw(random.nextLong());
    int[][] baskets = shop.copyOfBaskets();
    SizeStrata strata = new SizeStrata(baskets, design.products());
    Map<Integer, Integer> partners = partners(strata, planting, design.products(), random);
    if (partners.size() < 2 * planting.pairs()) {
      throw new IllegalStateException(
          "Cannot plant %d pairs: only %d are expected %s times (seed %d)."
              .formatted(planting.pairs(), partners.size() / 2, planting.leastExpected(), seed));
    }
    Set<List<String>> pairs = new HashSet<>();
    partners.forEach(
        (a, b) -> {
          if (a < b) {
            strata.each().forEach(stratum -> plant(stratum, a, b, planting, partners, random));
            pairs.add(List.of(Shop.id(a), Shop.id(b)));
          }
        });
    return new PlantedShop(shop.with(baskets), pairs);
  }

  /** Blindly chosen products of which enough are expected to meet. */
  private static Map<Integer, Integer> partners(
      SizeStrata strata, Planting planting, int products, SplittableRandom random) {
    int[] choice = shuffled(products, random);
    Map<Integer, Integer> partners = new TreeMap<>();
    for (int i = 0; i < products && partners.size() < 2 * planting.pairs(); i++) {
      for (int j = i + 1; j < products && !partners.containsKey(choice[i]); j++) {
        if (!partners.containsKey(choice[j])
            && strata.expected(choice[i], choice[j]) >= planting.leastExpected()) {
          partners.put(choice[i], choice[j]);
          partners.put(choice[j], choice[i]);
        }
      }
    }
    return partners;
  }

  private static void plant(
      SizeStrata.Stratum stratum,
      int a,
      int b,
      Planting planting,
      Map<Integer, Integer> partners,
      SplittableRandom random) {
    double mean = planting.lift() * stratum.expected(a, b);
    if (mean == 0) {
      return;
    }
    int wanted = new PoissonDistribution(mean).inverseCumulativeProbability(random.nextDouble());
    List<int[]> onlyA = stratum.only(a, b);
    List<int[]> onlyB = stratum.only(b, a);
    int both = stratum.counts()[a] - onlyA.size();
    while (both < wanted && !onlyA.isEmpty() && !onlyB.isEmpty()) {
      int[] getting = onlyA.remove(random.nextInt(onlyA.size()));
      int[] giving = onlyB.remove(random.nextInt(onlyB.size()));
      if (exchange(getting, a, giving, b, partners, random)) {
        both++;
      }
    }
  }

  /** Gives b for another product, one that the giver lacks and that no planted pair needs. */
  private static boolean exchange(
      int[] getting,
      int a,
      int[] giving,
      int b,
      Map<Integer, Integer> partners,
      SplittableRandom random) {
    int[] places =
        IntStream.range(0, getting.length)
            .filter(place -> getting[place] != a)
            .filter(place -> !SwapShuffle.holds(giving, getting[place]))
            .filter(place -> !SwapShuffle.holds(getting, partners.getOrDefault(getting[place], -1)))
            .toArray();
    if (places.length == 0) {
      return false;
    }
    int place = places[random.nextInt(places.length)];
    for (int i = 0; i < giving.length; i++) {
      if (giving[i] == b) {
        giving[i] = getting[place];
      }
    }
    getting[place] = b;
    return true;
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] numbers = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = kept;
    }
    return numbers;
  }
}
