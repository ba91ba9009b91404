package io.tandem.job;

import static io.tandem.table.CohortRetention.COHORT_RETENTION;
import static io.tandem.table.CustomerSurvival.CUSTOMER_SURVIVAL;
import static io.tandem.table.CustomerValue.CUSTOMER_VALUE;
import static io.tandem.table.CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION;
import static io.tandem.table.CustomerValueModels.CUSTOMER_VALUE_MODELS;
import static io.tandem.table.OrderMetrics.ORDER_METRICS;
import static io.tandem.table.RetentionMetrics.RETENTION_METRICS;
import static io.tandem.table.RevenueTree.REVENUE_TREE;
import static io.tandem.table.SurvivalComparisons.SURVIVAL_COMPARISONS;
import static org.apache.spark.sql.functions.min;

import io.tandem.refusal.Refusal;
import io.tandem.report.ReportInputs;
import io.tandem.report.ReportPage;
import io.tandem.report.RunFacts;
import io.tandem.report.SourceFacts;
import io.tandem.retention.Cohorts;
import io.tandem.retention.ComingBack;
import io.tandem.retention.Horizon;
import io.tandem.retention.LifetimeValueSettings.Basis;
import io.tandem.retention.LifetimeValues;
import io.tandem.retention.Margins;
import io.tandem.retention.OrderValue;
import io.tandem.retention.Orders;
import io.tandem.retention.ReportSettings;
import io.tandem.retention.RevenueTrees;
import io.tandem.retention.SecondOrders;
import io.tandem.source.SourcesSettings;
import io.tandem.table.Columns;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Orders → AOV beside retention, where revenue changed, what customers are worth; experiments →
 * which lever moved which; and one page.
 */
public final class ReportJob implements Job {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public void require(SourcesSettings sources) {
    if (!sources.orderLines().isPresent() && !sources.experimentOutcomes().isPresent()) {
      throw Refusal.badConfiguration(
          "Missing setting: sources.order-lines.format. report reads order lines, or experiment-outcomes, or both; see jobs/shop.conf and jobs/hillstrom.conf.");
    }
  }

  @Override
  public void run(Night night) {
    if (night.inputs().orderLines().isPresent()) {
      Dataset<Row> orders = orders(night).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        stageOrders(night, orders);
        new ExperimentTables(night).stage(Optional.of(orders));
      } finally {
        orders.unpersist();
      }
    } else {
      new ExperimentTables(night).stage(Optional.empty());
    }
    night.phase(
        "page",
        () -> {
          String html = ReportPage.render(inputs(night));
          night.publication().stageReport(html, night.runDate());
          return html;
        },
        html -> "%,d characters".formatted(html.length()));
  }

  private static void stageOrders(Night night, Dataset<Row> orders) {
    ReportSettings settings = night.settings().report();
    ZoneId timeZone = night.settings().timeZone();
    long orderCount = night.phase("orders", orders::count, "%,d orders"::formatted);
    if (orderCount == 0) {
      throw Refusal.dataRefused(
          "Cannot publish order_metrics for %s: no order has a line that was sold."
              .formatted(night.runDate()));
    }
    LocalDate firstDay = orders.agg(min(Orders.DAY)).head().getDate(0).toLocalDate();
    Horizon horizon = night.horizon();
    Dataset<Row> orderMetrics =
        night.stage(
            ORDER_METRICS,
            OrderValue.byPeriod(orders, firstDay, settings.winsorizeAt()),
            "no order.");
    night.stage(RETENTION_METRICS, new ComingBack(firstDay, horizon).byPeriod(orders), "");
    night.stage(COHORT_RETENTION, Cohorts.monthByMonth(orders, horizon), "");
    night.stage(
        REVENUE_TREE,
        night.rows(REVENUE_TREE, RevenueTrees.rows(orderMetrics, firstDay, horizon)),
        "");
    SecondOrders secondOrders =
        night.phase(
            "second orders",
            () -> SecondOrders.of(orders, firstDay, horizon, night.inputs().customers(), timeZone),
            found -> "%,d groups of customers".formatted(found.groups().size()));
    night.stage(
        CUSTOMER_SURVIVAL,
        night.rows(CUSTOMER_SURVIVAL, secondOrders.curves(settings.survivalDays())),
        "");
    night.stage(
        SURVIVAL_COMPARISONS, night.rows(SURVIVAL_COMPARISONS, secondOrders.comparisons()), "");
    stageValues(night, orders, horizon);
  }

  private static Dataset<Row> orders(Night night) {
    Dataset<Row> lines = night.orderLines();
    Dataset<Row> orders = Orders.from(lines, night.settings().timeZone());
    return switch (basis(night)) {
      case REVENUE -> orders;
      case MARGIN -> Margins.add(orders, lines, night.inputs().products());
    };
  }

  private static void stageValues(Night night, Dataset<Row> orders, Horizon horizon) {
    String brings =
        switch (basis(night)) {
          case REVENUE -> Columns.REVENUE;
          case MARGIN -> Columns.MARGIN;
        };
    try (LifetimeValues values =
        night.phase(
            "lifetime values",
            () ->
                LifetimeValues.fit(
                    orders, brings, horizon, night.settings().report().lifetimeValue()),
            fitted -> "%,d parameters".formatted(fitted.models().size()))) {
      values.remarks().forEach(remark -> night.progress().say("  " + remark));
      night.remember("lifetime value", Map.of("remarks", values.remarks()));
      night.stage(CUSTOMER_VALUE, values.values(), "");
      night.stage(CUSTOMER_VALUE_MODELS, night.rows(CUSTOMER_VALUE_MODELS, values.models()), "");
      night.stage(CUSTOMER_VALUE_CALIBRATION, values.calibration(), "");
    }
  }

  private static Basis basis(Night night) {
    return night.settings().report().lifetimeValue().basis();
  }

  private static ReportInputs inputs(Night night) {
    return ReportInputs.of(
        night::latest,
        night.catalogue().shown().select(Columns.PRODUCT_ID, Columns.TITLE),
        facts(night));
  }

  private static RunFacts facts(Night night) {
    List<SourceFacts> sources =
        night.inputs().counts().stream()
            .map(
                counts ->
                    new SourceFacts(
                        counts.table(),
                        counts.read(),
                        counts.valid(),
                        counts.afterRunDate(),
                        counts.ignored(),
                        counts.rejected()))
            .toList();
    return new RunFacts(
        night.runDate(),
        night.settings().timeZone().getId(),
        night.request().version(),
        night.request().runId(),
        sources);
  }
}
