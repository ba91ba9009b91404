package io.tandem.experiment;

import static io.tandem.table.Columns.AVERAGE_ORDER_VALUE;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PERIOD;
import static io.tandem.table.Columns.PERIOD_START;
import static org.apache.spark.sql.functions.col;

import io.tandem.experiment.analysis.Metric;
import io.tandem.table.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Statements that describe what was, and nothing else: rows of {@code claims}. */
public final class DescriptiveClaims {
  private static final String NONE = "none: a description";

  /**
   * What orders were worth, and how many customers came back.
   *
   * @param orderMetrics rows of {@code order_metrics}
   * @param retentionMetrics rows of {@code retention_metrics}
   */
  public static List<Row> of(Dataset<Row> orderMetrics, Dataset<Row> retentionMetrics) {
    List<Row> claims = new ArrayList<>();
    for (Row row :
        orderMetrics
            .where(col(PERIOD).equalTo("all"))
            .select(
                "customers",
                ORDER_COUNT,
                AVERAGE_ORDER_VALUE,
                "average_order_value_lower",
                "average_order_value_upper")
            .sort("customers")
            .collectAsList()) {
      String whose = row.getString(0).equals("all") ? "All orders" : "Orders of known customers";
      claims.add(
          claim(
              "orders/%s/average_order_value".formatted(row.getString(0)),
              "AOV, " + whose.toLowerCase(Locale.ROOT),
              Metric.AVERAGE_ORDER_VALUE,
              row,
              2,
              "%s were worth %s on average (%s%,d orders)."
                  .formatted(
                      whose,
                      Figure.of(Metric.AVERAGE_ORDER_VALUE, row.getDouble(2)),
                      interval(Metric.AVERAGE_ORDER_VALUE, row, 3),
                      row.getLong(1))));
    }
    for (Row row :
        retentionMetrics
            .where(col(PERIOD).equalTo("all").and(col("repeat_purchase_rate_90").isNotNull()))
            .select(
                col(PERIOD_START),
                col("matured_customer_count_90"),
                col("repeat_purchase_rate_90"),
                col("repeat_purchase_rate_90_lower"),
                col("repeat_purchase_rate_90_upper"))
            .collectAsList()) {
      claims.add(
          claim(
              "customers/repeat_purchase_rate/90",
              "repeat purchase, 90 days after the first order",
              Metric.REPEAT_PURCHASE_RATE,
              row,
              2,
              "Of %,d customers %s %% ordered again within 90 days of their first order (%sthe unit is the customer)."
                  .formatted(
                      row.getLong(1),
                      Figure.of(Metric.REPEAT_PURCHASE_RATE, row.getDouble(2)),
                      interval(Metric.REPEAT_PURCHASE_RATE, row, 3))));
    }
    return claims;
  }

  private static String interval(Metric metric, Row row, int lower) {
    return row.isNullAt(lower)
        ? ""
        : "95 %% interval %s to %s, "
            .formatted(
                Figure.of(metric, row.getDouble(lower)),
                Figure.of(metric, row.getDouble(lower + 1)));
  }

  private static Row claim(
      String id, String claim, Metric metric, Row row, int estimate, String wording) {
    return RowFactory.create(
        id,
        claim,
        Claims.DESCRIPTIVE,
        "described",
        null,
        null,
        metric.named(),
        null,
        row.get(estimate),
        row.get(estimate + 1),
        row.get(estimate + 2),
        NONE,
        wording);
  }

  private DescriptiveClaims() {}
}
