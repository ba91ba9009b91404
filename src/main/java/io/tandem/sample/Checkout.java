package io.tandem.sample;

import static io.tandem.table.OrderLines.CANCELLED;
import static io.tandem.table.OrderLines.COMPLETED;
import static io.tandem.table.OrderLines.RETURNED;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Turns a basket into an order: quantities, prices, coupons, and what came back later. */
final class Checkout {
  private static final double ORDER_CANCELLED = 0.015;
  private static final double LINE_CANCELLED = 0.006;
  private static final double RETURNS = 0.036;
  private static final double RETURNS_OF_WORN = 0.11;
  private static final double PARTIAL_RETURNS = 0.16;
  private static final double TWICE = 0.001;
  private static final long CHEAP_CENTS = 2_000;

  private final ShopPlan plan;
  private final List<Product> products;

  Checkout(ShopPlan plan, List<Product> products) {
    this.plan = plan;
    this.products = products;
  }

  Order order(Occasion occasion, Basket basket, Draws draws) {
    String coupon = coupon(occasion, basket, draws);
    double cancelChance = draws.chance(ORDER_CANCELLED) ? 1 : LINE_CANCELLED;
    List<Order.Line> lines = new ArrayList<>(basket.products().size());
    for (int position : basket.products()) {
      Order.Line line =
          line(occasion, products.get(position), basket, coupon, cancelChance, draws)
              .promptedBy(basket.placementOf(position));
      lines.add(line);
      // Some tills send a line twice; it is a line like any other.
      if (draws.chance(TWICE)) {
        lines.add(line);
      }
    }
    return new Order(
        Order.id(occasion.shopper().number(), occasion.sequence()),
        occasion.shopper().customerId(),
        occasion.placedAt(),
        occasion.channel(),
        coupon,
        List.copyOf(lines));
  }

  private Order.Line line(
      Occasion occasion,
      Product product,
      Basket basket,
      String coupon,
      double cancelChance,
      Draws draws) {
    LocalDateTime placedAt = occasion.placedAt();
    int quantity = basket.piecesOf(product.index()).orElseGet(() -> quantity(product, draws));
    long unitCents = unitCents(product, occasion.day(), coupon);
    Order.Line completed =
        Order.Line.sold(
            product.index(), variant(occasion.shopper(), product, draws), quantity, unitCents);
    double fate = draws.uniform();
    double returns = product.isWorn() ? RETURNS_OF_WORN : RETURNS;
    if (fate < cancelChance) {
      return changed(completed, CANCELLED, placedAt.plusMinutes(draws.between(5, 2_000)), 0);
    }
    if (fate < cancelChance + returns) {
      return changed(completed, RETURNED, placedAt.plusMinutes(draws.between(4_000, 30_000)), 0);
    }
    if (quantity > 1 && draws.chance(PARTIAL_RETURNS)) {
      return changed(
          completed,
          COMPLETED,
          placedAt.plusMinutes(draws.between(4_000, 30_000)),
          draws.between(1, quantity - 1));
    }
    return completed;
  }

  /** What a piece costs on a day with a coupon, or without one if that is empty. */
  long unitCents(Product product, LocalDate day, String coupon) {
    return price(product, day) * (100 - discount(coupon)) / 100;
  }

  /** The line, all of which comes back at that time, unless the export knows nothing of it. */
  Order.Line returned(Order.Line line, LocalDateTime when) {
    return changed(line, RETURNED, when, 0);
  }

  /** The line with its later fate, or as it was: the export knows nothing of what came after it. */
  private Order.Line changed(Order.Line line, String status, LocalDateTime when, int returned) {
    return when.isBefore(plan.endDay().atStartOfDay())
        ? line.changed(status, when, returned)
        : line;
  }

  private static int quantity(Product product, Draws draws) {
    boolean cheap = product.listCents() < CHEAP_CENTS;
    if (!draws.chance(cheap ? 0.22 : 0.04)) {
      return 1;
    }
    return cheap && draws.chance(0.25) ? draws.between(3, 6) : 2;
  }

  /** Today's list price; every second product cost 4 % less before a day of its own. */
  private long price(Product product, LocalDate day) {
    long dice = Draws.mix(plan.seed() + product.index());
    LocalDate dearerFrom = plan.firstDay().plusDays(Math.floorMod(dice >> 1, plan.days()));
    return (dice & 1) == 0 && day.isBefore(dearerFrom)
        ? product.listCents() * 96 / 100
        : product.listCents();
  }

  private static String variant(Shopper shopper, Product product, Draws draws) {
    int count = product.variants().size();
    if (count == 0) {
      return product.id();
    }
    // Most people have one size and one favourite colour.
    int favourite = (int) Math.floorMod(Draws.mix(shopper.number()), (long) count);
    return product.variants().get(draws.chance(0.75) ? favourite : draws.below(count)).id();
  }

  private static String coupon(Occasion occasion, Basket basket, Draws draws) {
    if (!occasion.isOnline() || !basket.couponCode().isEmpty()) {
      return basket.couponCode();
    }
    double dice = draws.uniform();
    if (occasion.sequence() == 0 && dice < 0.2) {
      return "WELCOME10";
    }
    return switch (occasion.day().getMonth()) {
      case NOVEMBER -> dice < 0.25 ? "BLACK15" : "";
      case JULY -> dice < 0.15 ? "SUMMER10" : "";
      default -> dice < 0.05 ? "NEWS5" : "";
    };
  }

  /** A coupon's last digits are its percentage. */
  private static int discount(String coupon) {
    return coupon.isEmpty() ? 0 : Integer.parseInt(coupon.replaceAll("\\D", ""));
  }
}
