package io.tandem.sample;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What cross-selling offers in the cart: small things to the customer's taste of which no plant
 * speaks, so that whatever goes together does so as often with them as without.
 */
final class Accessories {
  private static final long LEAST_CENTS = 1_800;
  private static final long MOST_CENTS = 3_200;
  private static final double CHOOSINESS = 3;

  /** Of online orders; of all orders this is about 35 %. */
  private static final double TAKES = 0.4;

  /** As much as of other lines comes back, so that refunds are the same share of the revenue. */
  private static final double RETURNS = 0.063;

  private final ShopPlan plan;
  private final Checkout checkout;
  private final List<Product> products;

  Accessories(ShopPlan plan, Catalogue catalogue, Checkout checkout) {
    this.plan = plan;
    this.checkout = checkout;
    this.products = products(catalogue);
  }

  /** The products that are offered, in the order of the catalogue. */
  static List<Product> products(Catalogue catalogue) {
    Set<Product> planted = new HashSet<>(Replenishment.products(catalogue));
    planted.addAll(Trends.rising(catalogue));
    planted.addAll(Trends.fading(catalogue));
    Comparisons.seldomOrdered(catalogue).stream()
        .flatMap(ProductPair::products)
        .forEach(planted::add);
    return new FreeProducts(catalogue)
        .all().stream()
            .filter(product -> !planted.contains(product))
            .filter(product -> product.listCents() >= LEAST_CENTS)
            .filter(product -> product.listCents() <= MOST_CENTS)
            .toList();
  }

  /**
   * What is offered with one order.
   *
   * @param line the line that it becomes, where it is taken
   */
  record Offer(Product product, Optional<Order.Line> line) {}

  /** The offer that belongs to an online order; none where nothing fits. */
  Optional<Offer> with(Order order, Shopper shopper) {
    if (!order.isOnline()) {
      return Optional.empty();
    }
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.ACCESSORIES, order.number());
    Set<Integer> held = order.productsOf(line -> true);
    List<Product> fitting =
        products.stream().filter(product -> !held.contains(product.index())).toList();
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    Product product =
        fitting.get(
            draws.index(
                Draws.cumulative(
                    fitting.stream().mapToDouble(other -> weight(other, shopper)).toArray())));
    boolean isTaken = draws.chance(TAKES) && order.isSold();
    return Optional.of(
        new Offer(product, isTaken ? Optional.of(line(product, order, draws)) : Optional.empty()));
  }

  private static double weight(Product product, Shopper shopper) {
    return StrictMath.exp(CHOOSINESS * shopper.taste().affinity(product.taste()));
  }

  private Order.Line line(Product product, Order order, Draws draws) {
    long unitCents = checkout.unitCents(product, order.day(), order.couponCode());
    Order.Line line =
        Order.Line.sold(product.index(), product.id(), 1, unitCents).promptedBy(Echo.CART);
    return draws.chance(RETURNS)
        ? checkout.returned(line, order.placedAt().plusMinutes(draws.between(4_000, 30_000)))
        : line;
  }
}
