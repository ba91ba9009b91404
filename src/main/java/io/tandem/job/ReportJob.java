package io.tandem.job;

import static io.tandem.table.CohortRetention.COHORT_RETENTION;
import static io.tandem.table.OrderMetrics.ORDER_METRICS;
import static io.tandem.table.RetentionMetrics.RETENTION_METRICS;
import static org.apache.spark.sql.functions.min;

import io.tandem.refusal.Refusal;
import io.tandem.retention.Cohorts;
import io.tandem.retention.ComingBack;
import io.tandem.retention.OrderValue;
import io.tandem.retention.Orders;
import java.time.LocalDate;
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
      night.stage(ORDER_METRICS, OrderValue.byPeriod(orders, firstDay), "no order.");
      night.stage(
          RETENTION_METRICS, new ComingBack(firstDay, night.runDate()).byPeriod(orders), "");
      night.stage(COHORT_RETENTION, Cohorts.monthByMonth(orders, night.runDate()), "");
    } finally {
      orders.unpersist();
    }
  }
}
