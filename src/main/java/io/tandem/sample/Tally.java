package io.tandem.sample;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What was really generated, counted order by order: the facts of {@code truth.json}. Counts are
 * whole numbers, so that tallies of parts add up to the tally of all, in any order.
 */
final class Tally {
  /** What was counted, and the number; rows of several tallies may be put together. */
  static final StructType SCHEMA =
      new StructType().add("what", DataTypes.StringType).add("number", DataTypes.LongType);

  private final TreeMap<String, Long> counts = new TreeMap<>();

  /** Counts all orders of one customer number. */
  void add(List<Order> orders, Catalogue catalogue, boolean isWholesale) {
    Map<Boolean, List<Order>> byGuest = orders.stream().collect(groupingBy(Order::isGuest));
    byGuest.values().stream().flatMap(List::stream).forEach(order -> add(order, isWholesale));
    long sold = byGuest.getOrDefault(false, List.of()).stream().filter(Order::isSold).count();
    count("customers_with_orders", sold >= 1 ? 1 : 0);
    count("customers_with_repeat_orders", sold >= 2 ? 1 : 0);
    for (Order order : orders) {
      if (order.isGuest() || !isWholesale) {
        addPairs(order, catalogue);
      }
    }
  }

  private void add(Order order, boolean isWholesaleNumber) {
    boolean wholesale = isWholesaleNumber && !order.isGuest();
    count("orders", 1);
    count("guest_orders", order.isGuest() ? 1 : 0);
    count("wholesale_orders", wholesale ? 1 : 0);
    count("orders_with_coupon", order.couponCode().isEmpty() ? 0 : 1);
    count("orders_" + order.channel(), 1);
    count("sold_orders", order.isSold() ? 1 : 0);
    count("revenue_cents", order.soldCents());
    if (order.isSold() && !wholesale) {
      count("retail_orders", 1);
      count("retail_revenue_cents", order.soldCents());
      count("retail_squared_cents", order.soldCents() * order.soldCents());
    }
    Set<Order.Line> seen = new HashSet<>();
    for (Order.Line line : order.lines()) {
      count("lines", 1);
      count("wholesale_lines", wholesale ? 1 : 0);
      count("lines_" + line.status(), 1);
      count("lines_returned_in_part", line.returnedQuantity() > 0 ? 1 : 0);
      count("duplicate_lines", seen.add(line) ? 0 : 1);
    }
  }

  private void addPairs(Order order, Catalogue catalogue) {
    List<Product> sold =
        order.lines().stream()
            .filter(Order.Line::isSold)
            .map(Order.Line::product)
            .distinct()
            .sorted()
            .map(catalogue.products()::get)
            .filter(product -> product.group() >= 0 || product.substitutes() >= 0)
            .toList();
    for (Product left : sold) {
      count(with(left.id()), 1);
      for (Product right : sold) {
        if (left.index() < right.index() && areOfOneSet(left, right)) {
          count(with(left.id(), right.id()), 1);
        }
      }
    }
  }

  private static boolean areOfOneSet(Product left, Product right) {
    return (left.group() >= 0 && left.group() == right.group())
        || (left.substitutes() >= 0 && left.substitutes() == right.substitutes());
  }

  private static String with(String... products) {
    return "orders_with " + String.join(" ", products);
  }

  private void count(String what, long number) {
    counts.merge(what, number, Math::addExact);
  }

  static Tally of(List<Row> rows) {
    Tally tally = new Tally();
    rows.forEach(row -> tally.count(row.getString(0), row.getLong(1)));
    return tally;
  }

  List<Row> rows() {
    return counts.entrySet().stream()
        .map(count -> RowFactory.create(count.getKey(), count.getValue()))
        .toList();
  }

  long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Orders that sold the product, wholesale left out; for products of a planted set. */
  long ordersWith(String product) {
    return of(with(product));
  }

  /** Orders that sold both products of a planted set, wholesale left out. */
  long ordersWithBoth(String left, String right) {
    return of(with(left, right));
  }
}
