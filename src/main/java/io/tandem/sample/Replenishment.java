package io.tandem.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Products that last about as long with everyone: some of the customers who stay order one of them
 * anew whenever it is used up. One product of each interest, and one that hardly anybody else buys,
 * so that the time between two orders of it is nearly always the time it lasts.
 */
final class Replenishment {
  /** Of customers who do not leave soon, whose taste does not change and who are not too new. */
  private static final double SHARE_OF_LOYAL = 0.057;

  /** Times that the product is used up on the days of the plan, once there is an account. */
  private static final int LEAST_TIMES = 3;

  /** How long the product of each interest lasts. */
  private static final List<Integer> DAYS = List.of(45, 55, 60, 50, 40, 75);

  /** Spread between customers, of the logarithm. */
  private static final double SPREAD = 0.08;

  private final ShopPlan plan;
  private final List<Product> products;

  Replenishment(ShopPlan plan, Catalogue catalogue) {
    this.plan = plan;
    this.products = products(catalogue);
  }

  /** The products, in the order of their interests; none for an interest that has none. */
  static List<Product> products(Catalogue catalogue) {
    FreeProducts free = new FreeProducts(catalogue);
    List<Product> products = new ArrayList<>();
    for (int interest = 0; interest < Taste.INTERESTS; interest++) {
      List<Product> used = free.of(interest, Product::isConsumable);
      if (!used.isEmpty()) {
        products.add(used.get(used.size() - 1));
      }
    }
    return products;
  }

  /** How many days the product lasts with the customer in the middle. */
  static int days(Product product) {
    return DAYS.get(product.taste().main());
  }

  private boolean isInTime(Shopper shopper, Product product) {
    return shopper
        .firstDayIn(plan)
        .plusDays((long) LEAST_TIMES * days(product))
        .isBefore(plan.endDay());
  }

  /** The habit of a customer, if any: of the product of his or her main interest. */
  Optional<Habit> of(Shopper shopper) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.HABIT, shopper.number());
    boolean isPerson = Buyer.of(shopper.number(), plan) == Buyer.PERSON;
    if (!isPerson
        || !shopper.everOrders()
        || !shopper.isLoyal()
        || shopper.change().isPresent()
        || !draws.chance(SHARE_OF_LOYAL)) {
      return Optional.empty();
    }
    return products.stream()
        .filter(product -> product.taste().main() == shopper.taste().main())
        .findFirst()
        .filter(product -> isInTime(shopper, product))
        .map(product -> new Habit(product, draws.logNormal(days(product), SPREAD)));
  }
}
