package io.tandem.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.tandem.report.page.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page that a shop reads in the morning: cross-selling and personalization side by side, each
 * by its own yardstick.
 *
 * <p>One HTML file without any request to a network. What is collected is bounded: 60 months, 90
 * days, 24 cohorts, 15 rules, 10 products; so the page does not grow with the shop. The same inputs
 * give the same page, byte for byte.
 */
public final class ReportPage {
  /** Where the build compiles {@code src/main/jte} to. */
  private static final String TEMPLATES = "io.tandem.report.template";

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
    OrderHistory orders = OrderHistory.read(inputs.orderMetrics(), runDate);
    RetentionHistory customers = RetentionHistory.read(inputs.retentionMetrics(), runDate);
    Cohorts cohorts = Cohorts.read(inputs.cohortRetention(), runDate);
    BoughtTogether together =
        BoughtTogether.read(inputs.associationRules(), inputs.frequentlyBoughtTogether());
    Recommended recommended =
        Recommended.read(inputs.userRecommendations(), inputs.popularProducts());
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
        + ". Days and months begin in time zone "
        + facts.timeZone()
        + ".";
  }

  private ReportPage() {}
}
