package io.tandem.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fills baskets: what is used up and bought again, what the customer came for, until it is worth
 * about what he or she meant to spend, what goes with it; never two substitutes at once.
 */
final class BasketFiller {
  private static final double BUY_AGAIN = 0.22;
  private static final double KEEP_FROM_TWICE = 0.85;
  private static final int TRIES = 6;
  private static final int MOST_PRIMARIES = 8;

  /** Spread between the orders of one customer, of the logarithm. */
  private static final double PURSES_DIFFER = 0.45;

  /** So far beyond what was meant to be spent the next product may lead. */
  private static final double OVERSPENT = 2;

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
    double purse = draws.logNormal(shopper.purse(), PURSES_DIFFER);
    double spent = primaries.stream().mapToDouble(this::cents).sum();
    int tries = 0;
    while (tries < TRIES && spent < purse && primaries.size() < MOST_PRIMARIES) {
      tries++;
      int product = demand.choose(month, draws);
      if (fits(product, basket.products())
          && isWelcome(product, owned, draws)
          && (spent == 0 || spent + cents(product) < OVERSPENT * purse)) {
        basket.add(product);
        primaries.add(product);
        spent += cents(product);
        tries = 0;
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

  private double cents(int product) {
    return catalogue.products().get(product).listCents();
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
