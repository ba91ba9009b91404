package io.tandem.job;

import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.FrequentItemsets.FREQUENT_ITEMSETS;
import static io.tandem.table.FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.tandem.basket.Baskets;
import io.tandem.basket.FrequentlyBoughtTogetherSettings;
import io.tandem.basket.Itemsets;
import io.tandem.basket.ProductPage;
import io.tandem.basket.Rules;
import io.tandem.refusal.Refusal;
import io.tandem.table.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Baskets → frequent itemsets → association rules → what is bought together. */
public final class FrequentlyBoughtTogetherJob implements Job {
  @Override
  public String name() {
    return "frequently-bought-together";
  }

  @Override
  public void run(Night night) {
    FrequentlyBoughtTogetherSettings settings = night.settings().frequentlyBoughtTogether();
    Dataset<Row> baskets =
        Baskets.from(night.catalogue().soldAs(night.inputs().orderLines()), settings)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Column fits = size(col(Columns.PRODUCTS)).leq(settings.maxBasketSize());
    try {
      Row counts =
          night.phase(
              "baskets",
              () -> baskets.agg(count(lit(1)), count_if(fits)).head(),
              row ->
                  "%,d baskets, %,d left out with more than %,d products"
                      .formatted(
                          row.getLong(1),
                          row.getLong(0) - row.getLong(1),
                          settings.maxBasketSize()));
      long basketCount = counts.getLong(1);
      if (basketCount == 0) {
        throw Refusal.dataRefused(
            "Cannot publish frequent_itemsets for %s: no order has a completed line of a product."
                .formatted(night.runDate()));
      }
      String mined =
          "(%,d baskets, min-support %s, min-order-count %d)"
              .formatted(basketCount, settings.minSupport(), settings.minOrderCount());
      Dataset<Row> itemsets =
          night.stage(
              FREQUENT_ITEMSETS,
              Itemsets.mine(baskets.where(fits).select(Columns.PRODUCTS), basketCount, settings),
              "no product stands in enough baskets %s. Lower min-support.".formatted(mined));
      Dataset<Row> rules =
          night.stage(
              ASSOCIATION_RULES,
              Rules.from(itemsets, basketCount, settings.minConfidence()),
              "0 rules passed %s. Lower min-support or min-confidence (now %s)."
                  .formatted(mined, settings.minConfidence()));
      night.stage(
          FREQUENTLY_BOUGHT_TOGETHER,
          ProductPage.from(rules, night.catalogue().shown(), settings),
          "no rule to an available product reaches lift %s %s. Lower min-lift or min-support."
              .formatted(settings.minLift(), mined));
    } finally {
      baskets.unpersist();
    }
  }
}
