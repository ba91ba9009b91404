package io.tandem.recommendation.als;

import io.tandem.recommendation.als.LeastSquares.Confidence;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Prints what this JVM computes with, and a hash of all bits of factors, scores and lists. */
final class Fingerprint {
  public static void main(String[] arguments) {
    System.out.println(Arithmetic.best().getClass().getSimpleName() + " " + of());
  }

  static int of() {
    Shop shop = Shop.random(11, 70, 60, 0.2);
    FactorRows items =
        StartingFactors.of(IntStream.range(0, 60).mapToObj(String::valueOf).toList(), 40, 42);
    FactorRows users = FactorRows.zero(70, 40);
    LeastSquares half = new LeastSquares(new Confidence(20, 0.05, 1), 3);
    for (int sweep = 0; sweep < 2; sweep++) {
      half.solve(shop.byUser(), items, Gram.of(items, 7), users);
      half.solve(shop.byItem(), users, Gram.of(users, 7), items);
    }
    int hash = Arrays.hashCode(users.values()) * 31 + Arrays.hashCode(items.values());
    TopN topN = new TopN(ItemPanels.of(items), 10, Float.NEGATIVE_INFINITY, Groups.NONE);
    for (ScoredItems list : topN.best(users, 0, new int[TopN.BATCH][0])) {
      hash = 31 * hash + 31 * Arrays.hashCode(list.items()) + Arrays.hashCode(list.scores());
    }
    return hash;
  }

  private Fingerprint() {}
}
