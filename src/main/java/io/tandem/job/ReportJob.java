package io.tandem.job;

import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.CohortRetention.COHORT_RETENTION;
import static io.tandem.table.FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER;
import static io.tandem.table.OrderMetrics.ORDER_METRICS;
import static io.tandem.table.PopularProducts.POPULAR_PRODUCTS;
import static io.tandem.table.RetentionMetrics.RETENTION_METRICS;
import static io.tandem.table.UserRecommendations.USER_RECOMMENDATIONS;
import static org.apache.spark.sql.functions.min;

import io.tandem.refusal.Refusal;
import io.tandem.report.ReportInputs;
import io.tandem.report.ReportPage;
import io.tandem.report.RunFacts;
import io.tandem.report.SourceFacts;
import io.tandem.retention.Cohorts;
import io.tandem.retention.ComingBack;
import io.tandem.retention.Horizon;
import io.tandem.retention.OrderValue;
import io.tandem.retention.Orders;
import io.tandem.table.Columns;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Orders → AOV beside retention, as tables and as one page. */
public final class ReportJob implements Job {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public void run(Night night) {
    Dataset<Row> orders =
        Orders.from(night.inputs().orderLines(), night.settings().timeZone())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long orderCount = night.phase("orders", orders::count, "%,d orders"::formatted);
      if (orderCount == 0) {
        throw Refusal.dataRefused(
            "Cannot publish order_metrics for %s: no order has a line that was sold."
                .formatted(night.runDate()));
      }
      LocalDate firstDay = orders.agg(min(Orders.DAY)).head().getDate(0).toLocalDate();
      Horizon horizon = Horizon.of(night.runDate(), night.settings().timeZone());
      Dataset<Row> orderMetrics =
          night.stage(ORDER_METRICS, OrderValue.byPeriod(orders, firstDay), "no order.");
      Dataset<Row> retentionMetrics =
          night.stage(RETENTION_METRICS, new ComingBack(firstDay, horizon).byPeriod(orders), "");
      Dataset<Row> cohortRetention =
          night.stage(COHORT_RETENTION, Cohorts.monthByMonth(orders, horizon), "");
      ReportInputs inputs =
          new ReportInputs(
              orderMetrics,
              retentionMetrics,
              cohortRetention,
              night.latest(ASSOCIATION_RULES),
              night.latest(FREQUENTLY_BOUGHT_TOGETHER),
              night.latest(USER_RECOMMENDATIONS),
              night.latest(POPULAR_PRODUCTS),
              night.catalogue().shown().select(Columns.PRODUCT_ID, Columns.TITLE),
              facts(night));
      night.phase(
          "page",
          () -> {
            String html = ReportPage.render(inputs);
            night.publication().stageReport(html);
            return html;
          },
          html -> "%,d characters".formatted(html.length()));
    } finally {
      orders.unpersist();
    }
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
