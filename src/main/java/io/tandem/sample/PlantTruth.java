package io.tandem.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is true of the plants that a job must see through or find, as JSON. */
final class PlantTruth {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ShopPlan plan;
  private final Catalogue catalogue;
  private final Tally tally;
  private final PairTruth pairs;

  PlantTruth(ShopPlan plan, Catalogue catalogue, Tally tally) {
    this.plan = plan;
    this.catalogue = catalogue;
    this.tally = tally;
    this.pairs = new PairTruth(tally);
  }

  void addTo(ObjectNode truth) {
    truth.set("echo_pairs", echoPairs());
    truth.put("echoes_end_on", Echo.firstDayWithout(plan).toString());
    truth.set("coupon_bundle", couponBundle());
    truth.set("basket_sizes", basketSizes());
    truth.set("season", season());
    truth.set("seasonal_pairs", seasonalPairs());
    truth.set("single_customer_pair", singleCustomerPair());
    truth.set("requires_pairs", requiresPairs());
    truth.set("synergies", synergies());
  }

  private ArrayNode echoPairs() {
    ArrayNode node = JSON.arrayNode();
    for (ProductPair pair : Echo.pairs(catalogue)) {
      node.addObject()
          .put("shown_beside", pair.left().id())
          .put("shown", pair.right().id())
          .put("orders_shown_beside", tally.ordersWith(pair.left()))
          .put("orders_shown", tally.ordersWith(pair.right()))
          .put("orders_both", tally.ordersWith(pair))
          .put("orders_both_prompted", tally.ordersWith(pair, Tally.PROMPTED))
          .put("lift", pairs.lift(pair));
    }
    return node;
  }

  private ObjectNode couponBundle() {
    List<Product> products = CouponBundle.products(catalogue);
    ObjectNode node = JSON.objectNode().put("coupon", CouponBundle.COUPON);
    node.set("products", PairTruth.ids(products));
    node.put("orders", tally.of("bundle_orders"));
    ArrayNode nodes = node.putArray("pairs");
    for (ProductPair pair : ProductPair.among(products)) {
      nodes.add(
          pairs.of(pair).put("orders_both_with_coupon", tally.ordersWith(pair, Tally.BUNDLE)));
    }
    return node;
  }

  /** φ over the distinct products of completed lines, wholesale left out: 1 for Poisson sizes. */
  private ObjectNode basketSizes() {
    double baskets = tally.of("baskets");
    double sum = tally.of("basket_products");
    ObjectNode node =
        JSON.objectNode()
            .put("baskets", tally.of("baskets"))
            .put("basket_products", tally.of("basket_products"))
            .put("phi", Truth.rounded(baskets * tally.of("basket_pairs") / (sum * sum)))
            .put("stock_up_orders", tally.of("stock_up_orders"))
            .put("stock_up_from_products", StockUp.LEAST_PRODUCTS);
    ArrayNode nodes = node.putArray("null_pairs");
    for (ProductPair pair : StockUp.nullPairs(catalogue)) {
      nodes.add(
          pairs.of(pair).put("orders_both_in_stock_ups", tally.ordersWith(pair, Tally.STOCK_UP)));
    }
    return node;
  }

  private ObjectNode season() {
    return JSON.objectNode()
        .put("first_day", Season.FIRST_DAY.toString().substring(2))
        .put("last_day", Season.LAST_DAY.toString().substring(2))
        .put("orders", tally.of("season_orders"));
  }

  private ArrayNode seasonalPairs() {
    ArrayNode node = JSON.arrayNode();
    for (ProductPair pair : ProductPair.among(Season.products(catalogue))) {
      node.add(
          pairs.of(pair).put("lift_in_season", pairs.liftAmong(tally.of("season_orders"), pair)));
    }
    return node;
  }

  private ObjectNode singleCustomerPair() {
    ObjectNode node =
        JSON.objectNode()
            .put("customer_id", Shoppers.customerId(Shoppers.businessBuyer(plan)))
            .put("orders", tally.of("business_orders"));
    for (ProductPair pair : BusinessBuyer.pair(catalogue)) {
      node.setAll(pairs.of(pair));
      node.put("orders_both_by_customer", tally.ordersWith(pair, Tally.BUSINESS));
    }
    return node;
  }

  /** Two products, what joins them, and how much more often it joins both than either. */
  private ArrayNode synergies() {
    ArrayNode node = JSON.arrayNode();
    List<Product> products = Synergy.products(catalogue);
    if (products.isEmpty()) {
      return node;
    }
    Product third = products.get(2);
    ProductPair both = new ProductPair(products.get(0), products.get(1));
    long all = tally.of("synergy_orders");
    ObjectNode synergy = node.addObject();
    synergy.set("products", PairTruth.ids(both.products().toList()));
    synergy
        .put("joined_by", third.id())
        .put("orders_both", tally.ordersWith(both))
        .put("orders_all", all)
        .put("confidence", Truth.ratio(all, tally.ordersWith(both)))
        .put("confidence_left_alone", joinsAlone(both.left(), third, both))
        .put("confidence_right_alone", joinsAlone(both.right(), third, both));
    synergy.set("pairs", pairs.of(ProductPair.among(products)));
    return node;
  }

  /** How often the third stands in orders that sold one of the two and not the other. */
  private double joinsAlone(Product one, Product third, ProductPair both) {
    return Truth.ratio(
        tally.ordersWith(new ProductPair(one, third)) - tally.of("synergy_orders"),
        tally.ordersWith(one) - tally.ordersWith(both));
  }

  private ArrayNode requiresPairs() {
    ArrayNode node = JSON.arrayNode();
    for (ProductPair pair : Launch.pairs(catalogue)) {
      node.addObject()
          .put("product", pair.left().id())
          .put("complement", pair.right().id())
          .put("orders_product", tally.ordersWith(pair.left()))
          .put("orders_complement", tally.ordersWith(pair.right()))
          .put("orders_both", tally.ordersWith(pair));
    }
    return node;
  }
}
