package io.tandem.job;

import static io.tandem.table.AssociationRuleChanges.ASSOCIATION_RULE_CHANGES;
import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.Bundles.BUNDLES;
import static io.tandem.table.CartCompletions.CART_COMPLETIONS;
import static io.tandem.table.CheckoutAddOns.CHECKOUT_ADD_ONS;
import static io.tandem.table.FrequentItemsets.FREQUENT_ITEMSETS;
import static io.tandem.table.FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER;
import static io.tandem.table.Substitutes.SUBSTITUTES;

import io.tandem.basket.Associations;
import io.tandem.basket.Baskets;
import io.tandem.basket.BoughtInstead;
import io.tandem.basket.BundlesOfThree;
import io.tandem.basket.CartPage;
import io.tandem.basket.CategoryRules;
import io.tandem.basket.CheckoutPage;
import io.tandem.basket.FrequentlyBoughtTogetherSettings;
import io.tandem.basket.MinedBaskets;
import io.tandem.basket.PageEvidence;
import io.tandem.basket.ProductPage;
import io.tandem.basket.RuleDrift;
import io.tandem.refusal.Refusal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Baskets → frequent itemsets → association rules → what is shown on pages, in carts, at checkout;
 * and how well the rules of some weeks ago would have guessed what was bought since.
 */
public final class FrequentlyBoughtTogetherJob implements Job {
  @Override
  public String name() {
    return "frequently-bought-together";
  }

  @Override
  public void run(Night night) {
    FrequentlyBoughtTogetherSettings settings = night.settings().frequentlyBoughtTogether();
    Dataset<Row> orderLines = night.catalogue().soldAs(night.orderLines());
    // Every list looks titles, prices and stock up in it.
    Dataset<Row> catalogue = night.catalogue().shown().persist(StorageLevel.MEMORY_AND_DISK());
    try (MinedBaskets baskets =
        night.phase(
            "baskets",
            () -> MinedBaskets.of(Baskets.from(orderLines, settings), settings),
            MinedBaskets::inWords)) {
      if (baskets.count() == 0) {
        throw Refusal.dataRefused(
            "Cannot publish frequent_itemsets for %s: no order has a completed line of a product."
                .formatted(night.runDate()));
      }
      try (Associations associations =
          night.phase(
              "itemsets",
              () -> Associations.of(baskets, settings),
              found -> "%,d itemsets".formatted(found.itemsetCount()))) {
        publish(night, orderLines, catalogue, baskets, associations);
      }
      new CrossSellBackTest(night).stage(baskets);
    } finally {
      catalogue.unpersist();
    }
  }

  private static void publish(
      Night night,
      Dataset<Row> orderLines,
      Dataset<Row> catalogue,
      MinedBaskets baskets,
      Associations associations) {
    FrequentlyBoughtTogetherSettings settings = night.settings().frequentlyBoughtTogether();
    String mined =
        "(%,d baskets, min-support %s, min-order-count %d)"
            .formatted(baskets.count(), settings.minSupport(), settings.minOrderCount());
    Dataset<Row> earlier = night.before(ASSOCIATION_RULES);
    night.stage(
        FREQUENT_ITEMSETS,
        associations.itemsets(),
        "no product stands in enough baskets %s. Lower min-support.".formatted(mined));
    Dataset<Row> rules =
        night.stage(
            ASSOCIATION_RULES,
            associations.rules(catalogue, earlier),
            "0 rules passed %s. Lower min-support or min-confidence (now %s)."
                .formatted(mined, settings.minConfidence()));
    night.stage(ASSOCIATION_RULE_CHANGES, RuleDrift.changes(rules, earlier), "");
    Dataset<Row> substitutes =
        night.stage(
            SUBSTITUTES,
            BoughtInstead.from(
                baskets.rows(),
                baskets.count(),
                catalogue,
                night.inputs().events().map(night.catalogue()::soldAs),
                settings),
            "");
    try (CategoryRules categoryRules =
        night.phase(
            "category rules",
            () -> CategoryRules.of(orderLines, catalogue, settings),
            found -> "%,d rules".formatted(found.count()))) {
      PageEvidence evidence =
          new PageEvidence(
              rules,
              categoryRules.rows(),
              night.inputs().assortment(),
              substitutes,
              baskets.rows(),
              catalogue,
              night.catalogue().variants());
      night.stage(FREQUENTLY_BOUGHT_TOGETHER, ProductPage.from(evidence, settings), "");
    }
    night.stage(CART_COMPLETIONS, CartPage.from(rules, catalogue, settings), "");
    night.stage(
        BUNDLES, BundlesOfThree.from(associations.itemsets(), rules, catalogue, settings), "");
    night.stage(
        CHECKOUT_ADD_ONS,
        CheckoutPage.from(rules, baskets.rows(), orderLines, catalogue, settings),
        "");
  }
}
