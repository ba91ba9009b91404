package io.tandem.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
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

  /** Kinds of orders: a recommendation led to one of the two products. */
  static final String PROMPTED = "prompted";

  /** The order has the bundle's coupon. */
  static final String BUNDLE = "bundle";

  /** The order is one of many products. */
  static final String STOCK_UP = "stock_up";

  /** The order was placed in the season. */
  static final String SEASON = "season";

  /** The order is of the one business that buys two products week after week. */
  static final String BUSINESS = "business";

  /** The order sold both products of the synergy and the third. */
  static final String SYNERGY = "synergy";

  private final TreeMap<String, Long> counts = new TreeMap<>();

  /** Counts all orders of one customer number. */
  void add(List<Order> orders, PlantedPairs planted, Buyer buyer) {
    boolean isWholesale = buyer == Buyer.WHOLESALE;
    Map<Boolean, List<Order>> byGuest = orders.stream().collect(groupingBy(Order::isGuest));
    byGuest.values().stream().flatMap(List::stream).forEach(order -> add(order, isWholesale));
    long sold = byGuest.getOrDefault(false, List.of()).stream().filter(Order::isSold).count();
    count("customers_with_orders", sold >= 1 ? 1 : 0);
    count("customers_with_repeat_orders", sold >= 2 ? 1 : 0);
    for (Order order : orders) {
      if (order.isGuest() || !isWholesale) {
        addRetail(order, planted, buyer);
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

  private void addRetail(Order order, PlantedPairs planted, Buyer buyer) {
    Set<String> kinds = kinds(order, planted, buyer);
    kinds.forEach(kind -> count(kind + "_orders", order.isSold() ? 1 : 0));
    long size = order.productsOf(Order.Line::isCompleted).size();
    count("baskets", size > 0 ? 1 : 0);
    count("basket_products", size);
    count("basket_pairs", size * (size - 1));
    addPairs(order, planted, kinds);
  }

  private void addPairs(Order order, PlantedPairs planted, Set<String> kinds) {
    List<Product> sold = planted.productsAmong(order.productsOf(Order.Line::isSold));
    Set<Integer> unprompted = order.productsOf(Order.Line::isUnprompted);
    for (Product left : sold) {
      count(with("", left), 1);
      for (Product right : sold) {
        if (left.index() < right.index() && planted.contains(left, right)) {
          count(with("", left, right), 1);
          kinds.forEach(kind -> count(with(kind, left, right), 1));
          boolean prompted =
              !unprompted.contains(left.index()) || !unprompted.contains(right.index());
          count(with(PROMPTED, left, right), prompted ? 1 : 0);
        }
      }
    }
  }

  private static Set<String> kinds(Order order, PlantedPairs planted, Buyer buyer) {
    Set<String> kinds = new HashSet<>();
    if (order.couponCode().equals(CouponBundle.COUPON)) {
      kinds.add(BUNDLE);
    }
    if (order.productsOf(line -> true).size() >= StockUp.LEAST_PRODUCTS) {
      kinds.add(STOCK_UP);
    }
    if (Season.isOn(order.day())) {
      kinds.add(SEASON);
    }
    if (buyer == Buyer.BUSINESS && !order.isGuest()) {
      kinds.add(BUSINESS);
    }
    if (planted.isSynergyIn(order.productsOf(Order.Line::isSold))) {
      kinds.add(SYNERGY);
    }
    return kinds;
  }

  private static String with(String kind, Product... products) {
    return kind
        + " orders_with "
        + Arrays.stream(products).map(Product::id).sorted().collect(joining(" "));
  }

  /** Adds to a count. */
  void count(String what, long number) {
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

  /** Orders that sold the product, wholesale left out; for products of a planted pair. */
  long ordersWith(Product product) {
    return of(with("", product));
  }

  /** Orders that sold both products of a planted pair, wholesale left out. */
  long ordersWith(ProductPair pair) {
    return ordersWith(pair, "");
  }

  /** Of these the orders of one kind. */
  long ordersWith(ProductPair pair, String kind) {
    return of(with(kind, pair.left(), pair.right()));
  }
}
