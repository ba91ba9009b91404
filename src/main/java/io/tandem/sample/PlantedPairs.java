package io.tandem.sample;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The pairs of products that the truth speaks of: those of one set, and those of the plants. */
final class PlantedPairs {
  private final Catalogue catalogue;
  private final Set<Integer> products = new HashSet<>();
  private final Set<Set<Integer>> pairs = new HashSet<>();
  private final List<Integer> synergy;

  PlantedPairs(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.synergy = Synergy.products(catalogue).stream().map(Product::index).toList();
    Stream.of(
            Echo.pairs(catalogue),
            ProductPair.among(CouponBundle.products(catalogue)),
            StockUp.nullPairs(catalogue),
            ProductPair.among(Season.products(catalogue)),
            BusinessBuyer.pair(catalogue),
            ProductPair.among(Synergy.products(catalogue)),
            Launch.pairs(catalogue))
        .flatMap(List::stream)
        .forEach(
            pair -> {
              products.addAll(List.of(pair.left().index(), pair.right().index()));
              pairs.add(Set.of(pair.left().index(), pair.right().index()));
            });
  }

  /** Of these products, in order, those that stand in any pair. */
  List<Product> productsAmong(Collection<Integer> positions) {
    return positions.stream()
        .sorted()
        .map(catalogue.products()::get)
        .filter(
            product ->
                product.group() != Product.NONE
                    || product.substitutes() != Product.NONE
                    || products.contains(product.index()))
        .toList();
  }

  /** Whether all products of the synergy are among these. */
  boolean isSynergyIn(Set<Integer> positions) {
    return !synergy.isEmpty() && positions.containsAll(synergy);
  }

  boolean contains(Product left, Product right) {
    return catalogue.areOfOneSet(left, right)
        || pairs.contains(Set.of(left.index(), right.index()));
  }
}
