package io.tandem.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Products so young that hardly anybody has bought them, each of no use without another: what
 * belongs with them is known from the maker, not from orders. However large the shop, fewer than
 * five orders hold both. Guests order them, in the last weeks.
 */
final class Launch {
  private static final int LAST_DAYS = 28;

  /** What needs something, what it needs, and how many orders hold one, both, the other. */
  private record Need(String product, String complement, int alone, int both, int others) {}

  private static final List<Need> NEEDS =
      List.of(
          new Need("remote-control car", "rechargeable batteries", 1, 3, 3),
          new Need("instant camera", "instant film", 3, 2, 2),
          new Need("soda maker", "gas cylinder", 1, 2, 2));

  private final ShopPlan plan;
  private final ShopDays days;
  private final Shoppers shoppers;
  private final Checkout checkout;
  private final List<List<Product>> baskets;

  Launch(ShopPlan plan, Shoppers shoppers, Catalogue catalogue, Checkout checkout) {
    this.plan = plan;
    this.days = new ShopDays(plan);
    this.shoppers = shoppers;
    this.checkout = checkout;
    this.baskets = NEEDS.stream().flatMap(need -> baskets(need, catalogue).stream()).toList();
  }

  /** Left: what needs; right: what is needed. */
  static List<ProductPair> pairs(Catalogue catalogue) {
    return NEEDS.stream()
        .flatMap(need -> ProductPair.of(catalogue, need.product, need.complement).stream())
        .toList();
  }

  private static List<List<Product>> baskets(Need need, Catalogue catalogue) {
    List<List<Product>> baskets = new ArrayList<>();
    for (ProductPair pair : ProductPair.of(catalogue, need.product, need.complement)) {
      baskets.addAll(Collections.nCopies(need.alone, List.of(pair.left())));
      baskets.addAll(Collections.nCopies(need.both, List.of(pair.left(), pair.right())));
      baskets.addAll(Collections.nCopies(need.others, List.of(pair.right())));
    }
    return baskets;
  }

  /** The orders that fall to a customer number: one at most, but for the smallest of shops. */
  List<Order> orders(long number) {
    List<Order> orders = new ArrayList<>();
    for (long basket = number; basket < baskets.size(); basket += plan.customers()) {
      int sequence = Order.FIRST_LAUNCH_SEQUENCE + orders.size();
      Draws draws = Draws.of(plan.seed(), Draws.Purpose.LAUNCH, Order.key(number, sequence));
      LocalDate day = plan.endDay().minusDays(draws.between(1, LAST_DAYS));
      Occasion occasion =
          new Occasion(shoppers.guest(number, draws), sequence, days.online(day, draws), "web");
      Basket filled = new Basket();
      baskets.get((int) basket).forEach(product -> filled.add(product.index()));
      orders.add(checkout.order(occasion, filled, draws));
    }
    return orders;
  }
}
