package io.tandem.job;

import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.CrossSellEvaluation.CROSS_SELL_EVALUATION;
import static org.apache.spark.sql.functions.col;

import io.tandem.basket.Associations;
import io.tandem.basket.Baskets;
import io.tandem.basket.CategoryRules;
import io.tandem.basket.CommonOrders;
import io.tandem.basket.FrequentlyBoughtTogetherSettings;
import io.tandem.basket.MinedBaskets;
import io.tandem.basket.MostOrdered;
import io.tandem.basket.RulesForCarts;
import io.tandem.evaluation.BackTest;
import io.tandem.evaluation.Calibration;
import io.tandem.evaluation.HiddenProducts;
import io.tandem.evaluation.TemporalSplit;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Baskets of the last weeks ↔ what the rules from before them would have shown: mines what was
 * known then with tonight's settings, and stages {@code cross_sell_evaluation}.
 */
final class CrossSellBackTest {
  private final Night night;
  private final FrequentlyBoughtTogetherSettings settings;
  private final TemporalSplit split;

  CrossSellBackTest(Night night) {
    this.night = night;
    this.settings = night.settings().frequentlyBoughtTogether();
    this.split = TemporalSplit.lastWeeks(settings.evaluation().weeks(), night.runDate());
  }

  /**
   * Stages the table; empty where there is nothing to judge.
   *
   * @param baskets all that tonight's rules are mined from
   */
  void stage(MinedBaskets baskets) {
    if (settings.evaluation().weeks() == 0) {
      stageNothing("evaluation.weeks is 0");
      return;
    }
    Dataset<Row> judged = baskets.rows().where(split.isJudged(col(ORDERED_AT)));
    Dataset<Row> orderLines =
        night.catalogue().soldAs(night.inputs().orderLinesBefore(split.cut()));
    try (MinedBaskets known =
        night.phase(
            "baskets before " + split.cut(),
            () -> MinedBaskets.of(Baskets.from(orderLines, settings), settings),
            MinedBaskets::inWords)) {
      if (known.count() == 0) {
        stageNothing("no order is older than " + split.cut());
        return;
      }
      try (Associations associations =
          night.phase(
              "itemsets before " + split.cut(),
              () -> Associations.of(known, settings),
              found -> "%,d itemsets".formatted(found.itemsetCount()))) {
        stage(judged, known, associations, orderLines);
      }
    }
  }

  private void stage(
      Dataset<Row> judged, MinedBaskets known, Associations associations, Dataset<Row> orderLines) {
    Dataset<Row> rules = associations.rules().persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> hidden =
        HiddenProducts.from(judged, Baskets.UNPROMPTED).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (rules.isEmpty() || hidden.isEmpty()) {
        stageNothing(
            rules.isEmpty()
                ? "no rule could be mined before " + split.cut()
                : "no order since %s holds two products, one of them unprompted"
                    .formatted(split.cut()));
        return;
      }
      Dataset<Row> catalogue = night.catalogue().shown();
      try (CategoryRules categoryRules =
          night.phase(
              "category rules before " + split.cut(),
              () -> CategoryRules.of(orderLines, catalogue, settings),
              found -> "%,d rules".formatted(found.count()))) {
        RulesForCarts model =
            new RulesForCarts(
                rules,
                categoryRules.rows(),
                known.rows(),
                catalogue,
                BackTest.LONGEST_LIST,
                settings);
        night.stage(CROSS_SELL_EVALUATION, judge(model, hidden, judged, known), "");
      }
    } finally {
      hidden.unpersist();
      rules.unpersist();
    }
  }

  private Dataset<Row> judge(
      RulesForCarts rules, Dataset<Row> hidden, Dataset<Row> judged, MinedBaskets known) {
    BackTest backTest = new BackTest(hidden);
    CommonOrders commonOrders = new CommonOrders(known.rows(), BackTest.LONGEST_LIST);
    MostOrdered mostOrdered =
        new MostOrdered(known.rows(), BackTest.LONGEST_LIST, settings.maxBasketSize());
    return backTest
        .judge("rules", rules::guesses, RulesForCarts.EVIDENCE_LEVELS)
        .union(Calibration.of("rules", "product", rules.promises(), judged))
        .union(backTest.judge("co_occurrence", commonOrders::guesses, List.of()))
        .union(backTest.judge("popular", mostOrdered::guesses, List.of()));
  }

  private void stageNothing(String because) {
    night
        .progress()
        .say("No back-test, and cross_sell_evaluation is empty: %s.".formatted(because));
    night.stage(CROSS_SELL_EVALUATION, night.rows(CROSS_SELL_EVALUATION, List.of()), "");
  }
}
