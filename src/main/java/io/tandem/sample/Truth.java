package io.tandem.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is true of a sample shop, as JSON: what was planted, and what was counted. */
final class Truth {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ShopPlan plan;
  private final Catalogue catalogue;
  private final Tally tally;

  Truth(ShopPlan plan, Tally tally) {
    this.plan = plan;
    this.catalogue = Catalogue.of(plan);
    this.tally = tally;
  }

  String json() {
    ObjectNode truth = JSON.objectNode();
    truth.set("plan", planNode());
    truth.set("customers", customers());
    truth.set("orders", orders());
    truth.set("lines", lines());
    truth.set("order_value", orderValue());
    truth.put("wholesale_customer_id", Shoppers.customerId(Shoppers.wholesaleBuyer(plan)));
    truth.set("complementary_groups", sets(catalogue.groups().values()));
    truth.set("complementary_pairs", pairs(catalogue.groups().values()));
    truth.set("special_groups", sets(specialGroups()));
    truth.set("substitutes", sets(catalogue.substitutes().values()));
    truth.set("substitute_pairs", pairs(catalogue.substitutes().values()));
    new PlantTruth(plan, catalogue, tally).addTo(truth);
    new DemandTruth(plan, catalogue, tally).addTo(truth);
    new EventTruth(plan, catalogue, tally).addTo(truth);
    new ExperimentTruth(plan, tally).addTo(truth);
    truth.set("product_tastes", tastes());
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(truth)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<List<Integer>> specialGroups() {
    return catalogue.groups().entrySet().stream()
        .filter(group -> Company.of(group.getKey()) == Company.SPECIAL)
        .map(Map.Entry::getValue)
        .toList();
  }

  private ObjectNode planNode() {
    return JSON.objectNode()
        .put("customers", plan.customers())
        .put("products", plan.products())
        .put("seed", plan.seed())
        .put("first_day", plan.firstDay().toString())
        .put("days", plan.days());
  }

  private ObjectNode customers() {
    return JSON.objectNode()
        .put("registered", plan.customers())
        .put("with_orders", tally.of("customers_with_orders"))
        .put("with_repeat_orders", tally.of("customers_with_repeat_orders"))
        .put(
            "repeat_purchase_rate",
            ratio(tally.of("customers_with_repeat_orders"), tally.of("customers_with_orders")));
  }

  private ObjectNode orders() {
    ObjectNode orders = JSON.objectNode();
    orders.put("valid", tally.of("orders"));
    orders.put("sold", tally.of("sold_orders"));
    orders.put("guest", tally.of("guest_orders"));
    orders.put("guest_share", ratio(tally.of("guest_orders"), tally.of("orders")));
    orders.put("wholesale", tally.of("wholesale_orders"));
    orders.put("with_coupon", tally.of("orders_with_coupon"));
    ObjectNode channels = orders.putObject("by_channel");
    for (String channel : List.of("web", "app", "store")) {
      channels.put(channel, tally.of("orders_" + channel));
    }
    return orders;
  }

  private ObjectNode lines() {
    ObjectNode lines = JSON.objectNode();
    lines.put("rows", tally.of("lines") + DirtyLine.rows(plan));
    lines.put("valid", tally.of("lines"));
    lines.put("dirty", DirtyLine.rows(plan));
    lines.put("duplicates", tally.of("duplicate_lines"));
    lines.put("wholesale", tally.of("wholesale_lines"));
    ObjectNode statuses = lines.putObject("by_status");
    for (String status : List.of("completed", "cancelled", "returned")) {
      statuses.put(status, tally.of("lines_" + status));
    }
    lines.put("returned_in_part", tally.of("lines_returned_in_part"));
    ObjectNode dirt = lines.putObject("dirty_by_kind");
    for (DirtyLine.Dirt kind : DirtyLine.Dirt.values()) {
      dirt.put(kind.name().toLowerCase(Locale.ROOT), DirtyLine.rowsOfAKind(plan));
    }
    return lines;
  }

  /** Over sold orders, gross of refunds; cancelled lines are not sold. */
  private ObjectNode orderValue() {
    long orders = tally.of("retail_orders");
    double mean = tally.of("retail_revenue_cents") / 100.0 / orders;
    double meanSquare = tally.of("retail_squared_cents") / 1e4 / orders;
    return JSON.objectNode()
        .put("revenue", money(tally.of("revenue_cents")))
        .put("average", rounded(tally.of("revenue_cents") / 100.0 / tally.of("sold_orders")))
        .put("average_without_wholesale", rounded(mean))
        .put(
            "coefficient_of_variation_without_wholesale",
            rounded(Math.sqrt(meanSquare - mean * mean) / mean));
  }

  private ArrayNode sets(Collection<List<Integer>> sets) {
    ArrayNode node = JSON.arrayNode();
    sets.forEach(set -> node.add(PairTruth.ids(products(set))));
    return node;
  }

  private ArrayNode pairs(Collection<List<Integer>> sets) {
    return new PairTruth(tally)
        .of(sets.stream().flatMap(set -> ProductPair.among(products(set)).stream()).toList());
  }

  private List<Product> products(List<Integer> positions) {
    return positions.stream().map(catalogue.products()::get).toList();
  }

  private ObjectNode tastes() {
    ObjectNode tastes = JSON.objectNode();
    for (Product product : catalogue.products()) {
      ArrayNode shares = tastes.putArray(product.id());
      product.taste().rounded().forEach(share -> shares.add(new BigDecimal(share)));
    }
    return tastes;
  }

  static double ratio(long part, long whole) {
    return whole == 0 ? 0 : rounded((double) part / whole);
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  static double rounded(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue()
        : 0;
  }
}
