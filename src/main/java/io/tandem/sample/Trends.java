package io.tandem.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Products of the hour and products of yesterday: in the last four weeks one product of each
 * interest is in demand several times over, and another one, well liked until then, hardly at all.
 * What rises takes the place of other products of its interest in small orders of which no plant
 * speaks, and what fades leaves its place to others: nothing else about the orders changes, and no
 * planted pair is touched.
 */
final class Trends {
  static final int LAST_DAYS = 28;

  /**
   * The chance that a product gives way to the rising one of its interest, in small baskets of
   * products of which no plant speaks. Others do not: for all that goes together the last weeks are
   * as they would have been.
   */
  private static final double GIVES_WAY = 0.7;

  private static final int MOST_PRODUCTS = 2;

  private static final double FADES = 0.88;

  /** Where the season swings more, a trend could not be told from it. */
  private static final double MOST_SWING = 0.4;

  private final ShopPlan plan;
  private final List<Product> catalogue;
  private final Map<Integer, Product> rising;
  private final Set<Integer> fading;
  private final Map<Integer, List<Product>> others;
  private final Set<Integer> free;

  Trends(ShopPlan plan, Catalogue catalogue) {
    this.plan = plan;
    this.catalogue = catalogue.products();
    this.rising =
        rising(catalogue).stream()
            .collect(Collectors.toMap(product -> product.taste().main(), product -> product));
    this.fading =
        fading(catalogue).stream().map(Product::index).collect(Collectors.toUnmodifiableSet());
    this.free =
        new FreeProducts(catalogue)
            .all().stream().map(Product::index).collect(Collectors.toUnmodifiableSet());
    List<Product> replenished = Replenishment.products(catalogue);
    this.others =
        new FreeProducts(catalogue)
            .all().stream()
                .filter(product -> !replenished.contains(product))
                .filter(product -> !rising.containsValue(product))
                .filter(product -> !fading.contains(product.index()))
                .collect(Collectors.groupingBy(product -> product.taste().main()));
  }

  /** One product of each interest, neither popular nor rare. */
  static List<Product> rising(Catalogue catalogue) {
    return ofEachInterest(catalogue, 0.5);
  }

  /** The most popular of each interest. */
  static List<Product> fading(Catalogue catalogue) {
    return ofEachInterest(catalogue, 0);
  }

  private static List<Product> ofEachInterest(Catalogue catalogue, double depth) {
    Predicate<Product> steady =
        product -> !product.isConsumable() && product.kind().section().swing() <= MOST_SWING;
    FreeProducts free = new FreeProducts(catalogue);
    List<Product> products = new ArrayList<>();
    for (int interest = 0; interest < Taste.INTERESTS; interest++) {
      List<Product> found = free.of(interest, steady);
      // Of a single product it could not be said whether it rises or fades.
      if (found.size() > 1) {
        products.add(found.get((int) (found.size() * depth)));
      }
    }
    return products;
  }

  /** The first day of the trends. */
  static LocalDate firstDay(ShopPlan plan) {
    return plan.endDay().minusDays(LAST_DAYS);
  }

  /** Follows the trends of the day with what nobody recommended and no plant speaks of. */
  void bend(Basket basket, Occasion occasion) {
    if (occasion.day().isBefore(firstDay(plan))) {
      return;
    }
    Draws draws = occasion.draws(plan, Draws.Purpose.TRENDS);
    boolean isPlain =
        basket.products().size() <= MOST_PRODUCTS && free.containsAll(basket.products());
    for (int position : List.copyOf(basket.products())) {
      Product product = catalogue.get(position);
      List<Product> same = others.getOrDefault(product.taste().main(), List.of());
      if (!basket.placementOf(position).isEmpty() || same.isEmpty()) {
        continue;
      }
      if (fading.contains(position) && draws.chance(FADES)) {
        basket.replace(position, same.get(draws.below(same.size())).index());
      } else if (isPlain && same.contains(product) && draws.chance(GIVES_WAY)) {
        Product risen = rising.getOrDefault(product.taste().main(), product);
        basket.replace(position, risen.index());
      }
    }
  }
}
