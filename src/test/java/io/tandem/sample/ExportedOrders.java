package io.tandem.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Orders as the rows of an export hold them, one by one; variants stand as their parent. What is
 * counted here is counted without the generator.
 */
record ExportedOrders(List<ExportedOrder> orders) {
  /** A line of an order. */
  record Line(String product, String status, double price, String placement) {
    boolean isSold() {
      return !status.equals("cancelled");
    }
  }

  /** An order; the buyer is the customer, or for a guest the order itself. */
  record ExportedOrder(
      String buyer,
      LocalDate day,
      String channel,
      String coupon,
      List<Line> lines,
      Set<String> sold) {
    static Set<String> products(List<Line> lines, Predicate<Line> condition) {
      return lines.stream().filter(condition).map(Line::product).collect(toSet());
    }

    Set<String> products(Predicate<Line> condition) {
      return products(lines, condition);
    }
  }

  /** The orders of the well-formed lines, without those of one customer. */
  static ExportedOrders of(Dataset<Row> lines, Dataset<Row> products, String left) {
    Map<String, String> parents =
        products.where("parent_product_id is not null").collectAsList().stream()
            .collect(toMap(row -> row.getAs("product_id"), row -> row.getAs("parent_product_id")));
    Map<String, List<Row>> byOrder =
        lines
            .where(
                "order_id is not null and product_id is not null"
                    + " and try_cast(quantity as int) > 0 and try_cast(unit_price as double) > 0"
                    + " and try_to_timestamp(ordered_at) is not null and status <> 'lost'")
            .na()
            .fill("")
            .collectAsList()
            .stream()
            .filter(row -> !row.getAs("customer_id").equals(left))
            .collect(groupingBy(row -> row.getAs("order_id")));
    return new ExportedOrders(byOrder.values().stream().map(rows -> order(rows, parents)).toList());
  }

  private static ExportedOrder order(List<Row> rows, Map<String, String> parents) {
    Row first = rows.get(0);
    String customer = first.getAs("customer_id");
    List<Line> lines = rows.stream().map(row -> line(row, parents)).toList();
    return new ExportedOrder(
        customer.isEmpty() ? first.getAs("order_id") : customer,
        LocalDate.parse(first.<String>getAs("ordered_at").substring(0, 10)),
        first.getAs("channel"),
        first.getAs("coupon_code"),
        lines,
        ExportedOrder.products(lines, Line::isSold));
  }

  private static Line line(Row row, Map<String, String> parents) {
    String product = row.getAs("product_id");
    return new Line(
        parents.getOrDefault(product, product),
        row.getAs("status"),
        new BigDecimal(row.<String>getAs("unit_price"))
            .multiply(new BigDecimal(row.<String>getAs("quantity")))
            .doubleValue(),
        row.getAs("placement"));
  }

  /** Those of which something was sold. */
  ExportedOrders sold() {
    return only(order -> !order.sold().isEmpty());
  }

  ExportedOrders only(Predicate<ExportedOrder> condition) {
    return new ExportedOrders(orders.stream().filter(condition).toList());
  }

  ExportedOrders with(String... products) {
    return only(order -> order.sold().containsAll(List.of(products)));
  }

  int count() {
    return orders.size();
  }

  long buyers() {
    return orders.stream().map(ExportedOrder::buyer).distinct().count();
  }

  /** How many orders would hold both if that were chance. */
  double expected(String left, String right) {
    return (double) with(left).count() * with(right).count() / count();
  }

  double lift(String left, String right) {
    return with(left, right).count() / expected(left, right);
  }

  /** How many orders would hold both if that were chance among orders of as many products. */
  double expectedBySize(String left, String right) {
    return orders.stream().collect(groupingBy(order -> order.sold().size())).values().stream()
        .mapToDouble(sameSize -> new ExportedOrders(sameSize).expected(left, right))
        .sum();
  }
}
