package io.tandem.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.table.Events;
import java.util.List;

/** What is true of the events, as JSON. */
final class EventTruth {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ShopPlan plan;
  private final Catalogue catalogue;
  private final Tally tally;

  EventTruth(ShopPlan plan, Catalogue catalogue, Tally tally) {
    this.plan = plan;
    this.catalogue = catalogue;
    this.tally = tally;
  }

  void addTo(ObjectNode truth) {
    truth.set("events", events());
    ObjectNode pairs = truth.putObject("viewed_together");
    pairs.set("substitutes", pairs(Comparisons.substitutes(catalogue)));
    pairs.set("seldom_ordered", pairs(Comparisons.seldomOrdered(catalogue)));
  }

  private ObjectNode events() {
    ObjectNode node =
        JSON.objectNode()
            .put("first_day", BrowsingHistory.firstDay(plan).toString())
            .put("rows", tally.of("events"));
    ObjectNode types = node.putObject("by_type");
    for (String type : List.of(Events.VIEW, Events.ADD_TO_CART, Events.WISHLIST, Events.SEARCH)) {
      types.put(type, tally.of("events " + type));
    }
    return node.put("visitors", tally.of("visitors"))
        .put("visitors_never_logged_in", tally.of("visitors_unknown"))
        .put("sessions", tally.of("sessions"))
        .put("sessions_logged_in", tally.of("sessions_known"))
        .put("sessions_not_logged_in", tally.of("sessions_unknown"))
        .put("orders_online", tally.of("orders_online"))
        .put("orders_browsed_for", tally.of("orders_browsed"));
  }

  /** Sessions that viewed either and both, sold orders of either and both, and the views' lift. */
  private ArrayNode pairs(List<ProductPair> pairs) {
    ArrayNode nodes = JSON.arrayNode();
    for (ProductPair pair : pairs) {
      ObjectNode node = nodes.addObject();
      node.set("products", PairTruth.ids(pair.products().toList()));
      for (String where : List.of("sessions", "orders")) {
        for (String what : List.of("left", "right", "both")) {
          node.put(where + "_" + what, tally.of(EventTally.with(where + " " + what, pair)));
        }
      }
      double expected =
          node.path("sessions_left").asDouble()
              * node.path("sessions_right").asDouble()
              / tally.of("sessions");
      node.put("view_lift", Truth.rounded(node.path("sessions_both").asLong() / expected));
    }
    return nodes;
  }
}
