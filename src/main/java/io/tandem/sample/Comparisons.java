package io.tandem.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Products that are looked at together before one of them is bought: the substitutes, and pairs of
 * one kind that are ordered so seldom that orders alone could not tell.
 */
final class Comparisons {
  private static final int PAIRS = 12;

  private final List<ProductPair> pairs;
  private final Map<Integer, List<Product>> partners = new LinkedHashMap<>();

  Comparisons(Catalogue catalogue) {
    this.pairs = new ArrayList<>(substitutes(catalogue));
    pairs.addAll(seldomOrdered(catalogue));
    for (ProductPair pair : pairs) {
      partners(pair.left()).add(pair.right());
      partners(pair.right()).add(pair.left());
    }
  }

  /** Each two substitutes. */
  static List<ProductPair> substitutes(Catalogue catalogue) {
    return catalogue.substitutes().values().stream()
        .map(set -> set.stream().map(catalogue.products()::get).toList())
        .flatMap(set -> ProductPair.among(set).stream())
        .toList();
  }

  /** Two free products of a kind each, from kinds all over the catalogue. */
  static List<ProductPair> seldomOrdered(Catalogue catalogue) {
    Set<Product> taken = new HashSet<>(Trends.rising(catalogue));
    taken.addAll(Trends.fading(catalogue));
    List<ProductPair> found =
        new FreeProducts(catalogue)
            .all().stream()
                .filter(product -> !product.isConsumable() && !taken.contains(product))
                .collect(groupingBy(product -> product.kind().name(), LinkedHashMap::new, toList()))
                .values()
                .stream()
                .filter(kind -> kind.size() > 1)
                .map(kind -> new ProductPair(kind.get(0), kind.get(1)))
                .toList();
    int every = Math.max(1, found.size() / PAIRS);
    List<ProductPair> pairs = new ArrayList<>();
    for (int i = 0; i < found.size() && pairs.size() < PAIRS; i += every) {
      pairs.add(found.get(i));
    }
    return pairs;
  }

  List<ProductPair> pairs() {
    return pairs;
  }

  /** What the product is compared with. */
  List<Product> with(Product product) {
    return List.copyOf(partners.getOrDefault(product.index(), List.of()));
  }

  private List<Product> partners(Product product) {
    return partners.computeIfAbsent(product.index(), any -> new ArrayList<>());
  }
}
