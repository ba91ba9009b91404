package io.tandem.retention;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.SparkExtension;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ComingBackTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private static Row order(String customer, String day) {
    return row(customer, Date.valueOf(day));
  }

  private static Dataset<Row> metrics(SparkSession spark, String runDate, Row... orders) {
    return new ComingBack(FIRST, Horizon.of(LocalDate.parse(runDate), ZoneId.of("UTC")))
        .byPeriod(rows(spark, "customer_id string, day date", orders));
  }

  @Test
  void onlyMaturedCustomersCount(SparkSession spark) {
    Dataset<Row> metrics =
        metrics(
            spark,
            "2026-02-05",
            order("ann", "2026-01-01"),
            order("ann", "2026-01-31"), // day 30: within 30 days
            order("bob", "2026-01-01"),
            order("bob", "2026-02-01"), // day 31: not within 30 days
            order("cid", "2026-01-05"),
            order("cid", "2026-01-05"), // the same day is no return
            order("dan", "2026-01-06"), // day 30 is 5 February: not yet over
            order("dan", "2026-01-07"),
            order(null, "2026-01-01"),
            order(null, "2026-01-02"));
    assertThat(
            metrics
                .where("period = 'month' and period_start = '2026-01-01'")
                .select(
                    "new_customer_count",
                    "matured_customer_count_30",
                    "repeat_customer_count_30",
                    "repeat_purchase_rate_30",
                    "retained_customer_count_30",
                    "matured_customer_count_60",
                    "repeat_purchase_rate_60",
                    "retention_rate_60"))
        .hasRows(row(4L, 3L, 1L, 1.0 / 3, 1L, 0L, null, null));
  }

  @Test
  void retentionLooksAtTheLastThirtyDaysOfTheWindow(SparkSession spark) {
    Dataset<Row> metrics =
        metrics(
            spark,
            "2026-12-01",
            order("early", "2026-01-01"),
            order("early", "2026-01-10"), // day 9
            order("late", "2026-01-01"),
            order("late", "2026-03-22"), // day 80
            order("never", "2026-01-01"));
    assertThat(
            metrics
                .where("period = 'all'")
                .select(
                    "repeat_purchase_rate_30",
                    "repeat_purchase_rate_60",
                    "repeat_purchase_rate_90",
                    "retention_rate_30",
                    "retention_rate_60",
                    "retention_rate_90"))
        .hasRows(row(1.0 / 3, 1.0 / 3, 2.0 / 3, 1.0 / 3, 0.0, 1.0 / 3));
  }

  @Test
  void customersAreNewThenReturningAndLapseAfterNinetyDays(SparkSession spark) {
    Dataset<Row> metrics =
        metrics(
            spark,
            "2026-07-01",
            order("ann", "2026-01-10"), // lapses on 10 April
            order("ann", "2026-06-01"), // and comes back; her next lapse lies in the future
            order("bob", "2026-01-10"),
            order("bob", "2026-04-10"), // day 90: not lapsed before it; lapses on 9 July, not yet
            order("cid", "2026-05-01"));
    assertThat(
            metrics
                .where("period = 'month'")
                .select(
                    "period_start",
                    "new_customer_count",
                    "returning_customer_count",
                    "lapsed_customer_count")
                .sort("period_start"))
        .hasRows(
            row(Date.valueOf("2026-01-01"), 2L, 0L, 0L),
            row(Date.valueOf("2026-04-01"), 0L, 1L, 1L),
            row(Date.valueOf("2026-05-01"), 1L, 0L, 0L),
            row(Date.valueOf("2026-06-01"), 0L, 1L, 0L));
  }

  @Test
  void aShopOfGuestsHasNoRetention(SparkSession spark) {
    assertThat(metrics(spark, "2026-07-01", order(null, "2026-01-10"))).isEmpty();
  }
}
