package io.tandem.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fills baskets: what is used up and bought again, what the customer came for, what goes with it;
 * never two substitutes at once.
 */
final class BasketFiller {
  private static final double BUY_AGAIN = 0.22;
  private static final double KEEP_FROM_TWICE = 0.85;
  private static final int TRIES = 6;

  private final Catalogue catalogue;

  BasketFiller(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The products of one order; what is in it is added to what the customer has. */
  Basket fill(Shopper shopper, Demand demand, int month, Set<Integer> owned, Draws draws) {
    Basket basket = new Basket();
    List<Integer> primaries = new ArrayList<>();
    for (int product : owned) {
      if (catalogue.products().get(product).isConsumable()
          && draws.chance(BUY_AGAIN)
          && primaries.size() < 3
          && fits(product, basket.products())) {
        basket.add(product);
        primaries.add(product);
      }
    }
    int wanted = Math.max(primaries.isEmpty() ? 1 : 0, 1 + draws.poisson(shopper.appetite()));
    for (int i = primaries.size(); i < wanted; i++) {
      for (int tries = 0; tries < TRIES; tries++) {
        int product = demand.choose(month, draws);
        if (fits(product, basket.products()) && isWelcome(product, owned, draws)) {
          basket.add(product);
          primaries.add(product);
          break;
        }
      }
    }
    primaries.forEach(primary -> attach(primary, basket, owned, draws));
    if (basket.products().isEmpty()) {
      basket.add(demand.choose(month, draws));
    }
    owned.addAll(basket.products());
    return basket;
  }

  /** Whether no substitute of the product, nor the product itself, is in the basket. */
  boolean fits(int product, Set<Integer> basket) {
    int substitutes = catalogue.products().get(product).substitutes();
    return !basket.contains(product)
        && (substitutes == Product.NONE
            || basket.stream()
                .noneMatch(other -> catalogue.products().get(other).substitutes() == substitutes));
  }

  private boolean isWelcome(int product, Set<Integer> owned, Draws draws) {
    return !owned.contains(product)
        || catalogue.products().get(product).isConsumable()
        || !draws.chance(KEEP_FROM_TWICE);
  }

  private void attach(int primary, Basket basket, Set<Integer> owned, Draws draws) {
    int group = catalogue.products().get(primary).group();
    for (int other : catalogue.groups().getOrDefault(group, List.of())) {
      if (draws.chance(Company.of(group).attach())
          && !basket.contains(other)
          && (!owned.contains(other) || catalogue.products().get(other).isConsumable())) {
        basket.addComplement(other);
      }
    }
  }
}
