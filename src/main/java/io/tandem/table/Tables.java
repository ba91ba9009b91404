package io.tandem.table;

import java.util.List;

/** All tables, in the order in which a reader meets them. */
public final class Tables {
  /** What a shop maps from its own exports. */
  public static final List<Table> INPUTS =
      List.of(
          OrderLines.ORDER_LINES,
          Products.PRODUCTS,
          Customers.CUSTOMERS,
          Assortment.ASSORTMENT,
          Events.EVENTS,
          Exposures.EXPOSURES,
          ExperimentOutcomes.EXPERIMENT_OUTCOMES);

  /** What a night publishes. */
  public static final List<Table> PUBLISHED =
      List.of(
          FrequentItemsets.FREQUENT_ITEMSETS,
          AssociationRules.ASSOCIATION_RULES,
          AssociationRuleChanges.ASSOCIATION_RULE_CHANGES,
          FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER,
          CartCompletions.CART_COMPLETIONS,
          Bundles.BUNDLES,
          Substitutes.SUBSTITUTES,
          CheckoutAddOns.CHECKOUT_ADD_ONS,
          CrossSellEvaluation.CROSS_SELL_EVALUATION,
          UserRecommendations.USER_RECOMMENDATIONS,
          AlsUserFactors.ALS_USER_FACTORS,
          AlsItemFactors.ALS_ITEM_FACTORS,
          SimilarProducts.SIMILAR_PRODUCTS,
          TasteSegments.TASTE_SEGMENTS,
          PopularProducts.POPULAR_PRODUCTS,
          RecommendationEvaluation.RECOMMENDATION_EVALUATION,
          TrendingProducts.TRENDING_PRODUCTS,
          BuyAgain.BUY_AGAIN,
          OrderMetrics.ORDER_METRICS,
          RetentionMetrics.RETENTION_METRICS,
          CohortRetention.COHORT_RETENTION,
          CustomerSurvival.CUSTOMER_SURVIVAL,
          SurvivalComparisons.SURVIVAL_COMPARISONS,
          RevenueTree.REVENUE_TREE,
          CustomerValue.CUSTOMER_VALUE,
          CustomerValueModels.CUSTOMER_VALUE_MODELS,
          CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION,
          ExperimentAssignments.EXPERIMENT_ASSIGNMENTS,
          ExperimentMoments.EXPERIMENT_MOMENTS,
          ExperimentArms.EXPERIMENT_ARMS,
          ExperimentEffects.EXPERIMENT_EFFECTS,
          ExperimentChecks.EXPERIMENT_CHECKS,
          MatchedComparisons.MATCHED_COMPARISONS,
          MatchedBalance.MATCHED_BALANCE,
          Claims.CLAIMS);

  private Tables() {}
}
