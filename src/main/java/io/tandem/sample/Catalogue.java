package io.tandem.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The products of a sample shop, with the groups that belong together and the products that replace
 * each other, both as positions of products.
 *
 * @param groups complementary groups by their number
 * @param substitutes sets of substitutes by their number
 */
record Catalogue(
    List<Product> products,
    SortedMap<Integer, List<Integer>> groups,
    SortedMap<Integer, List<Integer>> substitutes) {
  static Catalogue of(ShopPlan plan) {
    List<Product> products = new ProductDesign(plan).products();
    return new Catalogue(
        products, sets(products, Product::group), sets(products, Product::substitutes));
  }

  /** The first product of each of these kinds; none at all where the catalogue lacks one. */
  List<Product> firstOf(List<String> kinds) {
    List<Product> found = new ArrayList<>();
    for (String kind : kinds) {
      products.stream()
          .filter(product -> product.kind().name().equals(kind))
          .findFirst()
          .ifPresent(found::add);
    }
    return found.size() == kinds.size() ? found : List.of();
  }

  /** Whether the two complement or replace each other. */
  boolean areOfOneSet(Product left, Product right) {
    return (left.group() != Product.NONE && left.group() == right.group())
        || (left.substitutes() != Product.NONE && left.substitutes() == right.substitutes());
  }

  /** A small catalogue may lack some products of a set; of one product there is no set. */
  private static SortedMap<Integer, List<Integer>> sets(
      List<Product> products, ToIntFunction<Product> number) {
    SortedMap<Integer, List<Integer>> sets = new TreeMap<>();
    for (Product product : products) {
      if (number.applyAsInt(product) != Product.NONE) {
        sets.computeIfAbsent(number.applyAsInt(product), any -> new ArrayList<>())
            .add(product.index());
      }
    }
    sets.values().removeIf(members -> members.size() < 2);
    return sets;
  }
}
