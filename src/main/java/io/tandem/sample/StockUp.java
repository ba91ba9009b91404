package io.tandem.sample;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Orders that fill the larder: many cheap products that are used up, drawn by their popularity
 * alone, never two substitutes. They are few, but so large that popular products which have nothing
 * to do with each other stand together in many of them.
 */
final class StockUp {
  /** An order of this many products or more is one. */
  static final int LEAST_PRODUCTS = 12;

  private static final int MOST_PRODUCTS = 40;
  private static final double MEAN_BEYOND_LEAST = 4;

  /** Offices and clubs order once, without an account: more of the guests' orders are such. */
  private static final double SHARE_OF_GUEST_ORDERS = 0.08;

  private static final double SHARE_OF_ORDERS = 0.013;
  private static final double CHOOSINESS = 1.2;
  private static final double CHEAPNESS = 1.2;
  private static final double USUAL_CENTS = 1_000;
  private static final double NOT_USED_UP = 0.03;
  private static final int STAPLES = 7;

  private final Catalogue catalogue;
  private final BasketFiller baskets;

  StockUp(Catalogue catalogue, BasketFiller baskets) {
    this.catalogue = catalogue;
    this.baskets = baskets;
  }

  /** The products that stand in most of these orders. */
  static List<Product> staples(Catalogue catalogue) {
    return catalogue.products().stream()
        .sorted(Comparator.comparing(StockUp::weight).reversed().thenComparing(Product::index))
        .limit(STAPLES)
        .toList();
  }

  /** Pairs of staples that neither belong together nor replace each other. */
  static List<ProductPair> nullPairs(Catalogue catalogue) {
    return ProductPair.among(staples(catalogue)).stream()
        .filter(pair -> !catalogue.areOfOneSet(pair.left(), pair.right()))
        .toList();
  }

  boolean happens(Occasion occasion, Draws draws) {
    return draws.chance(occasion.isOfGuest() ? SHARE_OF_GUEST_ORDERS : SHARE_OF_ORDERS);
  }

  Basket basket(Draws draws) {
    int size = Math.min(MOST_PRODUCTS, LEAST_PRODUCTS + (int) draws.exponential(MEAN_BEYOND_LEAST));
    // The smallest of exponential draws: without replacement, in proportion to the weights.
    List<Integer> order =
        catalogue.products().stream()
            .filter(product -> !product.isApart())
            .map(product -> Map.entry(draws.exponential(1 / weight(product)), product.index()))
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();
    Basket basket = new Basket();
    for (int product : order) {
      if (basket.products().size() < size && baskets.fits(product, basket.products())) {
        basket.add(product);
      }
    }
    return basket;
  }

  private static double weight(Product product) {
    double cheapness = StrictMath.pow(USUAL_CENTS / product.listCents(), CHEAPNESS);
    return product.isApart()
        ? 0
        : StrictMath.exp(CHOOSINESS * product.popularity())
            * cheapness
            * (product.isConsumable() ? 1 : NOT_USED_UP);
  }
}
