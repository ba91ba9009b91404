package io.tandem.report;

import static io.tandem.table.AssociationRuleChanges.ASSOCIATION_RULE_CHANGES;
import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.CohortRetention.COHORT_RETENTION;
import static io.tandem.table.CrossSellEvaluation.CROSS_SELL_EVALUATION;
import static io.tandem.table.CustomerSurvival.CUSTOMER_SURVIVAL;
import static io.tandem.table.CustomerValue.CUSTOMER_VALUE;
import static io.tandem.table.CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION;
import static io.tandem.table.CustomerValueModels.CUSTOMER_VALUE_MODELS;
import static io.tandem.table.FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER;
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
import io.tandem.report.page.Page;
import io.tandem.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page that a shop reads in the morning: cross-selling and personalization side by side, each
 * by its own yardstick.
 *
 * <p>One HTML file without any request to a network. What is collected is bounded: 60 months, 90
 * days, 24 cohorts, 365 days of a curve, 15 rules, 10 products; so the page does not grow with the
 * shop. The same inputs give the same page, byte for byte.
 */
public final class ReportPage {
  /** Where the build compiles {@code src/main/jte} to. */
  private static final String TEMPLATES = "io.tandem.report.template";

  /** The tables that the page is made from. */
  static final List<Table> READ =
      List.of(
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
    return new Page(
        headline(orders.all(), customers.all()),
        scope(orders.all(), facts),
        Figures.day(runDate),
        List.of(
            new CrossSelling(orders, runDate).lever(),
            new Personalization(customers, cohorts, runDate).lever()),
        List.of(
            RevenueTopic.read(inputs.rows(REVENUE_TREE), runDate).topic(),
            SecondOrderTopic.read(
                    inputs.rows(CUSTOMER_SURVIVAL), inputs.rows(SURVIVAL_COMPARISONS), runDate)
                .topic(),
            LifetimeValueTopic.read(
                    inputs.rows(CUSTOMER_VALUE),
                    inputs.rows(CUSTOMER_VALUE_MODELS),
                    inputs.rows(CUSTOMER_VALUE_CALIBRATION))
                .topic(),
            together.topic(titles),
            recommended.topic(titles),
            new DataQuality(facts, orders).topic(),
            Reading.definitions(),
            Reading.limits()),
        "Run " + facts.runId() + " · Tandem " + facts.version(),
        ClassPathAssets.read());
  }

  private static String headline(
      Optional<OrderPeriod> orders, Optional<RetentionPeriod> customers) {
    return orders
            .map(
                all ->
                    Figures.count(all.orders())
                        + (all.orders() == 1 ? " order, worth " : " orders, worth ")
                        + CrossSelling.value(all)
                        + " on average")
            .orElse("No order before the run date")
        + customers
            .map(
                all ->
                    all.windows()
                        .get(90)
                        .repeatPurchaseRate()
                        .map(
                            rate ->
                                "; "
                                    + Figures.rate(rate.value())
                                    + " of new customers ordered again within 90 days")
                        .orElse("; too early to say how many customers order again in 90 days"))
            .orElse("; no customer is known by an id");
  }

  private static String scope(Optional<OrderPeriod> orders, RunFacts facts) {
    return orders
            .map(all -> "Orders from " + Figures.day(all.start()) + " up to, not including, ")
            .orElse("Orders before ")
        + Figures.day(facts.runDate())
        + ", midnight UTC. Days and months begin in time zone "
        + facts.timeZone()
        + ".";
  }

  private ReportPage() {}
}
