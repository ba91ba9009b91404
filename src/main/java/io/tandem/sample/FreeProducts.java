package io.tandem.sample;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Products in stock, without variants, of which no set and no planted pair says anything: among
 * them habits, trends and comparisons are planted, which so leave every pair as it was.
 */
final class FreeProducts {
  private final List<Product> products;

  FreeProducts(Catalogue catalogue) {
    Set<Integer> planted = new HashSet<>();
    new PlantedPairs(catalogue)
        .productsAmong(IntStream.range(0, catalogue.products().size()).boxed().toList())
        .forEach(product -> planted.add(product.index()));
    this.products =
        catalogue.products().stream()
            .filter(product -> !planted.contains(product.index()) && !product.isApart())
            .filter(product -> product.stock() > 0 && product.variants().isEmpty())
            .toList();
  }

  /** All of them, in the order of the catalogue. */
  List<Product> all() {
    return products;
  }

  /** Those that lean most to an interest and are of the kind asked for, popular ones first. */
  List<Product> of(int interest, Predicate<Product> kind) {
    return products.stream()
        .filter(product -> product.taste().main() == interest)
        .filter(kind)
        .sorted(Comparator.comparing(Product::popularity).reversed())
        .toList();
  }
}
