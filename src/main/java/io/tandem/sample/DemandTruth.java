package io.tandem.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is true of demand over time, as JSON: habits, trends, tastes that change. */
final class DemandTruth {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ShopPlan plan;
  private final Catalogue catalogue;
  private final Tally tally;

  DemandTruth(ShopPlan plan, Catalogue catalogue, Tally tally) {
    this.plan = plan;
    this.catalogue = catalogue;
    this.tally = tally;
  }

  void addTo(ObjectNode truth) {
    truth.set("replenished_products", replenished());
    truth.set("trends", trends());
    truth.set("taste_changes", tasteChanges());
  }

  /** Customers with the habit who ordered the product, and their orders of it after the first. */
  private ArrayNode replenished() {
    ArrayNode node = JSON.arrayNode();
    for (Product product : Replenishment.products(catalogue)) {
      long reorders = tally.of(DemandTally.with("reorders", product));
      node.addObject()
          .put("product", product.id())
          .put("interval_days", Replenishment.days(product))
          .put("customers", tally.of(DemandTally.with("customers", product)))
          .put("reorders", reorders)
          .put(
              "mean_interval_days",
              Truth.ratio(tally.of(DemandTally.with("days", product)), reorders));
    }
    return node;
  }

  private ObjectNode trends() {
    ObjectNode node =
        JSON.objectNode()
            .put("first_day", Trends.firstDay(plan).toString())
            .put("days", Trends.LAST_DAYS)
            .put("orders_before", tally.of("orders before"))
            .put("orders_since", tally.of("orders since"));
    node.set("rising", trend(Trends.rising(catalogue)));
    node.set("fading", trend(Trends.fading(catalogue)));
    return node;
  }

  /** Growth: the share of the orders that hold the product since, divided by that before. */
  private ArrayNode trend(List<Product> products) {
    ArrayNode node = JSON.arrayNode();
    for (Product product : products) {
      long before = tally.of(DemandTally.with("before", product));
      long since = tally.of(DemandTally.with("since", product));
      double expected = (double) before * tally.of("orders since") / tally.of("orders before");
      node.addObject()
          .put("product", product.id())
          .put("orders_before", before)
          .put("orders_since", since)
          .put("growth", Truth.rounded(since / expected));
    }
    return node;
  }

  private ObjectNode tasteChanges() {
    return JSON.objectNode()
        .put("customers", tally.of("changed_tastes"))
        .put("customers_with_orders_before_and_since", tally.of("changed_tastes_seen"));
  }
}
