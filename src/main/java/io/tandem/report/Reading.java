package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.CrossSellEvaluation.CROSS_SELL_EVALUATION;
import static io.tandem.table.CustomerSurvival.CUSTOMER_SURVIVAL;
import static io.tandem.table.CustomerValue.CUSTOMER_VALUE;
import static io.tandem.table.CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION;
import static io.tandem.table.PopularProducts.POPULAR_PRODUCTS;
import static io.tandem.table.RecommendationEvaluation.RECOMMENDATION_EVALUATION;
import static io.tandem.table.RevenueTree.REVENUE_TREE;
import static io.tandem.table.SurvivalComparisons.SURVIVAL_COMPARISONS;

import io.tandem.report.page.Grid;
import io.tandem.report.page.Topic;
import io.tandem.table.Columns;
import java.util.ArrayList;
import java.util.List;

/** The section on what each number is. */
final class Reading {
  /**
   * The section.
   *
   * @param hasOrders whether the page shows what was ordered
   * @param evidence what it shows of experiments
   */
  static Topic definitions(boolean hasOrders, Evidence evidence) {
    List<List<String>> rows = new ArrayList<>();
    if (evidence.isExperimental()) {
      rows.addAll(ExperimentDefinitions.rows());
    }
    if (evidence.isMatched()) {
      rows.addAll(ExperimentDefinitions.matched());
    }
    if (hasOrders) {
      rows.addAll(ofOrders());
    }
    return new Topic(
        "definitions",
        "How each number is defined",
        List.of(
            "The words are those of the published tables, in which the numbers of this page can be"
                + " looked up. Rates are shares from 0 to 1 there and percent here."),
        List.of(),
        List.of(
            new Grid(
                "Definitions",
                List.of(words("Number"), words("Definition"), words("Table and column")),
                rows)));
  }

  private static List<List<String>> ofOrders() {
    return List.of(
        order("Average order value (AOV)", Columns.AVERAGE_ORDER_VALUE),
        List.of(
            "95 % interval of AOV",
            "Its unit is the customer, a guest order being a customer of its own; delta"
                + " method on the log scale.",
            "order_metrics.average_order_value_lower, _upper"),
        order("AOV, winsorized", "average_order_value_winsorized"),
        order("The cap of winsorized orders", "order_value_cap"),
        order("Items per order", "items_per_order"),
        order("Price per item", "price_per_item"),
        order("Orders with two or more products", "multi_product_order_rate"),
        order("Revenue", Columns.REVENUE),
        order("Refunds", Columns.REFUNDS),
        order("Orders", Columns.ORDER_COUNT),
        order("Customers", Columns.CUSTOMER_COUNT),
        List.of(
            "Matured customers, 90 days",
            Definitions.ofMatured(90),
            "retention_metrics.matured_customer_count_90; 30 and 60 alike"),
        List.of(
            "Repeat purchase rate, 90 days",
            Definitions.ofRepeatPurchaseRate(90),
            "retention_metrics.repeat_purchase_rate_90; 30 and 60 alike"),
        List.of(
            "Retention rate, 90 days",
            Definitions.ofRetentionRate(90),
            "retention_metrics.retention_rate_90; 30 and 60 alike"),
        List.of(
            "95 % intervals of rates",
            "Wilson's interval for a share of so many matured customers.",
            "retention_metrics, columns _lower and _upper"),
        customer("New customers", "new_customer_count"),
        customer("Returning customers", "returning_customer_count"),
        customer("Lapsed customers", "lapsed_customer_count"),
        List.of(
            "Retention rate of a cohort", Cohorts.definition(), "cohort_retention.retention_rate"),
        List.of(
            "Contribution to the change of revenue",
            Definitions.of(REVENUE_TREE, "contribution"),
            "revenue_tree.contribution"),
        List.of(
            "Probability to have ordered again",
            Definitions.of(CUSTOMER_SURVIVAL, "repeat_purchase_probability"),
            "customer_survival.repeat_purchase_probability"),
        List.of(
            "Still waiting",
            Definitions.of(CUSTOMER_SURVIVAL, "at_risk"),
            "customer_survival.at_risk"),
        List.of(
            "Log-rank test, χ²",
            Definitions.of(SURVIVAL_COMPARISONS, "chi_square"),
            "survival_comparisons.chi_square"),
        List.of(
            "Log-rank test, p",
            Definitions.of(SURVIVAL_COMPARISONS, "p_value"),
            "survival_comparisons.p_value"),
        value("Lifetime value", "lifetime_value"),
        value("Probability to be still there", "p_alive"),
        value("Expected value of a purchase", "expected_order_value"),
        List.of(
            "Predicted purchases",
            Definitions.of(CUSTOMER_VALUE_CALIBRATION, "predicted_purchases"),
            "customer_value_calibration.predicted_purchases"),
        List.of(
            "Purchases that came",
            Definitions.of(CUSTOMER_VALUE_CALIBRATION, "actual_purchases"),
            "customer_value_calibration.actual_purchases"),
        List.of(
            "Models of lists",
            Definitions.of(RECOMMENDATION_EVALUATION, "model"),
            "recommendation_evaluation.model"),
        List.of(
            "NDCG and its like",
            Definitions.of(RECOMMENDATION_EVALUATION, "metric"),
            "recommendation_evaluation.metric"),
        List.of(
            "Models of suggestions",
            Definitions.of(CROSS_SELL_EVALUATION, "model"),
            "cross_sell_evaluation.model"),
        List.of(
            "Hit rate",
            Definitions.of(CROSS_SELL_EVALUATION, "metric"),
            "cross_sell_evaluation.metric"),
        List.of(
            "Times as often as expected (size-adjusted lift)",
            Definitions.inWords(ASSOCIATION_RULES, Columns.SIZE_ADJUSTED_LIFT),
            "association_rules.size_adjusted_lift"),
        List.of(
            "Confidence",
            Definitions.inWords(ASSOCIATION_RULES, Columns.CONFIDENCE),
            "association_rules.confidence"),
        List.of(
            "Share of customers (popular products)",
            Definitions.of(POPULAR_PRODUCTS, Columns.SCORE),
            "popular_products.score"));
  }

  private static List<String> order(String name, String column) {
    return List.of(name, Definitions.ofOrders(column), "order_metrics." + column);
  }

  private static List<String> value(String name, String column) {
    return List.of(name, Definitions.of(CUSTOMER_VALUE, column), "customer_value." + column);
  }

  private static List<String> customer(String name, String column) {
    return List.of(name, Definitions.ofCustomers(column), "retention_metrics." + column);
  }

  private Reading() {}
}
