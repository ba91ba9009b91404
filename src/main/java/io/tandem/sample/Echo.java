package io.tandem.sample;

import java.time.LocalDate;
import java.util.List;

/**
 * The shop's own recommendations, which come back as orders: a share of the true complements was
 * recommended, and for years, until four weeks ago, it showed four products beside others that they
 * have nothing to do with. Whoever took one of these would not have bought it otherwise, and nobody
 * takes one any more.
 */
final class Echo {
  static final String PRODUCT_PAGE = "product_page";
  static final String CART = "cart";

  private static final List<List<String>> SHOWN_BESIDE =
      List.of(
          List.of("bath mat", "springform tin"),
          List.of("picture frame", "bicycle lock"),
          List.of("head torch", "cereal bowl"),
          List.of("toiletry bag", "jigsaw puzzle"));

  /** The chance that somebody who puts a product into the basket takes what is shown beside it. */
  private static final double TAKES = 0.55;

  /** The share of true complements, ordered online, that a recommendation led to. */
  private static final double COMPLEMENT_WAS_SHOWN = 0.15;

  private static final double SHOWN_IN_CART = 0.3;

  private static final int NOT_SHOWN_FOR_DAYS = 28;

  private final ShopPlan plan;
  private final List<ProductPair> pairs;
  private final BasketFiller baskets;

  Echo(ShopPlan plan, Catalogue catalogue, BasketFiller baskets) {
    this.plan = plan;
    this.pairs = pairs(catalogue);
    this.baskets = baskets;
  }

  /** Left: what it was shown beside; right: what was shown. */
  static List<ProductPair> pairs(Catalogue catalogue) {
    return SHOWN_BESIDE.stream()
        .flatMap(pair -> ProductPair.of(catalogue, pair.get(0), pair.get(1)).stream())
        .toList();
  }

  /** The first day on which the unrelated products were not shown. */
  static LocalDate firstDayWithout(ShopPlan plan) {
    return plan.endDay().minusDays(NOT_SHOWN_FOR_DAYS);
  }

  void addTo(Basket basket, LocalDate day, Draws draws) {
    for (int complement : basket.complements()) {
      if (draws.chance(COMPLEMENT_WAS_SHOWN)) {
        basket.prompt(complement, draws.chance(SHOWN_IN_CART) ? CART : PRODUCT_PAGE);
      }
    }
    for (ProductPair pair : pairs) {
      int shown = pair.right().index();
      if (basket.contains(pair.left().index())
          && baskets.fits(shown, basket.products())
          && draws.chance(TAKES)
          && day.isBefore(firstDayWithout(plan))) {
        basket.prompt(shown, PRODUCT_PAGE);
      }
    }
  }
}
