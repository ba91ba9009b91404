package io.tandem.sample;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What visitors look at because of a product: the product itself, and what is like it. */
final class Browsing {
  private static final double SEARCHES = 0.3;
  private static final double COMPARES = 0.75;
  private static final double SIMILAR = 0.8;

  /** A product's page is its parent's, but links from elsewhere may name a variant. */
  private static final double NAMES_VARIANT = 0.2;

  /** What is typed: what the product is, its title, or its category. */
  private static final double[] QUERIES = Draws.cumulative(0.5, 0.25, 0.25);

  private final Comparisons comparisons;
  private final Map<String, List<Product>> shelves;

  Browsing(Catalogue catalogue) {
    this.comparisons = new Comparisons(catalogue);
    this.shelves =
        catalogue.products().stream()
            .filter(product -> !product.isApart())
            .collect(groupingBy(Browsing::category));
  }

  /** Searches, perhaps, views a product, and others of its category beside it. */
  void look(Product product, Visit visit, Draws draws) {
    if (draws.chance(SEARCHES)) {
      visit.search(query(product, draws));
    }
    glance(product, visit, draws);
    List<Product> shelf = shelves.getOrDefault(category(product), List.of(product));
    double[] popularity =
        Draws.cumulative(
            shelf.stream().mapToDouble(other -> StrictMath.exp(other.popularity())).toArray());
    int similar = draws.poisson(SIMILAR);
    for (int i = 0; i < similar; i++) {
      Product other = shelf.get(draws.index(popularity));
      if (other.index() != product.index()) {
        visit.view(page(other, draws));
      }
    }
  }

  /** Views a product and what it is compared with. */
  void glance(Product product, Visit visit, Draws draws) {
    visit.view(page(product, draws));
    for (Product other : comparisons.with(product)) {
      if (draws.chance(COMPARES)) {
        visit.view(page(other, draws));
      }
    }
  }

  private static String page(Product product, Draws draws) {
    List<String> ids = product.orderableIds();
    return draws.chance(NAMES_VARIANT) ? ids.get(draws.below(ids.size())) : product.id();
  }

  private static String query(Product product, Draws draws) {
    String path = category(product);
    List<String> queries =
        List.of(product.kind().name(), product.title(), path.substring(path.lastIndexOf('/') + 1));
    return queries.get(draws.index(QUERIES)).toLowerCase(Locale.ROOT);
  }

  private static String category(Product product) {
    return product.kind().section().category();
  }
}
