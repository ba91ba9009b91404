package io.tandem.sample;

import java.util.List;
import java.util.Set;

/**
 * Two products that are often taken together, and a third that only goes with both: a dog is given
 * treats or a toy at any time, but where both are ordered a puppy has moved in, and needs a bed. No
 * rule of two products tells that; the rule of three does.
 */
final class Synergy {
  /** The two, and what joins them. */
  private static final List<String> KINDS = List.of("dog treats", "chew toy", "dog bed");

  /** The chance that either of the two brings the other. */
  private static final double MEETS = 0.4;

  /** The chance that the third joins both. */
  private static final double JOINS = 0.8;

  private final List<Product> products;

  Synergy(Catalogue catalogue) {
    this.products = products(catalogue);
  }

  /** The two and the third, or none where the catalogue lacks one. */
  static List<Product> products(Catalogue catalogue) {
    return catalogue.firstOf(KINDS);
  }

  void addTo(Basket basket, Draws draws) {
    if (products.isEmpty()) {
      return;
    }
    List<Integer> both = products.stream().limit(2).map(Product::index).toList();
    Set<Integer> held = basket.products();
    if (held.stream().anyMatch(both::contains) && draws.chance(MEETS)) {
      both.stream().filter(product -> !held.contains(product)).toList().forEach(basket::add);
    }
    int third = products.get(2).index();
    if (held.containsAll(both) && !held.contains(third) && draws.chance(JOINS)) {
      basket.add(third);
    }
  }
}
