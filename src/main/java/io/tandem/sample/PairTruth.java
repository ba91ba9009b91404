package io.tandem.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What was counted of pairs of products, as JSON: sold orders, wholesale left out. */
final class PairTruth {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Tally tally;

  PairTruth(Tally tally) {
    this.tally = tally;
  }

  ArrayNode of(List<ProductPair> pairs) {
    ArrayNode node = JSON.arrayNode();
    pairs.forEach(pair -> node.add(of(pair)));
    return node;
  }

  /** The orders of either and both, those of both that a recommendation led to, and the lift. */
  ObjectNode of(ProductPair pair) {
    ObjectNode node = JSON.objectNode();
    node.set("products", ids(pair.products().toList()));
    return node.put("orders_left", tally.ordersWith(pair.left()))
        .put("orders_right", tally.ordersWith(pair.right()))
        .put("orders_both", tally.ordersWith(pair))
        .put("orders_both_prompted", tally.ordersWith(pair, Tally.PROMPTED))
        .put("lift", lift(pair));
  }

  double lift(ProductPair pair) {
    return liftAmong(tally.of("retail_orders"), pair);
  }

  /** How many times as often together as if independent, if all are sold in these orders. */
  double liftAmong(long orders, ProductPair pair) {
    double expected =
        (double) tally.ordersWith(pair.left()) * tally.ordersWith(pair.right()) / orders;
    return expected == 0 ? 0 : Truth.rounded(tally.ordersWith(pair) / expected);
  }

  static ArrayNode ids(List<Product> products) {
    ArrayNode ids = JSON.arrayNode();
    products.forEach(product -> ids.add(product.id()));
    return ids;
  }
}
