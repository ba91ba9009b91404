package io.tandem.report;

import static io.tandem.table.AssociationRuleChanges.ASSOCIATION_RULE_CHANGES;
import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.Claims.CLAIMS;
import static io.tandem.table.CohortRetention.COHORT_RETENTION;
import static io.tandem.table.CrossSellEvaluation.CROSS_SELL_EVALUATION;
import static io.tandem.table.CustomerSurvival.CUSTOMER_SURVIVAL;
import static io.tandem.table.CustomerValue.CUSTOMER_VALUE;
import static io.tandem.table.CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION;
import static io.tandem.table.CustomerValueModels.CUSTOMER_VALUE_MODELS;
import static io.tandem.table.ExperimentArms.EXPERIMENT_ARMS;
import static io.tandem.table.ExperimentChecks.EXPERIMENT_CHECKS;
import static io.tandem.table.ExperimentEffects.EXPERIMENT_EFFECTS;
import static io.tandem.table.FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER;
import static io.tandem.table.MatchedBalance.MATCHED_BALANCE;
import static io.tandem.table.MatchedComparisons.MATCHED_COMPARISONS;
import static io.tandem.table.OrderMetrics.ORDER_METRICS;
import static io.tandem.table.PopularProducts.POPULAR_PRODUCTS;
import static io.tandem.table.RecommendationEvaluation.RECOMMENDATION_EVALUATION;
import static io.tandem.table.RetentionMetrics.RETENTION_METRICS;
import static io.tandem.table.RevenueTree.REVENUE_TREE;
import static io.tandem.table.SurvivalComparisons.SURVIVAL_COMPARISONS;
import static io.tandem.table.UserRecommendations.USER_RECOMMENDATIONS;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.tandem.report.page.Lever;
import io.tandem.report.page.Page;
import io.tandem.report.page.Topic;
import io.tandem.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page that a shop reads in the morning: cross-selling and personalization side by side, each
 * by its own yardstick, and which of them moved what, as far as an experiment tells.
 *
 * <p>One HTML file without any request to a network. What is collected is bounded: 4 experiments of
 * 6 arms, 60 months, 90 days, 24 cohorts, 365 days of a curve, 15 rules, 10 products; so the page
 * does not grow with the shop. The same inputs give the same page, byte for byte.
 */
public final class ReportPage {
  /** Where the build compiles {@code src/main/jte} to. */
  private static final String TEMPLATES = "io.tandem.report.template";

  /** The tables that the page is made from. */
  static final List<Table> READ =
      List.of(
          CLAIMS,
          EXPERIMENT_ARMS,
          EXPERIMENT_EFFECTS,
          EXPERIMENT_CHECKS,
          MATCHED_COMPARISONS,
          MATCHED_BALANCE,
          ORDER_METRICS,
          RETENTION_METRICS,
          COHORT_RETENTION,
          REVENUE_TREE,
          CUSTOMER_SURVIVAL,
          SURVIVAL_COMPARISONS,
          CUSTOMER_VALUE,
          CUSTOMER_VALUE_MODELS,
          CUSTOMER_VALUE_CALIBRATION,
          ASSOCIATION_RULES,
          ASSOCIATION_RULE_CHANGES,
          FREQUENTLY_BOUGHT_TOGETHER,
          CROSS_SELL_EVALUATION,
          USER_RECOMMENDATIONS,
          RECOMMENDATION_EVALUATION,
          POPULAR_PRODUCTS);

  /** The page as text, for the caller to write. */
  public static String render(ReportInputs inputs) {
    StringOutput html = new StringOutput();
    TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPage.class.getClassLoader(), TEMPLATES)
        .render("report.jte", page(inputs), html);
    return html.toString();
  }

  private static Page page(ReportInputs inputs) {
    Evidence evidence = Evidence.read(inputs);
    // Outcomes that were measured elsewhere need no orders: then nothing is said of any.
    return inputs.table(ORDER_METRICS).isEmpty() && evidence.isExperimental()
        ? ofExperiments(inputs.facts(), evidence)
        : ofOrders(inputs, evidence);
  }

  private static Page ofExperiments(RunFacts facts, Evidence evidence) {
    Masthead masthead = new Masthead(facts);
    List<Topic> topics = new ArrayList<>(evidence.topics());
    topics.add(new DataQuality(facts, Optional.empty()).topic());
    topics.add(Reading.definitions(false, evidence));
    topics.add(Limits.topic(false, evidence));
    return page(
        masthead.headline(evidence.experiments()),
        masthead.scope(evidence.untold()),
        List.of(),
        topics,
        facts,
        evidence);
  }

  private static Page ofOrders(ReportInputs inputs, Evidence evidence) {
    RunFacts facts = inputs.facts();
    LocalDate runDate = facts.runDate();
    OrderHistory orders = OrderHistory.read(inputs.rows(ORDER_METRICS), runDate);
    RetentionHistory customers = RetentionHistory.read(inputs.rows(RETENTION_METRICS), runDate);
    Cohorts cohorts = Cohorts.read(inputs.rows(COHORT_RETENTION), runDate);
    BoughtTogether together =
        BoughtTogether.read(
            inputs.table(ASSOCIATION_RULES),
            inputs.table(ASSOCIATION_RULE_CHANGES),
            inputs.table(FREQUENTLY_BOUGHT_TOGETHER),
            inputs.table(CROSS_SELL_EVALUATION));
    Recommended recommended =
        Recommended.read(
            inputs.table(USER_RECOMMENDATIONS),
            inputs.table(POPULAR_PRODUCTS),
            inputs.table(RECOMMENDATION_EVALUATION));
    List<String> products = new ArrayList<>(together.products());
    products.addAll(recommended.products());
    Titles titles = Titles.of(products, inputs.titles());
    List<Topic> topics = new ArrayList<>(evidence.topics());
    topics.add(RevenueTopic.read(inputs.rows(REVENUE_TREE), runDate).topic());
    topics.add(
        SecondOrderTopic.read(
                inputs.rows(CUSTOMER_SURVIVAL), inputs.rows(SURVIVAL_COMPARISONS), runDate)
            .topic());
    topics.add(
        LifetimeValueTopic.read(
                inputs.rows(CUSTOMER_VALUE),
                inputs.rows(CUSTOMER_VALUE_MODELS),
                inputs.rows(CUSTOMER_VALUE_CALIBRATION))
            .topic());
    topics.add(together.topic(titles));
    topics.add(recommended.topic(titles));
    topics.add(new DataQuality(facts, Optional.of(orders)).topic());
    topics.add(Reading.definitions(true, evidence));
    topics.add(Limits.topic(true, evidence));
    Masthead masthead = new Masthead(facts);
    return page(
        masthead.headline(orders.all(), customers.all()),
        masthead.scope(orders.all()),
        List.of(
            new CrossSelling(orders, runDate).lever(),
            new Personalization(customers, cohorts, runDate).lever()),
        topics,
        facts,
        evidence);
  }

  private static Page page(
      String headline,
      String scope,
      List<Lever> levers,
      List<Topic> topics,
      RunFacts facts,
      Evidence evidence) {
    return new Page(
        headline,
        scope,
        evidence.warnings(),
        Figures.day(facts.runDate()),
        levers,
        topics,
        "Run " + facts.runId() + " · Tandem " + facts.version(),
        ClassPathAssets.read());
  }

  private ReportPage() {}
}
