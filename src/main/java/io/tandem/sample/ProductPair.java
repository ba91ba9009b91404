package io.tandem.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Two products of which a plant says something; in the order in which it names them. */
record ProductPair(Product left, Product right) {
  /** Each two of these products once. */
  static List<ProductPair> among(List<Product> products) {
    List<ProductPair> pairs = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      for (int j = i + 1; j < products.size(); j++) {
        pairs.add(new ProductPair(products.get(i), products.get(j)));
      }
    }
    return pairs;
  }

  Stream<Product> products() {
    return Stream.of(left, right);
  }

  /** Two kinds' first products; none where the catalogue lacks one. */
  static List<ProductPair> of(Catalogue catalogue, String left, String right) {
    return among(catalogue.firstOf(List.of(left, right)));
  }
}
